/** The best that an answer which never looks at the inputs can do. */
import { lossDivisor } from '../../../engine/functions/losses';
import type { LossSpec, Matrix } from '../../../engine/ground/spec';
import { columnOf, spreadOf } from './rows';

/**
 * The loss of the best constant output, as a mean over the rows.
 *
 * mse: the mean of the targets; mae and huber: their median (of huber nearly the best); hinge: the
 * sign of most; binary_cross_entropy: −p ln p − (1 − p) ln(1 − p) of the mean p of each column;
 * cross_entropy: −Σₖ pₖ ln pₖ.
 * @param y targets, [rows, outputs]
 */
export function constantLoss(loss: LossSpec, y: Matrix): number {
  let sum = 0;
  for (let col = 0; col < y.cols; col++) sum += columnLoss(loss.type, columnOf(y, col));
  const spec: LossSpec = { ...loss, batch_reduction: 'mean' };
  return (loss.scale * sum) / lossDivisor(spec, y.rows, y.cols);
}

/** Σ ℓ of a column of targets at its best constant. */
function columnLoss(type: LossSpec['type'], y: Float64Array): number {
  const { mean, std } = spreadOf(y);
  const at = (ℓ: (value: number) => number): number => y.reduce((sum, value) => sum + ℓ(value), 0);
  switch (type) {
    case 'mse':
      return y.length * std ** 2;
    case 'mae': {
      const middle = medianOf(y);
      return at(value => Math.abs(value - middle));
    }
    case 'huber': {
      const middle = medianOf(y);
      return at(value => {
        const d = Math.abs(value - middle);
        return d <= 1 ? 0.5 * d * d : d - 0.5;
      });
    }
    case 'hinge':
      return y.length * (1 - Math.abs(mean));
    case 'binary_cross_entropy':
      return y.length * (entropy(mean) + entropy(1 - mean));
    case 'cross_entropy':
      return y.length * entropy(mean);
  }
}

function entropy(p: number): number {
  return p > 0 ? -p * Math.log(p) : 0;
}

function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  return sorted[Math.floor(sorted.length / 2)];
}
