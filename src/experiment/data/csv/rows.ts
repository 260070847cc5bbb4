/** Rows of cells with their places, piece by piece: no more of a file than a piece is ever text. */
import { formatInteger } from '../../../engine/ground/numbers';
import Papa from 'papaparse';
import type { Delimiter } from './text';
import { encodingComplaint, firstStrange, strictDecoderFor } from './encoding';

/** Bytes that are read between two looks at anything else: some milliseconds. */
const PIECE = 1 << 18;
/** Characters of the longest row; one that is longer mostly has a quote that is not closed. */
const LONGEST_ROW = 1 << 22;

/** How far the reading of a file has come, in bytes. */
export interface Reading {
  file: string;
  done: number;
  total: number;
}

/** Line and column, both from 1. */
export interface CellPlace {
  line: number;
  column: number;
}

/** Where a file cannot be read any further, and why, in words that follow its name and the line. */
export interface Broken {
  line: number;
  id: 'quotes' | 'long-row' | 'encoding';
  what: string;
}

/** Good until the next one is visited. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** The line of the row's first character. */
  readonly line: number;
  placeOf(cell: number): CellPlace;
}

/** False: no further row is wanted. */
type Visit = (row: CsvRow) => boolean;

/**
 * Visits the rows of a file, and stops for a breath after every piece. Blank lines at the end are
 * left out; a blank line inside is a row with one empty cell. Returns why the rows break off, or
 * null where they do not.
 */
export function* readRows(
  file: string,
  bytes: Uint8Array,
  delimiter: Delimiter,
  visit: Visit,
  piece = PIECE,
): Generator<Reading, Broken | null> {
  const strange = encodingComplaint(bytes);
  if (strange !== null) return { line: 1, id: 'encoding', what: strange };
  const decoder = strictDecoderFor(bytes);
  const reader = new RowReader(delimiter, visit);
  const total = bytes.length;
  for (let done = 0; done < total; done += piece) {
    const last = done + piece >= total;
    const text = decodePiece(decoder, bytes.subarray(done, done + piece), last);
    if (text === null) {
      const { line, what, good } = firstStrange(bytes, done, Math.min(total, done + piece));
      // What is wrong before it is said first, wherever the pieces end.
      return reader.push(good, false) ? { line, id: 'encoding', what } : reader.broken;
    }
    if (!reader.push(text, last)) break;
    yield { file, done: Math.min(total, done + piece), total };
  }
  return reader.broken;
}

/** null where the bytes are not of the encoding. */
function decodePiece(
  decoder: InstanceType<typeof TextDecoder>,
  bytes: Uint8Array,
  last: boolean,
): string | null {
  try {
    return decoder.decode(bytes, { stream: !last });
  } catch {
    return null;
  }
}

/** The same without a breath. */
export function visitRows(bytes: Uint8Array, delimiter: Delimiter, visit: Visit): Broken | null {
  return finished(readRows('', bytes, delimiter, visit));
}

