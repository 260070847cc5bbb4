/** The arrays of a student's program, from a file: .npz, .npy, JSON, or what NumPy printed. */
import type { GivenArray } from '../../engine/autopsy/autopsy';
import { formatInteger } from '../../engine/ground/numbers';
import { MOST_PARAMETERS } from '../format/experiment';
import { decodeText } from '../data/csv/text';
import { jsonIn } from '../data/files/jsonText';
import { openNpz, parseNpy } from '../data/files/npy';
import type { NpyArray } from '../data/files/npy';
import { parsePrinted } from '../verify/printed';
import { expectedValue } from '../verify/tensors';
import type { Tensor } from '../verify/tensors';

export interface ReadArrays {
  arrays: GivenArray[];
  /** What was left out, a sentence each. */
  left: string[];
}

/** What a file gives, or what is wrong with it, in words that follow its name. */
export function readArrays(file: string, bytes: Uint8Array): ReadArrays | string {
  const read = readByName(file, bytes);
  if (typeof read === 'string') return read;
  const count = read.arrays.reduce((sum, { values }) => sum + values.data.length, 0);
  if (count > MOST_PARAMETERS) {
    return `holds ${formatInteger(count)} numbers; the limit is ${formatInteger(MOST_PARAMETERS)}`;
  }
  return read.arrays.length > 0 ? read : ['holds no arrays of numbers', ...read.left].join('. ');
}

function readByName(file: string, bytes: Uint8Array): ReadArrays | string {
  switch (/\.([^./]*)$/.exec(file)?.[1].toLowerCase()) {
    case 'npz':
      return readNpz(bytes);
    case 'npy':
      return readNpy(file, bytes);
    case 'json':
      return readJson(bytes);
    default:
      return readPrinted(bytes);
  }
}

/** Everything in scope was saved: what is no matrix is left out, not a reason to refuse the rest. */
function readNpz(bytes: Uint8Array): ReadArrays | string {
  const entries = openNpz(bytes);
  if (typeof entries === 'string') return entries;
  const read: ReadArrays = { arrays: [], left: [] };
  for (const { name, array } of entries) {
    const values = typeof array === 'string' ? array : matrixOf(array);
    if (typeof values === 'string') read.left.push(`"${name}" ${values}`);
    else read.arrays.push({ name, values, slack: null });
  }
  return read;
}

/** A list as one row, as NumPy broadcasts it. */
function matrixOf(array: NpyArray): Tensor | string {
  const { sizes, breaksOff } = array;
  if (sizes.length > 2) return `has ${sizes.length} dimensions`;
  if (breaksOff) return 'breaks off within its data';
  if (sizes.includes(0)) return 'is empty';
  const [rows, cols] = sizes.length === 2 ? sizes : [1, sizes[0] ?? 1];
  if (rows * cols > MOST_PARAMETERS) return `holds ${formatInteger(rows * cols)} numbers`;
  return { rows, cols, data: Float64Array.from(array.slice(0, sizes[0] ?? 1)) };
}

function readNpy(file: string, bytes: Uint8Array): ReadArrays | string {
  const values = parseNpy(bytes);
  if (typeof values === 'string') return values;
  const name = file.replace(/^.*[\\/]/, '').replace(/\.npy$/i, '');
  return { arrays: [{ name, values, slack: null }], left: [] };
}

/** Every list of numbers and every matrix in it, named by the keys that lead there. */
function readJson(bytes: Uint8Array): ReadArrays | string {
  const whole = jsonIn(bytes);
  if (typeof whole === 'string') return whole;
  const arrays: GivenArray[] = [];
  const visit = (value: unknown, name: string): void => {
    const values = expectedValue(value);
    if (values) arrays.push({ name, values, slack: null });
    else if (typeof value === 'object' && value !== null) {
      for (const [key, each] of Object.entries(value))
        visit(each, name === '' ? key : `${name}.${key}`);
    }
  };
  visit(whole.json, '');
  return { arrays, left: [] };
}

/** Characters of the longest text that is read. */
const MOST_PRINTED = 20_000_000;

function readPrinted(bytes: Uint8Array): ReadArrays | string {
  if (bytes.length > MOST_PRINTED) {
    return `has ${formatInteger(bytes.length)} bytes; the limit for printed arrays is ${formatInteger(MOST_PRINTED)}`;
  }
  const printed = parsePrinted(decodeText(bytes));
  if (typeof printed === 'string') return printed;
  // Digits after the point are compared with those of the other arrays; an exponent says its own.
  const arrays = printed.map(({ name, values, slack, decimals }) => {
    return { name, values, slack: decimals === null ? slack : null };
  });
  return { arrays, left: [] };
}
