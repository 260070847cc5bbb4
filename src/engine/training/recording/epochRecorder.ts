/** Adds up the metrics of an epoch and keeps the log: one row for each finished epoch. */
import type { Batch, Batches } from '../../network/batches';
import { RowLog } from './rowLog';
import { Evaluator } from '../../network/evaluation';
import type { FusedTraining } from '../fused/fused';
import { dependsOnRows, EpochMetric, metricSum, type Minimised } from '../../functions/metrics';
import type { Network, Pass } from '../../network/network';
import { penaltiesOf, penalty } from '../../optimizers/objective';
import type { DataParts, Dataset, MetricSpec, RunSpec } from '../../ground/spec';

const NOTHING: number[] = [];

/** What has been added up of the running epoch, and what the last one came to. */
export interface EpochSums {
  running: { sum: number; rows: number }[];
  /** One value for each column; NaN before the first epoch has ended. */
  last: Float64Array;
}

export class EpochRecorder {
  /** `loss`, `accuracy`, the other metrics; then the same of validation and test data. */
  readonly columns: string[];
  readonly log: RowLog;
  /** The last epoch that was finished, in the order of the columns; NaN before the first. */
  readonly last: Float64Array;
  private readonly metrics: MetricSpec[];
  private readonly sums: EpochMetric[];
  private readonly minimised: Minimised;
  /** Training metrics at the end of an epoch; null where the next batch's own pass tells them. */
  private readonly trainEnd: Evaluator | null;
  private readonly otherParts: Evaluator[];
  private readonly evaluator: (part: Dataset, metrics: readonly MetricSpec[]) => Evaluator;
  /** The next batch's pass ends the epoch. */
  private readonly usesNextBatch: boolean;

  /**
   * @param buffers see Evaluator
   * @param logRows see RowLog
   */
  constructor(
    private readonly spec: RunSpec,
    private readonly data: DataParts,
    network: Network,
    buffers: Pass,
    { size: batchSize, whole, masked }: Batches,
    logRows: number,
  ) {
    const { train, validation, test } = data;
    this.metrics = metricsOf(spec);
    const minimised = minimisedBy(spec, network);
    this.minimised = minimised;
    this.sums = this.metrics.map(metric => new EpochMetric(metric, train.y.cols, minimised));
    const batchRows = ({ x }: Dataset): number =>
      spec.trainer.batch_size === 'full' ? x.rows : Math.min(batchSize, x.rows);
    const evaluator = (part: Dataset, metrics: readonly MetricSpec[]): Evaluator =>
      new Evaluator(network, buffers, part, metrics, batchRows(part), minimised);
    this.evaluator = evaluator;
    const atEnd = this.metrics.filter(metric => metric.evaluate === 'end_of_epoch');
    // A pass in training has its masks, which no measure at the end of an epoch knows.
    this.usesNextBatch = whole && !masked && atEnd.length > 0;
    this.trainEnd = this.usesNextBatch || atEnd.length === 0 ? null : evaluator(train, atEnd);
    const others = [validation, test].filter(part => part !== null);
    this.otherParts = others.map(part => evaluator(part, this.metrics.filter(dependsOnRows)));
    this.columns = columnsOf(this.metrics, data);
    this.log = new RowLog(this.columns.length, logRows);
    this.last = new Float64Array(this.columns.length).fill(NaN);
  }

  /** All that is to be known of an epoch is known when its last batch is. */
  get runningOnly(): boolean {
    return !this.usesNextBatch && this.trainEnd === null && this.otherParts.length === 0;
  }

  /** Counts a batch, before its update. */
  addRunning(batch: Batch): void {
    this.add(batch, 'running');
  }

  /**
   * Counts batch i of those that were trained on in one call, of which only sums are known.
   * @param rows of that batch
   */
  addTrained({ lossSums, correctRows }: FusedTraining, i: number, rows: number): void {
    for (let m = 0; m < this.metrics.length; m++) {
      const { evaluate, type } = this.metrics[m];
      if (evaluate !== 'running') continue;
      this.sums[m].add(type === 'accuracy' ? correctRows[i] : lossSums[i], rows);
    }
  }

  /**
   * Writes the row of an epoch; one that is there from before a step back is the same again.
   * @param nextBatch forwards the next batch, at the parameters after the epoch
   */
  finish(epoch: number, nextBatch: () => Batch): void {
    const { last } = this;
    const apart = this.trainEnd ? this.trainEnd.evaluate() : NOTHING;
    if (this.usesNextBatch) this.add(nextBatch(), 'end_of_epoch');
    let taken = 0;
    for (let i = 0; i < this.metrics.length; i++) {
      const measuredApart = this.trainEnd && this.metrics[i].evaluate === 'end_of_epoch';
      last[i] = measuredApart ? apart[taken++] : this.sums[i].value();
      this.sums[i].reset();
    }
    let column = this.metrics.length;
    for (const part of this.otherParts) {
      for (const value of part.evaluate()) last[column++] = value;
    }
    this.log.add(epoch, last);
  }

  /** Every column at the current parameters, over all rows. Nothing is counted or logged. */
  measure(): Float64Array {
    const train = this.evaluator(this.data.train, this.metrics).evaluate();
    return Float64Array.from([...train, ...this.otherParts.flatMap(part => part.evaluate())]);
  }

  /** The last epoch's value of a column; NaN where there is none. */
  latest(column: string): number {
    return this.last[this.columns.indexOf(column)] ?? NaN;
  }

  save(): EpochSums {
    return { running: this.sums.map(sum => sum.save()), last: this.last.slice() };
  }

  restore({ running, last }: EpochSums): void {
    this.sums.forEach((sum, i) => sum.restore(running[i]));
    this.last.set(last);
  }

  private add({ pass, y, lossSum }: Batch, when: MetricSpec['evaluate']): void {
    for (let i = 0; i < this.metrics.length; i++) {
      const metric = this.metrics[i];
      if (metric.evaluate !== when) continue;
      // Σ ℓ is the loss's own where the type is: scale and reductions come later.
      const sum =
        metric.type === this.spec.loss.type
          ? lossSum
          : metricSum(metric, pass.outputs, y, this.minimised);
      this.sums[i].add(sum, y.rows);
    }
  }
}

/** The metrics of a run: `loss` always and first, `accuracy` second, the others as written. */
export function metricsOf({ loss, metrics }: RunSpec): MetricSpec[] {
  const named = (name: string): MetricSpec[] => metrics.filter(metric => metric.name === name);
  const rest = metrics.filter(({ name }) => name !== 'loss' && name !== 'accuracy');
  const own: MetricSpec = {
    ...loss,
    name: 'loss',
    epoch_reduction: 'mean',
    evaluate: 'running',
    threshold: 0.5,
  };
  const first = named('loss').length > 0 ? named('loss') : [own];
  return [...first, ...named('accuracy'), ...rest];
}

function minimisedBy({ loss, optimizer, model }: RunSpec, { parameters }: Network): Minimised {
  const penalties = penaltiesOf(optimizer);
  return {
    loss: loss.type,
    penalty: () => (penalties === null ? 0 : penalty(penalties, model, parameters)),
  };
}

function columnsOf(metrics: readonly MetricSpec[], data: DataParts): string[] {
  const ofParts = metrics.filter(dependsOnRows).map(metric => metric.name);
  return [
    ...metrics.map(metric => metric.name),
    ...(data.validation ? ofParts.map(name => `val_${name}`) : []),
    ...(data.test ? ofParts.map(name => `test_${name}`) : []),
  ];
}
