/** The beginning of a table, from which its dialect is told. */
import { numberIn } from '../cells/cells';
import { delimiterOf, isDelimiter, quoteOf } from './delimiter';
import type { Delimiter } from './delimiter';
import { NOTHING_GIVEN, PLAIN } from './dialect';
import type { Dialect, GivenDialect } from './dialect';
import { headText, tableEncodingOf } from './encoding';
import { isMissing } from '../cells/missing';
import { unmarked } from '../rowReader';
import { visitText } from '../rows';

/** Rows from which a dialect is told. */
const HEAD_ROWS = 1000;
/** Bytes of these rows. */
const HEAD_BYTES = 1 << 20;
/** Lines that may stand above a table, such as a title. */
const MOST_LINES_ABOVE = 30;

/** The beginning of a table. */
export interface Head {
  dialect: Dialect;
  /** What the file looks like where the source says otherwise. */
  detected: Delimiter;
  /** Trimmed cells of the first rows, the header among them. */
  rows: string[][];
}

/** Reads no more than the first 1,000 rows and 1 MB. */
export function headOf(bytes: Uint8Array, given: GivenDialect = NOTHING_GIVEN): Head {
  const encoding = given.encoding ?? tableEncodingOf(bytes.subarray(0, HEAD_BYTES));
  const text = headText(bytes, encoding, HEAD_BYTES);
  const announced = /^sep=(.)(?:\r|\n|$)/i.exec(text)?.[1];
  const below = announced === undefined ? text : text.slice(text.search(/[\r\n]/) + 1);
  const detected =
    announced !== undefined && isDelimiter(announced) ? announced : delimiterOf(below);
  const delimiter = given.delimiter ?? detected;
  const quote = given.quote ?? quoteOf(below, delimiter);
  const bare = { ...PLAIN, encoding, delimiter, quote };
  const above = announced === undefined ? 0 : 1;
  const first = firstRows(text, { ...bare, skip: Math.max(above, given.skip ?? 0) });
  const comments = commentsOf(first, given.comment);
  const rows = first.filter(row => !comments.has(row));
  const width = widthOf(rows);
  const start = given.skip === null ? startOf(rows, width) : 0;
  const comment = given.comment ?? markOf(comments);
  const names =
    start === 0 && comment !== null ? namesBehindMark(first, comments, comment, width) : null;
  const skip = given.skip ?? (names ? names.line - 1 : start > 0 ? rows[start].line - 1 : above);
  const dialect: Dialect = {
    ...bare,
    comment,
    namesInComment: names !== null,
    skip,
    width,
  };
  return { dialect, detected, rows: firstRows(text, dialect).map(({ cells }) => cells) };
}

interface HeadRow {
  line: number;
  cells: string[];
}

function firstRows(text: string, dialect: Dialect): HeadRow[] {
  const rows: HeadRow[] = [];
  visitText(text, dialect, ({ cells, line }) => {
    rows.push({ line, cells: cells.map(cell => cell.trim()) });
    return rows.length < HEAD_ROWS;
  });
  return rows;
}

const MARKS = ['#', '%'];

/** Rows that begin with the mark of a comment where most do not. */
function commentsOf(rows: readonly HeadRow[], given: string | null): Set<HeadRow> {
  for (const mark of given === null ? MARKS : [given]) {
    const marked = rows.filter(({ cells }) => cells[0].startsWith(mark));
    if (marked.length > 0 && (given !== null || marked.length < rows.length / 2)) {
      return new Set(marked);
    }
  }
  return new Set();
}

function markOf(comments: ReadonlySet<HeadRow>): string | null {
  for (const { cells } of comments) return cells[0][0];
  return null;
}

/** The last comment above the first row where it has as many cells and that row is data. */
function namesBehindMark(
  all: readonly HeadRow[],
  comments: ReadonlySet<HeadRow>,
  comment: string,
  width: number | null,
): HeadRow | null {
  const first = all.findIndex(row => !comments.has(row));
  if (first < 1) return null;
  const above = all[first - 1];
  const names = unmarked(above.cells, comment, width);
  const isNames = names.length === width && names.every(cell => !isNumber(cell));
  const isData = all[first].cells.some(isNumber);
  return isNames && isData ? above : null;
}

/**
 * The commonest number of cells. An empty last cell of every row is none: the rows end in a delimiter.
 */
function widthOf(rows: readonly HeadRow[]): number | null {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let width = 0;
  for (const [cells, count] of counts) if (count > (counts.get(width) ?? 0)) width = cells;
  if (width < 2) return width === 0 ? null : width;
  const whole = rows.filter(({ cells }) => cells.length === width);
  const [first] = whole;
  const named = first === rows[0] && first.cells[width - 1] !== '';
  const isEmpty = !named && whole.every(({ cells }) => cells[width - 1] === '');
  return isEmpty ? width - 1 : width;
}

/** The number of rows above the table, such as a title: they have another number of cells, and not only numbers. */
function startOf(rows: readonly HeadRow[], width: number | null): number {
  if (width === null || width < 2) return 0;
  const fits = ({ cells }: HeadRow) =>
    cells.length === width || (cells.length === width + 1 && cells[width] === '');
  const start = rows.findIndex(fits);
  if (start < 1 || start > MOST_LINES_ABOVE) return 0;
  const areNumbers = (cells: string[]) => cells.every(cell => cell === '' || isNumber(cell));
  if (rows.slice(0, start).some(({ cells }) => areNumbers(cells))) return 0;
  if (rows.length < start + 2 || !fits(rows[start + 1])) return 0;
  // A header without a name for the first column, which numbers the rows.
  const above = rows[start - 1].cells;
  const isShort = above.length === width - 1 && above.every(cell => cell !== '' && !isNumber(cell));
  const isHeader = isShort && rows[start].cells.some(isNumber) && rows.slice(start).every(fits);
  return isHeader ? start - 1 : start;
}

function isNumber(cell: string): boolean {
  return !isMissing(cell) && !Number.isNaN(numberIn(cell));
}
