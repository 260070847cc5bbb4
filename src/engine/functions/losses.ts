/**
 * The losses: L = scale · (reduction over the rows of (reduction over the outputs of ℓ)).
 *
 *   mse ℓ = (a − y)²            mae ℓ = |a − y|            hinge ℓ = max(0, 1 − y·a), y = ±1
 *   huber ℓ = ½(a − y)² where |a − y| ≤ 1, else |a − y| − ½
 *   binary_cross_entropy, cross_entropy: see crossEntropy.ts
 *
 * cross_entropy has one value for a whole row, the sum over its classes, so that there is nothing
 * left for `output_reduction` to combine: with `batch_reduction: mean` it is PyTorch's number.
 * Where ℓ has a kink its derivative is taken as 0: mae at a = y, hinge at y·a = 1.
 */
import {
  crossEntropyGradient,
  crossEntropySum,
  isCrossEntropy,
  type Outputs,
} from './crossEntropy';
import { rounded } from '../ground/rounding';
import { multiplyBySlope } from './slopes';
import type { FloatArray, LossName, LossSpec, Matrix, MetricSpec } from '../ground/spec';

export type { Outputs } from './crossEntropy';

type ElementLoss = Exclude<LossName, 'binary_cross_entropy' | 'cross_entropy'>;

/** What ℓ is: of an objective, the loss that is trained. */
export type MeasuredType = Exclude<MetricSpec['type'], 'objective'>;

/** Values of ℓ in one row: the outputs, or one for the classes together. */
export function valuesPerRow(type: MeasuredType, outputs: number): number {
  return type === 'cross_entropy' || type === 'accuracy' || type === 'penalty' ? 1 : outputs;
}

/** Σ ℓ over all rows and outputs, unscaled and unreduced; targets y are [batch, units]. */
export function lossSum(type: LossName, out: Outputs, y: Matrix): number {
  return isCrossEntropy(type)
    ? crossEntropySum(type, out, y)
    : elementSum(type, out.a.data, y.data);
}

/** What divides Σ ℓ. */
export function lossDivisor(
  spec: Pick<LossSpec, 'output_reduction' | 'batch_reduction'> & { type: MeasuredType },
  rows: number,
  outputs: number,
): number {
  const perRow = spec.output_reduction === 'mean' ? valuesPerRow(spec.type, outputs) : 1;
  return perRow * (spec.batch_reduction === 'mean' ? rows : 1);
}

/** delta ← ∂L/∂z of the output layer, of exactly the loss that the spec writes. */
export function lossGradient(spec: LossSpec, out: Outputs, y: Matrix, delta: Matrix): void {
  const factor = spec.scale / lossDivisor(spec, y.rows, y.cols);
  if (isCrossEntropy(spec.type)) {
    crossEntropyGradient(spec.type, out, y, factor, delta);
    return;
  }
  elementGradient(spec.type, out.a.data, y.data, factor, delta.data);
  multiplyBySlope(out.activation, out.z, out.a, delta);
}

function elementSum(type: ElementLoss, a: FloatArray, y: FloatArray): number {
  const f32 = a instanceof Float32Array;
  const n = a.length;
  let sum = 0;
  switch (type) {
    case 'mse':
      for (let i = 0; i < n; i++) {
        const d = rounded(a[i] - y[i], f32);
        sum = rounded(sum + rounded(d * d, f32), f32);
      }
      return sum;
    case 'mae':
      for (let i = 0; i < n; i++) sum = rounded(sum + Math.abs(rounded(a[i] - y[i], f32)), f32);
      return sum;
    case 'huber':
      for (let i = 0; i < n; i++) {
        const d = Math.abs(rounded(a[i] - y[i], f32));
        const value = d <= 1 ? 0.5 * rounded(d * d, f32) : d - 0.5;
        sum = rounded(sum + rounded(value, f32), f32);
      }
      return sum;
    case 'hinge':
      for (let i = 0; i < n; i++) {
        const slack = rounded(1 - rounded(y[i] * a[i], f32), f32);
        sum = rounded(sum + Math.max(0, slack), f32);
      }
      return sum;
  }
}

/** d ← ∂L/∂a; `factor` stands before the sum of ℓ in L. */
function elementGradient(
  type: ElementLoss,
  a: FloatArray,
  y: FloatArray,
  factor: number,
  d: FloatArray,
): void {
  const f32 = d instanceof Float32Array;
  const n = d.length;
  const c = rounded(type === 'mse' ? 2 * factor : factor, f32);
  switch (type) {
    case 'mse':
      // ∂ℓ/∂a = 2(a − y)
      for (let i = 0; i < n; i++) d[i] = c * rounded(a[i] - y[i], f32);
      return;
    case 'mae':
      // ∂ℓ/∂a = sign(a − y)
      for (let i = 0; i < n; i++) d[i] = c * Math.sign(a[i] - y[i]);
      return;
    case 'huber':
      // ∂ℓ/∂a = a − y, held between −1 and 1
      for (let i = 0; i < n; i++) {
        d[i] = c * Math.max(-1, Math.min(1, rounded(a[i] - y[i], f32)));
      }
      return;
    case 'hinge':
      // ∂ℓ/∂a = −y inside the margin
      for (let i = 0; i < n; i++) d[i] = rounded(y[i] * a[i], f32) < 1 ? -c * y[i] : 0;
  }
}
