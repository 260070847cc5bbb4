/** What a CSV file looks like: encoding, delimiter, rows of cells with their places. */
import Papa from 'papaparse';

export type Delimiter = ',' | ';' | '\t';

/** How much of a file is looked at to tell its delimiter. */
const SAMPLE_LINES = 20;

/** UTF-8, or UTF-16 with a byte order mark; the mark is taken off. */
export function decodeText(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * The delimiter that divides every sampled line into the same number of cells. Semicolon and tab
 * come before the comma: a comma may also be a decimal mark.
 */
export function detectDelimiter(text: string): Delimiter {
  const lines = text
    .slice(0, 65536)
    .split(/\r\n|\n|\r/, SAMPLE_LINES)
    .filter(line => line !== '');
  const counts = (delimiter: string) =>
    lines.map(line => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1);
  for (const delimiter of [';', '\t', ','] as const) {
    const found = counts(delimiter);
    if (found.length > 0 && found[0] > 0 && found.every(count => count === found[0]))
      return delimiter;
  }
  // A ragged file: the one that is used most.
  const total = (delimiter: string) => counts(delimiter).reduce((sum, count) => sum + count, 0);
  return ([',', ';', '\t'] as const).reduce((best, next) =>
    total(next) > total(best) ? next : best,
  );
}

export interface CsvRow {
  cells: string[];
  /** Offset of the row's first character in the text. */
  offset: number;
}

/**
 * Calls `visit` for every row until it answers false. Blank lines at the end are left out; a blank
 * line inside is a row with one empty cell. Returns where a quoted cell is broken, if one is.
 */
export function visitRows(
  text: string,
  delimiter: Delimiter,
  visit: (row: CsvRow) => boolean,
): { offset: number } | null {
  let length = text.length;
  while (length > 0 && /[\r\n]/.test(text[length - 1])) length--;
  if (length === 0) return null;
  let offset = 0;
  let broken: { offset: number } | null = null;
  Papa.parse<string[]>(text.slice(0, length), {
    delimiter,
    step: ({ data, errors, meta }, parser) => {
      const quotes = errors.find(({ type }) => type === 'Quotes');
      if (quotes) broken = { offset };
      if (broken || !visit({ cells: data, offset })) parser.abort();
      offset = meta.cursor;
    },
  });
  return broken;
}

/** Line and column (both from 1) of an offset. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (const { index, 0: mark } of text.slice(0, offset).matchAll(/\r\n|\n|\r/g)) {
    line++;
    start = index + mark.length;
  }
  return { line, column: offset - start + 1 };
}

/** Offset of the cell with this index in the row that starts at `offset`. */
export function cellOffset(text: string, offset: number, index: number, delimiter: string): number {
  let at = offset;
  for (let cell = 0; cell < index; cell++) {
    if (text[at] === '"') {
      at++;
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
        at += text[at] === '"' ? 2 : 1;
      }
    }
    const next = text.indexOf(delimiter, at);
    if (next < 0) return offset;
    at = next + 1;
  }
  return at;
}
