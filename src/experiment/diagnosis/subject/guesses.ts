/** What an answer that never looks at the inputs comes to, in the metrics of the epoch log. */
import type { LossSpec, Matrix, MetricSpec } from '../../../engine/ground/spec';
import { constantLoss } from './constant';
import { classesOf } from './rows';

/**
 * By the name of a metric: the lowest loss of any constant output, and the share of the largest class.
 * A metric whose value depends on how the rows are cut into batches has none, and neither has a penalty.
 * @param y targets of the training rows, [rows, outputs]
 * @param batches in an epoch
 * @param areClasses the targets name classes
 */
export function constantGuesses(
  metrics: readonly MetricSpec[],
  y: Matrix,
  batches: number,
  areClasses: boolean,
): Partial<Record<string, number>> {
  const guesses: Partial<Record<string, number>> = {};
  for (const metric of metrics) {
    const guess = guessOf(metric, y, batches, areClasses);
    if (guess !== null) guesses[metric.name] = guess;
  }
  return guesses;
}

function guessOf(
  metric: MetricSpec,
  y: Matrix,
  batches: number,
  areClasses: boolean,
): number | null {
  const { type } = metric;
  if (type === 'penalty' || type === 'objective') return null;
  const share = type === 'accuracy' && areClasses ? largestShare(y, metric.threshold) : null;
  if (type === 'accuracy') return share !== null && areMeans(metric) ? share : null;
  const factor = rowsIn(metric, y.rows, batches);
  if (factor === null) return null;
  const loss = factor * constantLoss({ ...lossOf(metric, type), batch_reduction: 'mean' }, y);
  // Targets that are all the same, as those of a single row, are met by a constant.
  return loss > 0 ? loss : null;
}

function lossOf(metric: MetricSpec, type: LossSpec['type']): LossSpec {
  const { scale, output_reduction, batch_reduction } = metric;
  return { type, scale, output_reduction, batch_reduction };
}

/** By how much the metric is more than a mean over the rows; null: that depends on the batches. */
function rowsIn(metric: MetricSpec, rows: number, batches: number): number | null {
  if (areMeans(metric)) return 1;
  const { batch_reduction, epoch_reduction } = metric;
  if (batch_reduction === 'sum' && (batches === 1 || epoch_reduction === 'sum')) return rows;
  return batches === 1 ? 1 : null;
}

function areMeans({ batch_reduction, epoch_reduction }: MetricSpec): boolean {
  return batch_reduction === 'mean' && epoch_reduction === 'mean';
}

function largestShare(y: Matrix, threshold: number): number {
  const counts: number[] = [];
  for (const label of classesOf(y, threshold)) counts[label] = (counts[label] ?? 0) + 1;
  return Math.max(...counts.filter(count => count > 0)) / y.rows;
}
