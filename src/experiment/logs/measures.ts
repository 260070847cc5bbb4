/** What a run could have written into its log: every measure of every epoch, from a run of its own. */
import { lossDivisor } from '../../engine/functions/losses';
import { metricValue } from '../../engine/functions/metrics';
import { createStream } from '../../engine/rng/createStream';
import { penaltiesOf } from '../../engine/optimizers/objective';
import { metricsOf } from '../../engine/training/recording/epochRecorder';
import type { MetricSpec, RunSpec } from '../../engine/ground/spec';
import { stepAfterEpoch } from '../../engine/training/course';
import { Run } from '../../engine/training/run';
import type { Prepared } from '../prepare';

/**
 * How a column is measured. `running`: the batches before their updates, weighted by their rows;
 * `end`: all rows after the last update; `batches`: the mean of the batches, whatever rows they have;
 * `last`: the last batch alone. With `objective` the penalty is part of it.
 */
export const MEASURES = ['running', 'end', 'batches', 'last'] as const;
export type MeasureName = (typeof MEASURES)[number];

export interface Measure {
  /** Column of the log that it could stand in. */
  column: string;
  name: MeasureName;
  /** With the penalty. */
  isObjective: boolean;
  /** It is what our log has there. */
  isOwn: boolean;
  /** By epoch, 0 before the first update; NaN where there is none. */
  values: Float64Array;
}

export interface Measured {
  measures: Measure[];
  /** The last epoch that was computed. */
  epochs: number;
  /** Why the run ends there; null: it would go on. */
  ended: string | null;
}

/** Separates the name of a column from that of a measure: no column of a file has it. */
const MARK = '\u0000';
/** Updates between two breaths. */
const PORTION = 64;

/**
 * Trains a run of the experiment from its beginning; stops for a breath every few updates.
 * @param epochs that are wanted; fewer where the run ends before
 */
export function* measured(prepared: Prepared, epochs: number): Generator<void, Measured> {
  const { spec } = prepared;
  const metrics = [...metricsOf(spec), ...extraMetrics(spec)];
  const wanted = Math.min(epochs, spec.trainer.epochs);
  const table = new Table(wanted);
  const run = runOf(prepared, { ...spec, metrics }, (epoch, values) =>
    table.take(epoch, run, values),
  );
  const losses = run.batchesPerEpoch > 1 ? batchLosses(prepared, table) : null;
  const end = stepAfterEpoch(run, wanted);
  while (!run.done && run.position.step < end) {
    const left = Math.min(PORTION, end - run.position.step);
    if (losses) stepThrough(run, left, losses);
    else run.train(left);
    yield;
  }
  run.end();
  const start = runOf(prepared, beforeTraining({ ...spec, metrics }), (_, values) =>
    table.take(0, start, values),
  );
  start.train(start.batchesPerEpoch);
  start.end();
  const { epoch } = run.position;
  return { measures: table.measures(spec), epochs: epoch, ended: run.done ? run.stopReason : null };
}

/** Takes the loss of a batch as the log would measure it. */
type TakeBatch = (at: Run['position'], loss: number) => void;

function stepThrough(run: Run, updates: number, take: TakeBatch): void {
  for (let i = 0; i < updates && !run.done; i++) {
    const at = run.position;
    take(at, run.step());
  }
}

/** null where the log measures another loss than the one that is trained. */
function batchLosses({ spec, data }: Prepared, table: Table): TakeBatch | null {
  const [metric] = metricsOf(spec);
  const { type } = spec.loss;
  if (metric.type !== type) return null;
  const { rows } = data.train.x;
  const outputs = data.train.y.cols;
  const { batch_size } = spec.trainer;
  const size = batch_size === 'full' ? rows : Math.min(batch_size, rows);
  const take = table.batches();
  return ({ epoch, batch }, loss) => {
    const count = Math.min(size, rows - batch * size);
    const sum = (loss / spec.loss.scale) * lossDivisor(spec.loss, count, outputs);
    take(epoch + 1, metricValue({ ...metric, type }, sum, count, outputs));
  };
}

/** A run that never changes its parameters: what it measures at the end of an epoch is the beginning. */
function beforeTraining(spec: RunSpec): RunSpec {
  const { optimizer, trainer } = spec;
  return {
    ...spec,
    optimizer: { ...optimizer, learning_rate: 0 },
    trainer: { ...trainer, epochs: 1, early_stopping: null },
  };
}

function runOf(
  { data, parameters, stream, spec: { rng } }: Prepared,
  spec: RunSpec,
  onEpoch: (epoch: number, values: Float64Array) => void,
): Run {
  const own = createStream(rng.type, 0);
  own.restore(stream.save());
  return new Run(spec, data, parameters, own, { onEpoch, logRows: 16 });
}

/** Loss and accuracy at the other time, and with the penalty. */
function extraMetrics(spec: RunSpec): MetricSpec[] {
  const [loss, ...others] = metricsOf(spec);
  const accuracy = others.filter(({ name }) => name === 'accuracy');
  const times: [MeasureName, MetricSpec['evaluate']][] = [
    ['running', 'running'],
    ['end', 'end_of_epoch'],
  ];
  const at = (metric: MetricSpec): MetricSpec[] =>
    times.map(([name, evaluate]) => ({
      ...metric,
      name: `${metric.name}${MARK}${name}`,
      evaluate,
    }));
  const withPenalty = (metric: MetricSpec): MetricSpec => ({
    ...metric,
    type: 'objective',
    name: `${metric.name}${MARK}objective`,
  });
  const isPenalised = penaltiesOf(spec.optimizer) !== null && loss.type === spec.loss.type;
  return [
    ...[loss, ...accuracy].flatMap(metric => at(metric)),
    ...(isPenalised ? at(loss).map(withPenalty) : []),
  ];
}

/** The numbers of all epochs, column by column. */
class Table {
  private readonly columns = new Map<string, Float64Array>();

  constructor(private readonly epochs: number) {}

  take(epoch: number, run: Run, values: Float64Array): void {
    run.columns.forEach((column, at) => {
      // Before the first update there is nothing that was measured on the way.
      this.column(column)[epoch] = values[at];
    });
  }

  batches(): (epoch: number, loss: number) => void {
    const [sums, last] = [this.column(`loss${MARK}batches`), this.column(`loss${MARK}last`)];
    const counts = new Uint32Array(this.epochs + 1);
    return (epoch, loss) => {
      last[epoch] = loss;
      const count = ++counts[epoch];
      sums[epoch] = count === 1 ? loss : sums[epoch] + (loss - sums[epoch]) / count;
    };
  }

  /** Those of the epoch log, and beside them the same measured in another way. */
  measures(spec: RunSpec): Measure[] {
    const ways = new Map(metricsOf(spec).map(({ name, evaluate }) => [name, evaluate]));
    return [...this.columns].flatMap(([key, values]): Measure[] => {
      const [column, written, objective] = key.split(MARK);
      const isTrain = ways.has(column);
      const isRunning = ways.get(column) === 'running';
      const own = isRunning ? 'running' : 'end';
      const name = MEASURES.find(each => each === written) ?? own;
      const isOwn = written === undefined;
      // Our own way is there already, and other parts are measured in one way alone.
      if (!isOwn && (!isTrain || (name === own && objective === undefined))) return [];
      if (name === 'running') values[0] = NaN;
      return [{ column, name, isObjective: objective !== undefined, isOwn, values }];
    });
  }

  private column(key: string): Float64Array {
    const known = this.columns.get(key) ?? new Float64Array(this.epochs + 1).fill(NaN);
    this.columns.set(key, known);
    return known;
  }
}
