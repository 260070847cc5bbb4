/** λ_max of the loss's Hessian: plain gradient descent overshoots along its direction above the rate 2/λ_max. */
import { arraysOf, type LayerGradients } from '../ground/shapes';
import type { HessianVector } from './hessianVector';

export interface EigenvalueOptions {
  /** Change of the estimate from one product to the next, relative to its size, at which it stands. */
  tolerance?: number;
  /** Products at most. */
  most?: number;
}

/**
 * The largest eigenvalue by power iteration. The iteration finds the eigenvalue of the largest size;
 * where that is negative, it is found again with the Hessian moved up by that size.
 * @returns NaN where the Hessian is not finite
 */
export function largestEigenvalue(
  hessian: HessianVector,
  { tolerance = 1e-12, most = 20_000 }: EigenvalueOptions = {},
): number {
  const first = iterated(hessian, 0, tolerance, most);
  if (!(first < 0)) return first;
  return iterated(hessian, -first, tolerance, most) + first;
}

/** The eigenvalue of the largest size of H + shift. */
function iterated(hessian: HessianVector, shift: number, tolerance: number, most: number): number {
  const v: LayerGradients[] = hessian.parameters.map(({ weights, biases }, layer) => ({
    weights: { ...weights, data: begun(weights.data.length, layer) },
    biases: biases && begun(biases.length, layer + 0.5),
  }));
  const entries = arraysOf(v);
  scale(entries, 1 / Math.sqrt(dot(entries, entries)));
  let estimate = 0;
  let still = 0;
  for (let i = 0; i < most && still < 3; i++) {
    const product = arraysOf(hessian.times(v));
    product.forEach((array, k) => array.forEach((_, j) => (array[j] += shift * entries[k][j])));
    const next = dot(entries, product);
    const size = Math.sqrt(dot(product, product));
    if (!Number.isFinite(size)) return NaN;
    if (size === 0) return 0;
    still = Math.abs(next - estimate) <= tolerance * Math.abs(next) ? still + 1 : 0;
    estimate = next;
    product.forEach((array, k) => entries[k].set(array));
    scale(entries, 1 / size);
  }
  return estimate;
}

/** Numbers without a pattern, the same every time. */
function begun(length: number, seed: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => Math.sin(1 + i * 1.7 + seed * 0.37) + 0.1);
}

function dot(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) {
    for (let i = 0; i < a[k].length; i++) sum += a[k][i] * b[k][i];
  }
  return sum;
}

function scale(arrays: readonly { [i: number]: number; length: number }[], factor: number): void {
  for (const array of arrays) for (let i = 0; i < array.length; i++) array[i] *= factor;
}
