/**
 * An IDX source, the format of MNIST: big-endian `00 00 type dims`, then the size of each
 * dimension, then the numbers. A file may be gzipped, which its first bytes tell.
 * Format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
import type { IdxSource } from '../../format/experiment';
import { atValue } from '../../format/core';
import type { Report } from '../../format/core';
import type { JsonPath } from '../../format/problem';
import { gunzip, isGzip } from './archive';
import type { Numbers, Table } from '../table/table';

/** Sizes that are shown of an array with many dimensions. */
const SIZES_SHOWN = 4;

/** Two gigabytes of float64, which is what they become. */
const MOST_NUMBERS = 250_000_000;

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
  if ((to - from) * cols > MOST_NUMBERS) {
    const say = (value: number) => value.toLocaleString('en-US');
    const message = `${source.images} gives ${say((to - from) * cols)} numbers; the limit is ${say(MOST_NUMBERS)}: take fewer of them with \`rows\`.`;
    report.error('too-many-numbers', message, atValue(...path, 'images'));
    return null;
  }
  const x = images.slice(from * cols, to * cols);
  const values = Float64Array.from(labels.slice(from, to));
  const strange = {
    images: firstNotFinite(x, cols, from),
    labels: firstNotFinite(values, 1, from),
  };
  for (const key of ['images', 'labels'] as const) {
    const words = strange[key];
    if (words === null) continue;
    report.error('not-finite', `${source[key]}, ${words}.`, atValue(...path, key));
    return null;
  }
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

/** The first number that cannot be trained on, in words that follow the file's name. */
function firstNotFinite(numbers: Numbers, cols: number, from: number): string | null {
  if (numbers instanceof Uint8Array) return null;
  const index = numbers.findIndex(value => !Number.isFinite(value));
  if (index < 0) return null;
  const row = from + Math.floor(index / cols);
  return `row ${row} (counted from 0) holds ${numbers[index]}: only finite numbers can be trained on`;
}

function inWords(sizes: readonly number[]): string {
  const shown = sizes.slice(0, SIZES_SHOWN).join(' × ');
  return sizes.length > SIZES_SHOWN ? `${shown} × … (${sizes.length} dimensions)` : shown;
}

function sizesComplaint(
  { images, labels, rows }: IdxSource,
  imageSizes: number[],
  labelSizes: number[],
): { key: string; message: string } | null {
  if (labelSizes.length !== 1) {
    const message = `${labels} holds ${inWords(labelSizes)} numbers: labels have one dimension. Are the two files swapped?`;
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
  if (imageSizes.includes(0)) {
    return {
      key: 'images',
      message: `${images} holds rows without numbers: ${inWords(imageSizes)}.`,
    };
  }
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
