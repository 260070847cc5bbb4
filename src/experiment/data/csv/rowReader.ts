/** Rows of cells with their places, from a text that comes in pieces. */
import { formatInteger } from '../../../engine/ground/numbers';
import Papa from 'papaparse';
import { placeBetweenBlanks, rowsBetweenBlanks } from './blanks';
import type { Dialect } from './dialect/dialect';

/** Characters of the longest row; one that is longer mostly has a quote that is not closed. */
const LONGEST_ROW = 1 << 22;

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

/** So many that it is worth a look for them: they are passed over, and not parsed one by one. */
const BLANK_LINES = '\n'.repeat(64);

/** False: no further row is wanted. */
export type Visit = (row: CsvRow) => boolean;

export class RowReader implements CsvRow {
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
  private visited = false;
  /** The text that is being read, with the row in it. */
  private text = '';
  private offset = 0;
  private quoted = false;

  constructor(
    private readonly dialect: Dialect,
    private readonly visit: Visit,
  ) {}

  /** False: no further piece is wanted. */
  push(piece: string, last: boolean): boolean {
    let text = this.withPlainLineEnds(piece, last);
    for (let at = text.indexOf(BLANK_LINES); at >= 0; at = text.indexOf(BLANK_LINES)) {
      if (!this.pushPlain(text.slice(0, at + 1), false)) return false;
      text = text.slice(at + 1);
      // They belong to a quoted cell.
      if (this.rest !== '') break;
      text = this.withoutBlankLines(text);
    }
    return this.pushPlain(text, last);
  }

  /** Takes a text whose line ends are plain. */
  private pushPlain(text: string, last: boolean): boolean {
    this.text = this.rest + text;
    this.quoted = this.text.includes(this.dialect.quote);
    this.offset = 0;
    const { rows, broken = Infinity, cursor } = this.parsed(last);
    for (let index = 0; index < rows.length; index++) {
      if (index >= broken) return this.breakOff('quotes');
      if (!this.take(rows[index])) return false;
    }
    this.rest = this.text.slice(cursor);
    return this.rest.length <= LONGEST_ROW || this.breakOff(this.quoted ? 'quotes' : 'long-row');
  }

  /** Rows of the text as it stands, and how far they go. */
  private parsed(last: boolean): { rows: string[][]; broken?: number; cursor: number } {
    const { delimiter, quote: quoteChar } = this.dialect;
    if (delimiter === ' ') return rowsBetweenBlanks(this.text, last);
    const parser = new Papa.Parser({ delimiter, quoteChar, newline: '\n' });
    const parsed: unknown = parser.parse(this.text, 0, !last);
    const { data, errors, meta } = parsed as Papa.ParseResult<string[]>;
    const broken = errors.find(({ type }) => type === 'Quotes')?.row;
    return { rows: data, broken, cursor: meta.cursor };
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
    this.written = cells;
    if (!this.isRow(cells)) {
      this.advance();
      return true;
    }
    this.cells = this.plain(cells);
    if (!this.visit(this)) return false;
    this.visited = true;
    this.advance();
    return true;
  }

  private isRow(cells: readonly string[]): boolean {
    const { skip, comment, namesInComment } = this.dialect;
    if (this.line <= skip || (cells.length === 1 && cells[0].trim() === '')) return false;
    if (comment === null || !cells[0].trimStart().startsWith(comment)) return true;
    return namesInComment && !this.visited;
  }

  /** Without quotes, without the mark of a comment before names, and without an empty cell behind the last. */
  private plain(written: readonly string[]): readonly string[] {
    const { comment, namesInComment, width } = this.dialect;
    const hasQuotes = this.quoted && this.dialect.delimiter !== ' ';
    let cells = hasQuotes ? written.map((cell, at) => this.unquoted(cell, at)) : written;
    if (cells.length - 1 === width && cells[width].trim() === '') cells = cells.slice(0, -1);
    return namesInComment && !this.visited && comment !== null
      ? unmarked(cells, comment, width)
      : cells;
  }

  /** Quotes after a blank, as in `1, "2"`, are quotes as well. */
  private unquoted(cell: string, index: number): string {
    const { quote } = this.dialect;
    const text = cell.trim();
    if (text === cell || text.length < 2 || text[0] !== quote || !text.endsWith(quote)) return cell;
    const isQuotedAsItStands = this.text[this.offsetOf(index)] === quote;
    return isQuotedAsItStands ? cell : text.slice(1, -1).replaceAll(quote + quote, quote);
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
    const { delimiter, quote } = this.dialect;
    if (delimiter === ' ') return placeBetweenBlanks(this.text, this.offset, cell);
    let at = this.offset;
    for (let index = 0; index < cell; index++) {
      const isQuoted = this.quoted && this.text[at] === quote;
      at = (isQuoted ? this.endOfQuoted(at) : at + this.written[index].length) + 1;
    }
    return at;
  }

  /** Where the delimiter or the line end after a quoted cell stands. */
  private endOfQuoted(start: number): number {
    const { text } = this;
    const { delimiter, quote } = this.dialect;
    let at = start + 1;
    while (at < text.length && (text[at] !== quote || text[at + 1] === quote)) {
      at += text[at] === quote ? 2 : 1;
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
    return at;
  }

  /** Counts those at the beginning, where no row has begun. */
  private withoutBlankLines(text: string): string {
    let count = 0;
    while (text[count] === '\n') count++;
    this.line += count;
    return count === 0 ? text : text.slice(count);
  }

  private withPlainLineEnds(piece: string, last: boolean): string {
    let text = this.halfLineEnd ? `\r${piece}` : piece;
    this.halfLineEnd = !last && text.endsWith('\r');
    if (this.halfLineEnd) text = text.slice(0, -1);
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }
}

/** Names without the mark before the first, which is one cell too many where a blank follows it. */
export function unmarked(
  cells: readonly string[],
  comment: string,
  width: number | null,
): readonly string[] {
  const [first, ...more] = cells;
  const name = first.trimStart().slice(comment.length);
  return name === '' && more.length === width ? more : [name, ...more];
}

const BROKEN = {
  quotes: 'a quoted cell of this row is not closed',
  'long-row': `this row is longer than ${formatInteger(LONGEST_ROW)} characters`,
};
