/** A checked experiment and the content of its files → all that a run starts from. */
import { initialParameters } from '../engine/initial/initializers';
import type { LayerParameters } from '../engine/initial/initializers';
import { createStream } from '../engine/rng/createStream';
import type { RandomStream } from '../engine/rng/stream';
import type {
  DataParts,
  Dataset,
  DrawPurpose,
  Dtype,
  Matrix,
  ModelSpec,
  RunSpec,
} from '../engine/ground/spec';
import { filesNamed } from './rules/data';
import { accuracyMetric, defaultThreshold, lossMetric } from './rules/metrics';
import { checkBatches } from './rules/batches';
import { checkMemory } from './rules/memory';
import { checkTargets } from './rules/targets';
import type { Classes } from './data/table/classes';
import { finished } from './data/csv/rows';
import type { Reading } from './data/csv/rows';
import { encode } from './data/table/encode';
import type { Encoded } from './data/table/encode';
import { Rows } from './rows/rows';
import type { Parts } from './rows/rows';
import { fitScaling, scaledMatrix } from './data/table/scaling';
import { readTables } from './rows/readTables';
import type { PartTables } from './rows/readTables';
import type { Numbers, Table } from './data/table/table';
import type { TableCache } from './rows/tableCache';
import type { Experiment } from './fields/experiment';
import type { DataFiles, NotationSpec } from './format/experiment';
import { Report, atKey, atValue } from './format/core';
import { solutionOf } from './policy/policy';
import type { Solution } from './policy/policy';
import { symbolsOf, type Symbols } from './notation/symbols';
import type { Finding } from './format/finding';
import { resolveModel } from './rules/resolveModel';
import { pairsOf, pointsOf, summarize } from './summary';
import type { DataSummary, Pairs, Points } from './summary';
import { prepareChecks } from './checks/checks';
import type { Check } from './checks/kind';

export type { DataSummary, PartSummary, Points } from './summary';

/** Everything at step 0. A run takes copies: the same preparation can start any number of runs. */
export interface Prepared {
  spec: RunSpec;
  data: DataParts;
  parameters: LayerParameters[];
  /** The start of the stream. */
  seed: number;
  /** As it stands after all draws of the preparation. */
  stream: RandomStream;
  summary: DataSummary;
  points: Points[];
  pairs: Pairs[];
  /** In the order in which they are due. */
  checks: readonly Check[];
  symbols: Symbols;
  /** What is shown of solutions. */
  solution: Solution;
  /** The file's own symbols as it writes them. */
  notation: NotationSpec | null;
  /** The file says what is measured; else the loss is, and the accuracy of classes. */
  metricsWritten: boolean;
}

const DEFAULT_ORDER: readonly DrawPurpose[] = ['data', 'split', 'init', 'shuffle'];

/** The paths the experiment names, as written, each once. */
export function requiredFiles(experiment: Experiment): string[] {
  return [...new Set(filesNamed(experiment).map(({ file }) => file))];
}

export interface Preparation {
  problems: Finding[];
  /** null where a problem is an error. */
  prepared: Prepared | null;
}

/**
 * Reads, splits, encodes and scales the data and draws the initial parameters. All draws come from
 * one stream, in the order of `rng.draw_order`; what it does not name follows in the default order.
 * `files` holds what is there of `requiredFiles`: a missing one is a problem. Stops for a breath
 * while a large file is read.
 */
export function* preparation(
  experiment: Experiment,
  files: DataFiles,
  cache: TableCache | null = null,
): Generator<Reading, Preparation> {
  const report = new Report();
  const tables = yield* readTables(experiment, files, cache, report);
  const prepared = prepareWith(experiment, files, tables, report);
  return { problems: report.problems, prepared: report.failed ? null : prepared };
}

/** The same at once. */
export function prepare(
  experiment: Experiment,
  files: DataFiles,
  cache: TableCache | null = null,
): Preparation {
  return finished(preparation(experiment, files, cache));
}