/** What a reading comes to, without a breath. */
export function finished<T>(reading: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

class RowReader implements CsvRow {
  /** null: no row is broken so far. */
  broken: Broken | null = null;
  cells: readonly string[] = [];
  /** The cells as they stand in the text, but for the quotes of those that begin with one. */
  private written: readonly string[] = [];
  line = 1;
  /** What does not make a whole row yet. */
  private rest = '';
  /** The last piece ended in half a line end. */
  private halfLineEnd = false;
  /** Blank lines that have not been visited: the end of the file may follow. */
  private blanks = 0;
  /** The text that is being read, with the row in it. */
  private text = '';
  private offset = 0;
  private quoted = false;

  constructor(
    private readonly delimiter: Delimiter,
    private readonly visit: Visit,
  ) {}

  /** False: no further piece is wanted. */
  push(piece: string, last: boolean): boolean {
    this.text = this.rest + this.withPlainLineEnds(piece, last);
    this.quoted = this.text.includes('"');
    this.offset = 0;
    const parser = new Papa.Parser({ delimiter: this.delimiter, newline: '\n' });
    const parsed: unknown = parser.parse(this.text, 0, !last);
    const { data, errors, meta } = parsed as Papa.ParseResult<string[]>;
    const broken = errors.find(({ type }) => type === 'Quotes')?.row ?? Infinity;
    for (let index = 0; index < data.length; index++) {
      if (index >= broken) return this.breakOff('quotes');
      if (!this.take(data[index])) return false;
    }
    this.rest = this.text.slice(meta.cursor);
    return this.rest.length <= LONGEST_ROW || this.breakOff(this.quoted ? 'quotes' : 'long-row');
  }

  placeOf(cell: number): CellPlace {
    const end = this.offsetOf(cell);
    let line = this.line;
    let start = this.offset;
    for (let at = this.newlineBefore(start, end); at >= 0; at = this.newlineBefore(start, end)) {
      line++;
      start = at + 1;
    }
    return { line, column: end - start + 1 };
  }

  /** Only a quoted cell can hold a line end. */
  private newlineBefore(start: number, end: number): number {
    if (!this.quoted) return -1;
    const at = this.text.indexOf('\n', start);
    return at < end ? at : -1;
  }

  private breakOff(id: 'quotes' | 'long-row'): false {
    this.broken = { line: this.line, id, what: BROKEN[id] };
    return false;
  }

  private take(cells: string[]): boolean {
    if (cells.length === 1 && cells[0] === '' && this.text[this.offset] !== '"') {
      this.blanks++;
      this.written = [];
      this.advance();
      return true;
    }
    const { line } = this;
    for (; this.blanks > 0; this.blanks--) {
      this.cells = [''];
      this.line = line - this.blanks;
      if (!this.visit(this)) return false;
    }
    this.line = line;
    this.written = cells;
    this.cells = this.quoted ? cells.map((cell, index) => this.unquoted(cell, index)) : cells;
    if (!this.visit(this)) return false;
    this.advance();
    return true;
  }

  /** Quotes after a blank, as in `1, "2"`, are quotes as well. */
  private unquoted(cell: string, index: number): string {
    const text = cell.trim();
    if (text === cell || text.length < 2 || text[0] !== '"' || !text.endsWith('"')) return cell;
    const isQuotedAsItStands = this.text[this.offsetOf(index)] === '"';
    return isQuotedAsItStands ? cell : text.slice(1, -1).replaceAll('""', '"');
  }

  /** To the beginning of the next row. */
  private advance(): void {
    const { written: cells } = this;
    const end = this.offsetOf(cells.length) - (cells.length > 0 ? 1 : 0);
    if (this.quoted) {
      for (const cell of cells) {
        for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) this.line++;
      }
    }
    this.line++;
    this.offset = end + 1;
  }

  /** Offset of the cell in the text; of what follows the row, for the number of its cells. */
  private offsetOf(cell: number): number {
    let at = this.offset;
    for (let index = 0; index < cell; index++) {
      const isQuoted = this.quoted && this.text[at] === '"';
      at = (isQuoted ? this.endOfQuoted(at) : at + this.written[index].length) + 1;
    }
    return at;
  }

  /** Where the delimiter or the line end after a quoted cell stands. */
  private endOfQuoted(start: number): number {
    const { text } = this;
    let at = start + 1;
    while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
      at += text[at] === '"' ? 2 : 1;
    }
    while (at < text.length && text[at] !== this.delimiter && text[at] !== '\n') at++;
    return at;
  }

  private withPlainLineEnds(piece: string, last: boolean): string {
    let text = this.halfLineEnd ? `\r${piece}` : piece;
    this.halfLineEnd = !last && text.endsWith('\r');
    if (this.halfLineEnd) text = text.slice(0, -1);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
}

const BROKEN = {
  quotes: 'a quoted cell of this row is not closed',
  'long-row': `this row is longer than ${formatInteger(LONGEST_ROW)} characters`,
};
