/** `{"type": "idx", "images": …, "labels": …}`: a pair of files as MNIST has them. */
import type { ValuesOf } from '../../format/compounds';
import { atValue, required } from '../../format/core';
import type { Report } from '../../format/core';
import type { Part } from '../../format/experiment';
import type { JsonPath } from '../../format/finding';
import { filePath } from '../../format/scalars';
import { inWords, parseIdx } from '../files/idx';
import type { IdxArray } from '../files/idx';
import type { Table } from '../table/table';
import { countComplaint, finiteComplaint, rangeComplaint, rowRange } from './arrays';
import { fileKind } from './kind';

const fields = {
  images: required(filePath(), 'The file of inputs, for example `train-images-idx3-ubyte.gz`.'),
  labels: required(filePath(), 'The file of labels, for example `train-labels-idx1-ubyte.gz`.'),
  rows: rowRange,
};

type IdxSource = ValuesOf<typeof fields>;

export const idx = fileKind({
  description: 'A pair of IDX files as MNIST has them, gzipped or not.',
  fields,
  files: ({ images, labels }) => [
    { key: 'images', file: images },
    { key: 'labels', file: labels },
  ],
  missing:
    ' MNIST is train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and ' +
    't10k-labels-idx1-ubyte.gz: nothing is downloaded, so put the files there yourself.',
  read: readIdx,
});

function readIdx(
  source: IdxSource,
  contents: readonly Uint8Array[],
  part: Part,
  report: Report,
): Table | null {
  const at = ['data', part];
  const images = readFile(source.images, contents[0], [...at, 'images'], report);
  const labels = readFile(source.labels, contents[1], [...at, 'labels'], report);
  if (!images || !labels) return null;
  const complaint = sizesComplaint(source, images.sizes, labels.sizes);
  if (complaint !== null) {
    report.error('idx-sizes', complaint.message, atValue(...at, complaint.key));
    return null;
  }
  const [from, to] = source.rows ?? [0, images.sizes[0]];
  const [, height, width] = images.sizes;
  const cols = images.sizes.slice(1).reduce((product, size) => product * size, 1);
  const tooMany = countComplaint(source.images, (to - from) * cols);
  if (tooMany !== null) {
    report.error('too-many-numbers', tooMany, atValue(...at, 'images'));
    return null;
  }
  const x = images.slice(from * cols, to * cols);
  const values = Float64Array.from(labels.slice(from, to));
  const strange = {
    images: finiteComplaint(source.images, x, cols, from),
    labels: finiteComplaint(source.labels, values, 1, from),
  };
  for (const key of ['images', 'labels'] as const) {
    const message = strange[key];
    if (message === null) continue;
    report.error('not-finite', message, atValue(...at, key));
    return null;
  }
  return {
    rows: to - from,
    cols,
    x,
    y: { kind: 'number', values },
    names: null,
    ...(images.sizes.length === 3 && { image: { width, height } }),
    placeOfTarget: () => atValue(...at, 'labels'),
  };
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
  const message = rangeComplaint(rows, images, imageSizes[0]);
  return message === null ? null : { key: 'rows', message };
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
