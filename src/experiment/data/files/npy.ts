/** NumPy's .npy and .npz files: arrays of numbers. */
import { formatInteger } from '../../../engine/ground/numbers';
import { MOST_PARAMETERS } from '../../format/experiment';
import type { Numbers } from '../table/table';
import { unzip } from './archive';
import type { Entry } from './archive';
import { readHeader } from './npyHeader';
import { openTexts } from './npyTexts';
import type { NpyTexts } from './npyTexts';

/** Row-major numbers of a file. */
export interface NumberMatrix {
  rows: number;
  cols: number;
  data: Float64Array;
}

/** An array whose header has been read. */
export interface NpyArray {
  /** Of each dimension; a single number has none. */
  sizes: number[];
  /** The data end before the last number that the header claims. */
  breaksOff: boolean;
  /** The numbers from one row up to another, row-major, where nothing breaks off; bytes stay bytes. */
  slice(from: number, to: number): Numbers;
}

/** The array of a file, or why there is none, in words that follow the file's name. */
export function openNpy(bytes: Uint8Array): NpyArray | string {
  const header = readHeader(bytes);
  if (typeof header === 'string') return header;
  const { type, sizes, fortran, data } = header;
  const reader = Object.hasOwn(READERS, type.slice(1)) ? READERS[type.slice(1)] : undefined;
  if (!reader) return typeComplaint(type);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claimed = sizes.reduce((product, size) => product * size, reader.bytes);
  return {
    sizes,
    breaksOff: claimed > bytes.length - data,
    slice(from: number, to: number): Numbers {
      const [rows = 1, ...others] = sizes;
      const cols = colsOf(sizes);
      if (reader.isByte && !fortran) return bytes.slice(data + from * cols, data + to * cols);
      const places = fortran ? fortranPlaces(others) : null;
      const length = (to - from) * cols;
      const numbers = reader.isByte ? new Uint8Array(length) : new Float64Array(length);
      const little = type[0] !== '>';
      for (let index = 0; index < length; index++) {
        const [row, col] = [from + Math.floor(index / cols), index % cols];
        const place = places ? row + rows * places[col] : row * cols + col;
        numbers[index] = reader.read(view, data + place * reader.bytes, little);
      }
      return numbers;
    },
  };
}

function typeComplaint(type: string): string {
  if (type === '') return 'holds records, not numbers';
  const hint =
    type === '|O' ? ': save what the objects hold, with .astype(float) or .astype(str)' : '';
  return `holds data of type ${type}, not numbers${hint}`;
}

/** Numbers in one row: those of all dimensions but the first. */
export function colsOf(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((product, size) => product * size, 1);
}

/**
 * For each number of a row as C counts them, the last index moving fastest, its place as Fortran
 * counts them, the first index moving fastest.
 */
function fortranPlaces(sizes: readonly number[]): Uint32Array {
  const places = new Uint32Array(sizes.reduce((product, size) => product * size, 1));
  let run = places.length;
  let stride = 1;
  for (const size of sizes) {
    run /= size;
    for (let col = 0; col < places.length; col++) {
      places[col] += (Math.floor(col / run) % size) * stride;
    }
    stride *= size;
  }
  return places;
}

/** A matrix, or what is wrong with the file, in words that follow its name. */
export function parseNpy(bytes: Uint8Array): NumberMatrix | string {
  const array = openNpy(bytes);
  if (typeof array === 'string') return array;
  const { sizes } = array;
  const complaint = sizesComplaint(array);
  if (complaint !== null) return complaint;
  const [rows, cols] = sizes.length === 2 ? sizes : [1, sizes[0] ?? 1];
  return { rows, cols, data: Float64Array.from(array.slice(0, sizes[0] ?? 1)) };
}

/** Before there is room for them: the sizes are whatever the header claims. */
function sizesComplaint({ sizes, breaksOff }: NpyArray): string | null {
  if (sizes.length > 2) return `has ${sizes.length} dimensions; one or two are needed`;
  if (sizes.includes(0)) return 'holds no numbers';
  if (breaksOff) return BREAKS_OFF;
  return manyComplaint(sizes.reduce((product, size) => product * size, 1));
}

export const BREAKS_OFF = 'breaks off within its data';

