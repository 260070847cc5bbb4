/** From a source to its rows. */
import { createStream } from '../../engine/rng/stream';
import type { RandomStream } from '../../engine/rng/stream';
import type { Dtype, RngSpec } from '../../engine/spec';
import type { DataFiles, GeneratorSource, Source } from '../experiment';
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../problem';
import { readCsv } from './csv';
import { generate } from './generators';
import { readIdx } from './idx';
import { readInline } from './inline';
import type { Table } from './table';

export type Part = 'train' | 'validation' | 'test';
export const PARTS: readonly Part[] = ['train', 'validation', 'test'];

/** The rows of a source that draws nothing; null after reporting an error. */
export function readSource(
  source: Exclude<Source, GeneratorSource>,
  files: DataFiles,
  part: Part,
  report: Report,
): Table | null {
  const path = ['data', part];
  switch (source.type) {
    case 'inline':
      return readInline(source, path, report);
    case 'csv': {
      const bytes = files.get(source.path);
      if (bytes) return readCsv(source, bytes, path, report);
      reportMissingFile(source.path, [...path, 'path'], report);
      return null;
    }
    case 'idx': {
      const images = files.get(source.images);
      const labels = files.get(source.labels);
      if (images && labels) return readIdx(source, { images, labels }, path, report);
      if (!images) reportMissingFile(source.images, [...path, 'images'], report, MNIST_HINT);
      if (!labels) reportMissingFile(source.labels, [...path, 'labels'], report, MNIST_HINT);
      return null;
    }
  }
}

const MNIST_HINT =
  ' MNIST is train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and ' +
  't10k-labels-idx1-ubyte.gz: nothing is downloaded, so put the files there yourself.';

export function reportMissingFile(file: string, path: JsonPath, report: Report, hint = ''): void {
  const message = `The file "${file}" is missing; paths are relative to the experiment file.${hint}`;
  report.error('missing-file', message, atValue(...path));
}

/** Generated rows; a source with a seed of its own leaves the experiment's stream alone. */
export function generateSource(
  source: GeneratorSource,
  rng: RngSpec,
  dtype: Dtype,
  stream: RandomStream,
  part: Part,
): Table {
  const own = source.seed === null ? stream : createStream(rng.type, source.seed);
  const { cols, x, labels } = generate(source, own, dtype);
  return {
    rows: labels.length,
    cols,
    x,
    y: { kind: 'number', values: labels },
    names: null,
    placeOfTarget: () => atValue('data', part),
  };
}

/** Whether the numbers of a source come from the experiment's stream. */
export function drawsFrom(source: Source | null): source is GeneratorSource & { seed: null } {
  return source?.type === 'generator' && source.seed === null;
}
