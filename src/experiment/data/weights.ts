/** Files that initialisers name: .json, .csv, .npy, .npz. */
import { cellComplaint, numberIn } from './csv/cells/cells';
import { visitRows } from './csv/rows';
import { headOf } from './csv/dialect/head';
import { GrowingFloats } from './csv/cells/growing';
import { jsonIn } from './files/jsonText';
import { manyComplaint, parseNpy, parseNpz } from './files/npy';
import type { NumberMatrix } from './files/npy';

/** The numbers, or what is wrong with the file, in words that follow its name. */
export function parseWeights(
  file: string,
  bytes: Uint8Array,
  key: string | null,
): NumberMatrix | string {
  const matrix = parseByName(file, bytes, key);
  if (typeof matrix === 'string') return matrix;
  if (matrix.data.length === 0) return 'holds no numbers';
  return matrix.data.every(Number.isFinite) ? matrix : 'holds NaN or infinite numbers';
}

function parseByName(file: string, bytes: Uint8Array, key: string | null): NumberMatrix | string {
  const ending = /\.([^./]*)$/.exec(file)?.[1].toLowerCase();
  switch (ending) {
    case 'json':
      return parseJson(bytes, key);
    case 'npz':
      return parseNpz(bytes, key);
    case 'csv':
    case 'npy':
      if (key !== null) return 'holds a single array: `key` is for .npz and .json files';
      return ending === 'csv' ? parseCsv(bytes) : parseNpy(bytes);
    default:
      return 'must end in .json, .csv, .npy or .npz';
  }
}

/** Without a header: every cell is a number. */
function parseCsv(bytes: Uint8Array): NumberMatrix | string {
  const numbers = new GrowingFloats();
  let rows = 0;
  let cols = 0;
  let complaint: string | null = null;
  const broken = visitRows(bytes, headOf(bytes).dialect, ({ cells }) => {
    rows++;
    if (rows === 1) cols = cells.length;
    const wrong = cells.findIndex(cell => Number.isNaN(numberIn(cell)));
    if (wrong >= 0) {
      complaint = `cannot be read: row ${rows}, column ${wrong + 1} ${cellComplaint(cells[wrong])}`;
    } else if (cells.length !== cols) complaint = raggedComplaint(rows, cells.length, cols);
    else complaint = manyComplaint(numbers.length + cols);
    if (complaint === null) for (const cell of cells) numbers.push(numberIn(cell));
    return complaint === null;
  });
  if (complaint !== null) return complaint;
  if (broken) return `cannot be read: line ${broken.line}: ${broken.what}`;
  return { rows, cols, data: numbers.taken() };
}

function raggedComplaint(row: number, length: number, first: number): string {
  return `has rows of different lengths: row ${row} has ${length}, the first ${first}`;
}

const ROWS_WANTED = 'must hold a list of numbers, or a list of rows of numbers';

function parseJson(bytes: Uint8Array, key: string | null): NumberMatrix | string {
  const whole = jsonIn(bytes);
  if (typeof whole === 'string') return whole;
  const entries = new Map(Object.entries(whole.json ?? {}));
  const value: unknown = key === null ? whole.json : entries.get(key);
  if (key !== null && value === undefined) return `has no key "${key}"`;
  if (!Array.isArray(value)) return ROWS_WANTED;
  const list: unknown[] = value;
  const isNumbers = (row: unknown): row is number[] =>
    Array.isArray(row) && row.every(entry => typeof entry === 'number');
  const rows = isNumbers(list) ? [list] : list.every(isNumbers) ? list : null;
  if (!rows) return ROWS_WANTED;
  const cols = rows[0]?.length ?? 0;
  const odd = rows.findIndex(row => row.length !== cols);
  if (odd >= 0) return raggedComplaint(odd + 1, rows[odd].length, cols);
  return { rows: rows.length, cols, data: Float64Array.from(rows.flat()) };
}
