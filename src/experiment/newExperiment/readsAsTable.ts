/** Whether a text, whose name does not say so, is a table that a network may be trained on. */
import { inferCsv, type Inferred } from './csvExperiment';

/** Bytes that are looked at. */
const HEAD = 1 << 17;
const NEWLINE = 10;
/** Fewer lines agree by chance. */
const FEWEST_ROWS = 3;
/** Without numbers, commas may divide prose: it takes more lines of more cells each. */
const FEWEST_ROWS_OF_WORDS = 10;
const FEWEST_COLUMNS_OF_WORDS = 3;

/** Every row has as many cells: at least half of the columns hold numbers, or marks divide many rows of words. */
export function readsAsTable({ reading, columns }: Inferred): boolean {
  if (!reading) return false;
  const rows = reading.rows + reading.rows_skipped;
  if (rows < FEWEST_ROWS) return false;
  const telling = columns.filter(({ kind }) => kind !== 'empty' && kind !== 'constant');
  const numbers = telling.filter(({ kind }) => kind === 'number' || kind === 'counter').length;
  if (numbers > 0 && 2 * numbers >= telling.length) return true;
  return (
    reading.delimiter !== ' ' &&
    rows >= FEWEST_ROWS_OF_WORDS &&
    columns.length >= FEWEST_COLUMNS_OF_WORDS
  );
}

/** Looks at the beginning alone. */
export function bytesReadAsTable(bytes: Uint8Array): boolean {
  const whole = bytes.length <= HEAD;
  const head = whole ? bytes : bytes.subarray(0, bytes.lastIndexOf(NEWLINE, HEAD) + 1);
  return readsAsTable(inferCsv(head, 'table', whole));
}
