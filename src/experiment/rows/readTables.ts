/** From a source to its rows. */
import { createStream } from '../../engine/rng/createStream';
import type { RandomStream } from '../../engine/rng/stream';
import type { Dtype, RngSpec } from '../../engine/ground/spec';
import type { Experiment } from '../fields/experiment';
import {
  PARTS,
  type DataFiles,
  type GeneratorSource,
  type Part,
  type Source,
} from '../format/experiment';
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import { readCsv } from '../data/csv/csv';
import { generate } from '../data/generators/generators';
import { readIdx } from '../data/files/idx';
import { readInline } from '../data/inline';
import type { Reading } from '../data/csv/rows';
import { reportMissingFile } from '../data/paths';
import type { TableCache } from './tableCache';
import type { Table } from '../data/table/table';

/** What there is of each part; null: the experiment has no such part, or its rows are drawn later. */
export type PartTables = { [K in Part]: Table | null };

/** The rows of all sources that are read and not made, with a breath now and then. */
export function* readTables(
  { data }: Pick<Experiment, 'data'>,
  files: DataFiles,
  cache: TableCache | null,
  report: Report,
): Generator<Reading, PartTables> {
  const tables: PartTables = { train: null, validation: null, test: null };
  for (const part of PARTS) {
    const source = data[part];
    if (source === null || source.type === 'generator') continue;
    const contents = contentsOf(source, files, part, report);
    if (!contents) continue;
    tables[part] = cache?.find(part, source, contents) ?? null;
    if (tables[part]) continue;
    const problems = report.problems.length;
    const table = yield* readSource(source, contents, part, report);
    tables[part] = table;
    if (table && report.problems.length === problems) cache?.keep(part, source, contents, table);
  }
  return tables;
}

type ReadSource = Exclude<Source, GeneratorSource>;

/** null after reporting a file that is missing. */
function contentsOf(
  source: ReadSource,
  files: DataFiles,
  part: Part,
  report: Report,
): Uint8Array[] | null {
  const keys = { inline: [], csv: ['path'], idx: ['images', 'labels'] }[source.type];
  const found = keys.map(key => {
    const file = String(source[key as keyof ReadSource]);
    const content = files.get(file);
    const hint = source.type === 'idx' ? MNIST_HINT : '';
    if (!content) reportMissingFile(file, ['data', part, key], report, hint);
    return content;
  });
  const contents = found.filter(content => content !== undefined);
  return contents.length === keys.length ? contents : null;
}

function* readSource(
  source: ReadSource,
  [first, second]: readonly Uint8Array[],
  part: Part,
  report: Report,
): Generator<Reading, Table | null> {
  const path = ['data', part];
  switch (source.type) {
    case 'inline':
      return readInline(source, path, report);
    case 'csv':
      return yield* readCsv(source, first, path, report);
    case 'idx':
      return readIdx(source, { images: first, labels: second }, path, report);
  }
}

const MNIST_HINT =
  ' MNIST is train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and ' +
  't10k-labels-idx1-ubyte.gz: nothing is downloaded, so put the files there yourself.';

/** Generated rows; a source with a seed of its own leaves the experiment's stream alone. */
export function generateSource(
  source: GeneratorSource,
  rng: RngSpec,
  dtype: Dtype,
  stream: RandomStream,
  part: Part,
): Table {
  const own = source.seed === null ? stream : createStream(rng.type, source.seed);
  const { cols, x, labels, image } = generate(source, own, dtype);
  return {
    rows: labels.length,
    cols,
    x,
    y: { kind: 'number', values: labels },
    names: null,
    ...(image && { image }),
    placeOfTarget: () => atValue('data', part),
  };
}

/** Whether the numbers of a source come from the experiment's stream. */
export function drawsFrom(source: Source | null): source is GeneratorSource & { seed: null } {
  return source?.type === 'generator' && source.seed === null;
}
