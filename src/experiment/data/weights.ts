/** Files that initialisers name: .json, .csv, .npy, .npz. */
import { numberIn, cellComplaint } from './cells';
import { visitRows } from './csvRows';
import { decodeText, detectDelimiter, headOf } from './csvText';
import { parseNpy, parseNpz } from './npy';

/** The numbers as rows, or what is wrong with the file, in words that follow its name. */
export function parseWeights(
  file: string,
  bytes: Uint8Array,
  key: string | null,
): number[][] | string {
  const rows = parseByName(file, bytes, key);
  if (typeof rows === 'string') return rows;
  if (rows.length === 0 || rows[0].length === 0) return 'holds no numbers';
  const odd = rows.findIndex(row => row.length !== rows[0].length);
  if (odd >= 0) {
    return `has rows of different lengths: row ${odd + 1} has ${rows[odd].length}, the first ${rows[0].length}`;
  }
  return rows.flat().every(Number.isFinite) ? rows : 'holds NaN or infinite numbers';
}

function parseByName(file: string, bytes: Uint8Array, key: string | null): number[][] | string {
  const ending = /\.([^./]*)$/.exec(file)?.[1].toLowerCase();
  switch (ending) {
    case 'json':
      return parseJson(decodeText(bytes), key);
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
function parseCsv(bytes: Uint8Array): number[][] | string {
  const rows: number[][] = [];
  let complaint: string | null = null;
  visitRows(bytes, detectDelimiter(headOf(bytes)), ({ cells }) => {
    const wrong = cells.findIndex(cell => Number.isNaN(numberIn(cell)));
    if (wrong >= 0) {
      complaint = `cannot be read: row ${rows.length + 1}, column ${wrong + 1} ${cellComplaint(cells[wrong])}`;
    } else rows.push(cells.map(numberIn));
    return complaint === null;
  });
  return complaint ?? rows;
}

function parseJson(text: string, key: string | null): number[][] | string {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  const entries = new Map(Object.entries(whole ?? {}));
  const value: unknown = key === null ? whole : entries.get(key);
  if (key !== null && value === undefined) return `has no key "${key}"`;
  if (!Array.isArray(value)) return 'must hold a list of numbers, or a list of rows';
  const list: unknown[] = value;
  const isNumbers = (row: unknown): row is number[] =>
    Array.isArray(row) && row.every(entry => typeof entry === 'number');
  if (isNumbers(list)) return [list];
  return list.every(isNumbers) ? list : 'must hold a list of numbers, or a list of rows of numbers';
}
