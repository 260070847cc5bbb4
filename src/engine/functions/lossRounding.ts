/**
 * A loss as finite differences need it: to as many digits as there are, and with what rounding adds.
 *
 * A classifier that is sure of itself has a loss far smaller than its logits: in ln Σ eᶻ − zₖ they
 * cancel, and what is left has few digits. The same is softplus(ln Σⱼ≠ₖ e^zⱼ − zₖ), in which nothing
 * cancels.
 */
import { softplus } from './activations';
import { logSumExp, readingOf } from './crossEntropy';
import { lossDivisor, lossGradient, lossSum, type Outputs } from './losses';
import type { LayerParameters } from '../ground/shapes';
import type { LossSpec, Matrix } from '../ground/spec';

/** Σ ℓ over all rows, as `lossSum`, without cancellation. */
export function exactLossSum(type: LossSpec['type'], out: Outputs, y: Matrix): number {
  const reading = readingOf(out.activation);
  const logits = reading === 'logits' ? out.a : out.z;
  if (type === 'cross_entropy' && reading !== 'sigmoid') {
    return sumOfClasses(logits, y, (u, target) => target * softplus(-u));
  }
  if (type === 'binary_cross_entropy' && reading === 'softmax') {
    return sumOfClasses(
      logits,
      y,
      (u, target) => target * softplus(-u) + (1 - target) * softplus(u),
    );
  }
  return lossSum(type, out, y);
}

/** @param lossOf by u = zₖ − ln Σⱼ≠ₖ e^zⱼ, the log-odds of class k, and its target */
function sumOfClasses(z: Matrix, y: Matrix, lossOf: (u: number, target: number) => number): number {
  const { cols } = z;
  let sum = 0;
  for (let start = 0; start < z.data.length; start += cols) {
    for (let k = start; k < start + cols; k++) {
      sum += lossOf(z.data[k] - logSumExp(z.data, start, cols, k), y.data[k]);
    }
  }
  return sum;
}

/**
 * The size of what rounding in the last place is relative to: the loss itself, and the terms of the
 * last layer's z by how much the loss moves with them.
 * @param terms of each of those z, see termsOf
 * @param rows that the loss is reduced over, where the outputs are only some of them
 */
export function lossTerms(
  loss: LossSpec,
  out: Outputs,
  y: Matrix,
  terms: Matrix,
  rows = y.rows,
): number {
  const scale = loss.scale / lossDivisor(loss, rows, y.cols);
  const delta = { ...out.z, data: new Float64Array(out.z.data.length) };
  const whole = { ...loss, scale, batch_reduction: 'sum', output_reduction: 'sum' } as const;
  lossGradient(whole, out, y, delta);
  let sum = Math.abs(scale * exactLossSum(loss.type, out, y));
  for (let i = 0; i < delta.data.length; i++) sum += Math.abs(delta.data[i]) * terms.data[i];
  return sum;
}

/** Σ |aPrev·W| + |b| for each z of a layer: what its own rounding is relative to. */
export function termsOf(input: Matrix, { weights, biases }: LayerParameters): Matrix {
  const { rows: inputs, cols: units } = weights;
  const data = new Float64Array(input.rows * units);
  for (let row = 0; row < input.rows; row++) {
    for (let unit = 0; unit < units; unit++) {
      let sum = Math.abs(biases?.[unit] ?? 0);
      for (let i = 0; i < inputs; i++) {
        sum += Math.abs(input.data[row * inputs + i] * weights.data[i * units + unit]);
      }
      data[row * units + unit] = sum;
    }
  }
  return { rows: input.rows, cols: units, data };
}
