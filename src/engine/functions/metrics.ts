/**
 * Metrics: a number for a batch, and the number for an epoch that its batches add up to.
 *
 * Of one batch: scale · Σ ℓ / divisor, exactly as a loss. For accuracy ℓ is 1 for a row whose
 * class is right and 0 for another, so that `mean` is the share and `sum` the count.
 * A penalty counts once for every batch. It is put as the Σ ℓ that comes to it, so that an objective
 * adds up like its loss.
 * Of an epoch: `mean` weights every batch by its rows, `sum` adds the batches.
 */
import { lossDivisor, lossSum, valuesPerRow, type MeasuredType, type Outputs } from './losses';
import type { LossName, LossSpec, Matrix, MetricSpec } from '../ground/spec';

/** What a run minimises, for the metrics that tell of it. */
export interface Minimised {
  loss: LossName;
  /** What is added to it, at the current parameters. */
  penalty(): number;
}

/**
 * Σ ℓ over the rows.
 * @param batchRows rows of the batch they belong to, where they are a part of it or of several
 */
export function metricSum(
  metric: MetricSpec,
  out: Outputs,
  y: Matrix,
  minimised: Minimised,
  batchRows = y.rows,
): number {
  const { type } = metric;
  if (type === 'accuracy') return correctRows(out.a, y, metric.threshold);
  if (type === 'penalty') return penaltySum(metric, y, minimised, batchRows);
  if (type === 'objective')
    return lossSum(minimised.loss, out, y) + penaltySum(metric, y, minimised, batchRows);
  return lossSum(type, out, y);
}

/** The Σ ℓ that comes to the penalty, once for every batch. */
function penaltySum(
  metric: MetricSpec,
  y: Matrix,
  minimised: Minimised,
  batchRows: number,
): number {
  const divided = { ...metric, type: measuredType(metric, minimised) };
  const batches = y.rows / batchRows;
  return (minimised.penalty() * batches * lossDivisor(divided, batchRows, y.cols)) / metric.scale;
}

function measuredType({ type }: MetricSpec, { loss }: Minimised): MeasuredType {
  return type === 'objective' ? loss : type;
}

/** The loss of one batch from its Σ ℓ. */
export function metricValue(metric: LossSpec, sum: number, rows: number, outputs: number): number {
  return metric.scale * (sum / lossDivisor(metric, rows, outputs));
}

/** Rows whose class is right: the largest output, the first of equals, or a ≥ threshold of one. */
export function correctRows(a: Matrix, y: Matrix, threshold: number): number {
  const { rows, cols } = a;
  let correct = 0;
  if (cols === 1) {
    // Targets are 0 and 1, or −1 and 1: above ½ is class 1 in both.
    for (let r = 0; r < rows; r++) {
      const known = !Number.isNaN(a.data[r]);
      if (known && a.data[r] >= threshold === y.data[r] >= 0.5) correct++;
    }
    return correct;
  }
  for (let r = 0; r < rows; r++) {
    if (largest(a, r * cols) === largest(y, r * cols)) correct++;
  }
  return correct;
}

/** Position of the largest of the row that starts at `start`; −1 where one is NaN. */
function largest(m: Matrix, start: number): number {
  let best = 0;
  for (let i = 0; i < m.cols; i++) {
    const value = m.data[start + i];
    if (Number.isNaN(value)) return -1;
    if (value > m.data[start + best]) best = i;
  }
  return best;
}

/** A penalty is one of the parameters alone: it has no column for validation or test data. */
export function dependsOnRows({ type }: Pick<MetricSpec, 'type'>): boolean {
  return type !== 'penalty';
}

/** Adds up one metric over the batches of an epoch. */
export class EpochMetric {
  private sum = 0;
  private rows = 0;
  /** Values of ℓ in one row that its metric takes the mean of. */
  private readonly perRow: number;

  constructor(
    private readonly metric: MetricSpec,
    outputs: number,
    minimised: Minimised,
  ) {
    const type = measuredType(metric, minimised);
    this.perRow = metric.output_reduction === 'mean' ? valuesPerRow(type, outputs) : 1;
  }

  reset(): void {
    this.sum = 0;
    this.rows = 0;
  }

  /**
   * @param sum Σ ℓ over `rows` rows
   * @param batchRows rows of the batch they belong to, where they are a part of it
   */
  add(sum: number, rows: number, batchRows = rows): void {
    const { batch_reduction, epoch_reduction } = this.metric;
    this.rows += rows;
    if (batch_reduction === epoch_reduction) this.sum += sum;
    else if (batch_reduction === 'mean') this.sum += sum / batchRows;
    else this.sum += sum * batchRows;
  }

  save(): { sum: number; rows: number } {
    return { sum: this.sum, rows: this.rows };
  }

  restore({ sum, rows }: { sum: number; rows: number }): void {
    this.sum = sum;
    this.rows = rows;
  }

  /** NaN before the first batch. */
  value(): number {
    const { perRow, metric } = this;
    const { scale, epoch_reduction } = metric;
    if (this.rows === 0) return NaN;
    return scale * (this.sum / (epoch_reduction === 'mean' ? perRow * this.rows : perRow));
  }
}
