/**
 * An IDX source, the format of MNIST: big-endian `00 00 type dims`, then the size of each
 * dimension, then the numbers. A file may be gzipped, which its first bytes tell.
 * Format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
import { gunzipSync } from 'fflate';
import type { IdxSource } from '../experiment';
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../problem';
import type { Numbers, Table } from './table';

/** Far above MNIST's 47 MB, below what a worker could not hold. */
const MOST_BYTES = 1 << 30;

interface IdxArray {
  sizes: number[];
  /** The number at a position, counted over all dimensions. */
  at(index: number): number;
  /** The numbers from one position up to another. */
  slice(from: number, to: number): Numbers;
}

export function readIdx(
  source: IdxSource,
  files: { images: Uint8Array; labels: Uint8Array },
  path: JsonPath,
  report: Report,
): Table | null {
  const images = readFile(source.images, files.images, [...path, 'images'], report);
  const labels = readFile(source.labels, files.labels, [...path, 'labels'], report);
  if (!images || !labels) return null;
  const complaint = sizesComplaint(source, images.sizes, labels.sizes);
  if (complaint !== null) {
    report.error('idx-sizes', complaint.message, atValue(...path, complaint.key));
    return null;
  }
  const [from, to] = source.rows ?? [0, images.sizes[0]];
  const [, height, width] = images.sizes;
  const cols = images.sizes.slice(1).reduce((product, size) => product * size, 1);
  const x = images.slice(from * cols, to * cols);
  const values = Float64Array.from({ length: to - from }, (_, row) => labels.at(from + row));
  return {
    rows: to - from,
    cols,
    x,
    y: { kind: 'number', values },
    names: null,
    ...(images.sizes.length === 3 && { image: { width, height } }),
    placeOfTarget: () => atValue(...path, 'labels'),
  };
}

function sizesComplaint(
  { images, labels, rows }: IdxSource,
  imageSizes: number[],
  labelSizes: number[],
): { key: string; message: string } | null {
  if (labelSizes.length !== 1) {
    const message = `${labels} holds ${labelSizes.join(' × ')} numbers: labels have one dimension. Are the two files swapped?`;
    return { key: 'labels', message };
  }
  if (imageSizes.length < 2) {
    const message = `${images} has a single dimension: inputs have two or more. Are the two files swapped?`;
    return { key: 'images', message };
  }
  if (imageSizes[0] !== labelSizes[0]) {
    const message = `${images} has ${imageSizes[0]} rows, ${labels} has ${labelSizes[0]} labels: they do not belong together.`;
    return { key: 'labels', message };
  }
  if (imageSizes[0] === 0) return { key: 'images', message: `${images} holds no rows.` };
  if (rows && rows[1] > imageSizes[0]) {
    const message = `\`rows\` goes up to ${rows[1]}, but ${images} has ${imageSizes[0]} rows.`;
    return { key: 'rows', message };
  }
  return null;
}

function readFile(
  file: string,
  bytes: Uint8Array,
  path: JsonPath,
  report: Report,
): IdxArray | null {
  const array = parseIdx(bytes);
  if (typeof array !== 'string') return array;
  report.error('idx', `${file} ${array}.`, atValue(...path));
  return null;
}

/** The array in a file, or what is wrong with it, in words that follow its name. */
export function parseIdx(bytes: Uint8Array): IdxArray | string {
  const plain = isGzip(bytes) ? unzip(bytes) : bytes;
  if (!plain) return 'is a damaged gzip file';
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
    return `must hold ${expected} bytes for ${sizes.join(' × ')} numbers, but holds ${got}`;
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

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** null where the file is damaged. A gzip file has 18 bytes at least; the last 4 are its size. */
function unzip(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 18) return null;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);
  if (size > MOST_BYTES) return null;
  try {
    return gunzipSync(bytes);
  } catch {
    return null;
  }
}
