/**
 * IDX files, the format of MNIST: big-endian `00 00 type dims`, then the size of each dimension,
 * then the numbers. A file may be gzipped, which its first bytes tell.
 * Format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
import { gunzip, isGzip } from './archive';
import type { Numbers } from '../table/table';

/** Sizes that are shown of an array with many dimensions. */
const SIZES_SHOWN = 4;

export interface IdxArray {
  sizes: number[];
  /** The number at a position, counted over all dimensions. */
  at(index: number): number;
  /** The numbers from one position up to another. */
  slice(from: number, to: number): Numbers;
}

export function inWords(sizes: readonly number[]): string {
  const shown = sizes.slice(0, SIZES_SHOWN).join(' × ');
  return sizes.length > SIZES_SHOWN ? `${shown} × … (${sizes.length} dimensions)` : shown;
}

/** The array in a file, or what is wrong with it, in words that follow its name. */
export function parseIdx(bytes: Uint8Array): IdxArray | string {
  const plain = isGzip(bytes) ? gunzip(bytes) : bytes;
  if (typeof plain === 'string') return plain;
  if (plain.length < 4 || plain[0] !== 0 || plain[1] !== 0) {
    return 'is not an IDX file: it does not start with the bytes 00 00';
  }
  const [, , type, dimensions] = plain;
  const reader = READERS[type];
  if (!reader || dimensions === 0) {
    return `is not an IDX file: its type 0x${type.toString(16).padStart(2, '0')} with ${dimensions} dimensions is unknown`;
  }
  const start = 4 + 4 * dimensions;
  if (plain.length < start) return 'breaks off within its header';
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const sizes = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index));
  const expected = sizes.reduce((product, size) => product * size, reader.bytes);
  if (plain.length - start !== expected) {
    const got = plain.length - start;
    return `must hold ${expected} bytes for ${inWords(sizes)} numbers, but holds ${got}`;
  }
  const at = (index: number) => reader.read(view, start + index * reader.bytes);
  const slice = (from: number, to: number): Numbers =>
    type === BYTES
      ? plain.slice(start + from, start + to)
      : Float64Array.from({ length: to - from }, (_, index) => at(from + index));
  return { sizes, at, slice };
}

const BYTES = 0x08;

const READERS: {
  [type: number]: { bytes: number; read(view: DataView, offset: number): number } | undefined;
} = {
  0x08: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  0x09: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  0x0b: { bytes: 2, read: (view, offset) => view.getInt16(offset) },
  0x0c: { bytes: 4, read: (view, offset) => view.getInt32(offset) },
  0x0d: { bytes: 4, read: (view, offset) => view.getFloat32(offset) },
  0x0e: { bytes: 8, read: (view, offset) => view.getFloat64(offset) },
};