/** null, or that there are more numbers than any network has. */
export function manyComplaint(count: number): string | null {
  if (count <= MOST_PARAMETERS) return null;
  return `holds ${formatInteger(count)} numbers; the limit is ${formatInteger(MOST_PARAMETERS)}`;
}

interface NumberReader {
  bytes: number;
  /** Whole numbers from 0 to 255. */
  isByte?: boolean;
  read(view: DataView, offset: number, little: boolean): number;
}

const READERS: {
  [type: string]: NumberReader | undefined;
} = {
  f8: { bytes: 8, read: (view, offset, little) => view.getFloat64(offset, little) },
  f4: { bytes: 4, read: (view, offset, little) => view.getFloat32(offset, little) },
  f2: { bytes: 2, read: (view, offset, little) => half(view.getUint16(offset, little)) },
  i8: { bytes: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) },
  i4: { bytes: 4, read: (view, offset, little) => view.getInt32(offset, little) },
  i2: { bytes: 2, read: (view, offset, little) => view.getInt16(offset, little) },
  i1: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  u8: { bytes: 8, read: (view, offset, little) => Number(view.getBigUint64(offset, little)) },
  u4: { bytes: 4, read: (view, offset, little) => view.getUint32(offset, little) },
  u2: { bytes: 2, read: (view, offset, little) => view.getUint16(offset, little) },
  u1: { bytes: 1, isByte: true, read: (view, offset) => view.getUint8(offset) },
  b1: { bytes: 1, isByte: true, read: (view, offset) => view.getUint8(offset) },
};

/** float16: a sign, five bits of exponent, ten of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  return sign * size;
}

/** One array of a .npz file: the only one, or the one with this key. */
export function parseNpz(bytes: Uint8Array, key: string | null): NumberMatrix | string {
  const entries = npzEntries(bytes);
  if (typeof entries === 'string') return entries;
  const known = namesOf(entries);
  if (key !== null) {
    const entry = entries.find(({ name }) => name === key);
    return entry ? parseNpy(entry.content) : `has no array "${key}"; it has ${known}`;
  }
  if (entries.length === 1) return parseNpy(entries[0].content);
  return entries.length === 0 ? 'is empty' : `holds ${known}: name one of them with \`key\``;
}

const NAMES_SHOWN = 10;

function namesOf(entries: readonly Entry[]): string {
  const shown = entries.slice(0, NAMES_SHOWN).map(({ name }) => `"${name}"`);
  return [...shown, ...(entries.length > NAMES_SHOWN ? ['…'] : [])].join(', ');
}

/**
 * The arrays of a .npz file, in order.
 * @param choose of all names those that are read; what is left out may be of any kind
 */
export function npzArrays(
  bytes: Uint8Array,
  choose: (names: readonly string[]) => ReadonlySet<string> = names => new Set(names),
): { name: string; values: NumberMatrix }[] | string {
  const all = npzEntries(bytes);
  if (typeof all === 'string') return all;
  const chosen = choose(all.map(({ name }) => name));
  const entries = all.filter(({ name }) => chosen.has(name));
  const arrays: { name: string; values: NumberMatrix }[] = [];
  let count = 0;
  for (const { name, content } of entries) {
    const values = parseNpy(content);
    if (typeof values === 'string') return `holds "${name}", which ${values}`;
    count += values.data.length;
    const complaint = manyComplaint(count);
    if (complaint !== null) return complaint;
    arrays.push({ name, values });
  }
  return arrays.length > 0 ? arrays : 'is empty';
}

export interface NpzArray {
  name: string;
  /** Or what is wrong with it, in words that follow its name. */
  array: NpyArray | string;
  /** null: it is none of texts. */
  texts: NpyTexts | null;
}

/** Every array of a .npz file, in order, with no more than its header read. */
export function openNpz(bytes: Uint8Array): NpzArray[] | string {
  const entries = npzEntries(bytes);
  if (typeof entries === 'string') return entries;
  if (entries.length === 0) return 'is empty';
  return entries.map(({ name, content }) => ({
    name,
    array: openNpy(content),
    texts: openTexts(content),
  }));
}

function npzEntries(bytes: Uint8Array): Entry[] | string {
  const entries = unzip(bytes);
  if (typeof entries === 'string') return entries;
  return entries.map(({ name, content }) => ({ name: name.replace(/\.npy$/, ''), content }));
}