function prepareWith(
  experiment: Experiment,
  files: DataFiles,
  tables: PartTables,
  report: Report,
): Prepared | null {
  const { rng, dtype } = experiment;
  const rows = new Rows(experiment, tables, report);
  const model = report.failed ? null : resolveModel(experiment, rows.columns(), files, report);
  if (!model) return null;
  const stream = createStream(rng.type, experiment.seed);
  let parameters: LayerParameters[] = [];
  for (const purpose of new Set([...rng.draw_order, ...DEFAULT_ORDER])) {
    if (purpose === 'init') parameters = initialParameters(model, rng, dtype, stream);
    else rows.draw(purpose, stream);
  }
  const complete = rows.finished();
  if (!complete) return null;
  const size = experiment.trainer.batch_size;
  const { rows: most } = complete.parts.train;
  if (!checkMemory(experiment, model, most, report)) return null;
  const batchRows = size === 'full' ? most : Math.min(size, most);
  const solution = solutionOf(experiment.policy);
  const start = { model, dtype, notation: experiment.notation, batchRows, files, solution };
  const checks = prepareChecks(experiment.checks, start, report);
  const ready = { parameters, seed: experiment.seed, stream, checks, solution };
  return finish(experiment, model, ready, complete, report);
}

function finish(
  experiment: Experiment,
  model: ModelSpec,
  ready: Pick<Prepared, 'parameters' | 'seed' | 'stream' | 'checks' | 'solution'>,
  { parts, classes }: { parts: Parts; classes: Classes | null },
  report: Report,
): Prepared | null {
  const { data: dataSpec, dtype } = experiment;
  const encoded = forEachPart(parts, table => encode(table, classes, dataSpec));
  checkTargets(experiment, { tables: parts, encoded }, classes, report);
  checkBatches(experiment, model.inputs, parts.train.rows, report);
  if (report.failed) return null;
  const scaling = fitScaling(dataSpec.normalization, parts.train.x, parts.train.cols);
  const beyond = scaling?.scale.findIndex(scale => !Number.isFinite(scale)) ?? -1;
  if (beyond >= 0) {
    const message = `Input column ${beyond + 1} cannot be scaled: its numbers lie too far apart for float64.`;
    report.error('not-finite', message, atKey('data', 'normalization'));
    return null;
  }
  const dataset = (table: Table, { y, cols }: Encoded): Dataset => ({
    x: finite(scaledMatrix(table.x, table.cols, scaling, dtype), table.x, dtype, report),
    y: finite(scaledMatrix(y, cols, null, dtype), y, dtype, report),
  });
  const data: DataParts = {
    train: dataset(parts.train, encoded.train),
    validation:
      parts.validation && encoded.validation && dataset(parts.validation, encoded.validation),
    test: parts.test && encoded.test && dataset(parts.test, encoded.test),
  };
  return {
    spec: specOf(experiment, model, classes),
    data,
    ...ready,
    summary: summarize(parts, encoded, classes, scaling),
    points: pointsOf(parts, encoded, classes),
    pairs: pairsOf(parts, encoded),
    symbols: symbolsOf(experiment.notation, model.layers.length),
    notation: experiment.notation,
    metricsWritten: experiment.metrics !== null,
  };
}

function forEachPart<T>(parts: Parts, make: (table: Table) => T) {
  return {
    train: make(parts.train),
    validation: parts.validation && make(parts.validation),
    test: parts.test && make(parts.test),
  };
}

/** The same matrix, after reporting a number that its dtype cannot hold. */
function finite(matrix: Matrix, written: Numbers, dtype: Dtype, report: Report): Matrix {
  const wrong = matrix.data.findIndex(value => !Number.isFinite(value));
  if (wrong < 0) return matrix;
  const fits = Number.isFinite(dtype === 'float32' ? Math.fround(written[wrong]) : written[wrong]);
  const row = Math.floor(wrong / matrix.cols) + 1;
  const message = fits
    ? `Row ${row}: ${written[wrong]} cannot be scaled: it is too large for ${dtype}.`
    : `Row ${row}: ${written[wrong]} is too large for ${dtype}.`;
  report.error('not-finite', message, fits ? atKey('data', 'normalization') : atValue('dtype'));
  return matrix;
}

function specOf(experiment: Experiment, model: ModelSpec, classes: Classes | null): RunSpec {
  const { dtype, rng, loss, optimizer, trainer } = experiment;
  const accuracy = classes ? [accuracyMetric(defaultThreshold(experiment))] : [];
  const metrics = experiment.metrics ?? [lossMetric(loss), ...accuracy];
  return { dtype, rng, model, loss, optimizer, trainer, metrics };
}
