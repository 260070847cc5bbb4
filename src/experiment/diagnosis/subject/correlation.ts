/** How much a single input says of the targets, whatever a network makes of it. */
import type { Dataset } from '../../../engine/ground/spec';
import { standardized } from './neighbours';

/** How often chance alone may say as much as what is taken for a sign. */
const LUCK = 0.1;

/** The largest |r| of an input and a target, over all pairs of columns. */
export function largestCorrelation({ x, y }: Dataset): number {
  const [inputs, targets] = [standardized(x), standardized(y)];
  let largest = 0;
  for (let col = 0; col < x.cols; col++) {
    for (let k = 0; k < y.cols; k++) {
      let sum = 0;
      for (let row = 0; row < x.rows; row++) {
        sum += inputs[row * x.cols + col] * targets[row * y.cols + k];
      }
      largest = Math.max(largest, Math.abs(sum) / x.rows);
    }
  }
  return largest;
}

/**
 * What chance makes of the largest |r| of as many pairs: √(2 ln(pairs / p) / rows), from the bound
 * exp(−z²/2) on the tail of a normal z = r·√rows.
 */
export function luckyCorrelation({ x, y }: Dataset): number {
  return Math.sqrt((2 * Math.log((x.cols * y.cols) / LUCK)) / x.rows);
}

/**
 * R² of a line that fits targets drawn by lot: inputs / rows, and three deviations of it,
 * √(2 · inputs) / rows.
 */
export function luckyFit({ x: { rows, cols } }: Dataset): number {
  return (cols + 3 * Math.sqrt(2 * cols)) / rows;
}
