/**
 * The two cross-entropies, computed from logits so that ±1000 is as good as ±1.
 *
 * An output that is a probability (sigmoid, softmax) is taken as one and its own logit z is used;
 * the output of any other activation is itself taken as a logit, as PyTorch's CrossEntropyLoss
 * and BCEWithLogitsLoss take whatever they are given. With p the probabilities:
 *
 *   cross_entropy         row of −Σₖ yₖ ln pₖ
 *   binary_cross_entropy  each −y ln p − (1 − y) ln(1 − p)
 */
import { rowMax, sigmoid, softplus } from './activations';
import { rounded } from '../ground/rounding';
import { multiplyBySlope } from './slopes';
import type { ActivationName, FloatArray, LossName, Matrix } from '../ground/spec';

/** The output layer after a forward pass: all matrices [batch, units]. */
export interface Outputs {
  activation: ActivationName;
  z: Matrix;
  a: Matrix;
}

export type CrossEntropy = 'binary_cross_entropy' | 'cross_entropy';

export function isCrossEntropy(type: LossName): type is CrossEntropy {
  return type === 'binary_cross_entropy' || type === 'cross_entropy';
}

/** How the outputs are read: the probability of their own logit z, or as logits. */
export type Reading = 'softmax' | 'sigmoid' | 'logits';

export function readingOf(activation: ActivationName): Reading {
  return activation === 'softmax' || activation === 'sigmoid' ? activation : 'logits';
}

/** Σ ℓ over all rows. */
export function crossEntropySum(type: CrossEntropy, out: Outputs, y: Matrix): number {
  const reading = readingOf(out.activation);
  const logits = reading === 'logits' ? out.a : out.z;
  if (type === 'cross_entropy') {
    return reading === 'sigmoid' ? sigmoidCategorical(logits, y) : categorical(logits, y);
  }
  return reading === 'softmax' ? softmaxBinary(logits, y) : binary(logits, y);
}

/** delta ← ∂L/∂z; `factor` stands before the sum of ℓ in L. */
export function crossEntropyGradient(
  type: CrossEntropy,
  out: Outputs,
  y: Matrix,
  factor: number,
  delta: Matrix,
): void {
  const reading = readingOf(out.activation);
  const logits = reading === 'logits' ? out.a : out.z;
  if (type === 'cross_entropy' && reading === 'sigmoid') {
    // ∂(−y ln σ(z))/∂z = −y(1 − σ(z)) = −y σ(−z)
    const n = delta.data.length;
    for (let i = 0; i < n; i++) delta.data[i] = -factor * y.data[i] * sigmoid(-logits.data[i]);
  } else if (type === 'cross_entropy') {
    categoricalGradient(logits, y, factor, delta);
  } else if (reading === 'softmax') {
    softmaxBinaryGradient(logits, y, factor, delta);
  } else {
    binaryGradient(logits.data, y.data, factor, delta.data);
  }
  if (reading === 'logits') multiplyBySlope(out.activation, out.z, out.a, delta);
}

/** ln Σ exp of `n` elements from `start` on, `skip` left out (−1: none). */
export function logSumExp(data: FloatArray, start: number, n: number, skip: number): number {
  const f32 = data instanceof Float32Array;
  let max = skip < 0 ? rowMax(data, start, n) : -Infinity;
  if (skip >= 0) {
    for (let i = start; i < start + n; i++) if (i !== skip && data[i] > max) max = data[i];
  }
  let sum = 0;
  for (let i = start; i < start + n; i++) {
    if (i === skip) continue;
    sum = rounded(sum + rounded(Math.exp(rounded(data[i] - max, f32)), f32), f32);
  }
  return rounded(max + rounded(Math.log(sum), f32), f32);
}

/** −Σ y ln softmax(z) = Σ y (ln Σ e^z − z) */
function categorical(z: Matrix, y: Matrix): number {
  const f32 = z.data instanceof Float32Array;
  const { cols } = z;
  let sum = 0;
  for (let start = 0; start < z.data.length; start += cols) {
    const total = logSumExp(z.data, start, cols, -1);
    for (let i = start; i < start + cols; i++) {
      if (y.data[i] === 0) continue;
      sum = rounded(sum + rounded(y.data[i] * rounded(total - z.data[i], f32), f32), f32);
    }
  }
  return sum;
}

/** ∂/∂zᵢ = pᵢ Σₖ yₖ − yᵢ, for targets that need not add up to 1. */
function categoricalGradient(z: Matrix, y: Matrix, factor: number, delta: Matrix): void {
  const f32 = z.data instanceof Float32Array;
  const c = rounded(factor, f32);
  const { cols } = z;
  for (let start = 0; start < z.data.length; start += cols) {
    const max = rowMax(z.data, start, cols);
    let mass = 0;
    let sum = 0;
    for (let i = start; i < start + cols; i++) {
      delta.data[i] = Math.exp(rounded(z.data[i] - max, f32));
      sum = rounded(sum + delta.data[i], f32);
      mass = rounded(mass + y.data[i], f32);
    }
    for (let i = start; i < start + cols; i++) {
      const p = rounded(delta.data[i] / sum, f32);
      delta.data[i] = c * rounded(rounded(p * mass, f32) - y.data[i], f32);
    }
  }
}

/** −Σ y ln σ(z): sigmoids as they stand, not made to add up to 1. */
function sigmoidCategorical(z: Matrix, y: Matrix): number {
  const f32 = z.data instanceof Float32Array;
  let sum = 0;
  for (let i = 0; i < z.data.length; i++) {
    if (y.data[i] === 0) continue;
    sum = rounded(sum + rounded(y.data[i] * rounded(softplus(-z.data[i]), f32), f32), f32);
  }
  return sum;
}

/** −y ln σ(z) − (1 − y) ln(1 − σ(z)) = max(z, 0) − z·y + ln(1 + e^−|z|) */
function binary(z: Matrix, y: Matrix): number {
  const f32 = z.data instanceof Float32Array;
  let sum = 0;
  for (let i = 0; i < z.data.length; i++) {
    const linear = rounded(Math.max(z.data[i], 0) - rounded(z.data[i] * y.data[i], f32), f32);
    const rest = rounded(Math.log1p(rounded(Math.exp(-Math.abs(z.data[i])), f32)), f32);
    sum = rounded(sum + rounded(linear + rest, f32), f32);
  }
  return sum;
}

/** ∂/∂z = σ(z) − y */
function binaryGradient(z: FloatArray, y: FloatArray, factor: number, d: FloatArray): void {
  const f32 = d instanceof Float32Array;
  const c = rounded(factor, f32);
  for (let i = 0; i < d.length; i++) {
    const p = 1 / rounded(1 + rounded(Math.exp(-z[i]), f32), f32);
    d[i] = c * rounded(rounded(p, f32) - y[i], f32);
  }
}

/** ln pₖ = zₖ − ln Σ e^z and ln(1 − pₖ) = ln Σ without k − ln Σ, k by k. */
function softmaxBinary(z: Matrix, y: Matrix): number {
  const { cols } = z;
  let sum = 0;
  for (let start = 0; start < z.data.length; start += cols) {
    const total = logSumExp(z.data, start, cols, -1);
    for (let k = start; k < start + cols; k++) {
      if (y.data[k] !== 0) sum += y.data[k] * (total - z.data[k]);
      if (y.data[k] !== 1) sum += (1 - y.data[k]) * (total - logSumExp(z.data, start, cols, k));
    }
  }
  return rounded(sum, z.data instanceof Float32Array);
}

/** The probabilities that `binary_cross_entropy` makes of the z of a softmax layer; in float64. */
export function softmaxProbabilities(z: Matrix): Matrix {
  const data = new Float64Array(z.data.length);
  for (let start = 0; start < data.length; start += z.cols) {
    const total = logSumExp(z.data, start, z.cols, -1);
    for (let i = start; i < start + z.cols; i++) data[i] = Math.exp(z.data[i] - total);
  }
  return { rows: z.rows, cols: z.cols, data };
}

/** Those of one row and class without class k: qᵢ of `softmaxBinaryGradient`, 0 for k itself. */
export function probabilityWithout(z: Matrix, row: number, i: number, k: number): number {
  if (i === k) return 0;
  const start = row * z.cols;
  return Math.exp(z.data[start + i] - logSumExp(z.data, start, z.cols, start + k));
}

/**
 * With qᵢ the probabilities without class k: ∂(−ln pₖ)/∂zᵢ = pᵢ − δᵢₖ and
 * ∂(−ln(1 − pₖ))/∂zᵢ = pᵢ − qᵢ (qₖ = 0).
 */
function softmaxBinaryGradient(z: Matrix, y: Matrix, factor: number, delta: Matrix): void {
  const { cols } = z;
  const row = new Float64Array(cols);
  for (let start = 0; start < z.data.length; start += cols) {
    const total = logSumExp(z.data, start, cols, -1);
    row.fill(0);
    for (let k = 0; k < cols; k++) {
      const target = y.data[start + k];
      const others = logSumExp(z.data, start, cols, start + k);
      for (let i = 0; i < cols; i++) {
        const p = Math.exp(z.data[start + i] - total);
        const q = i === k ? 0 : Math.exp(z.data[start + i] - others);
        row[i] += target * (p - (i === k ? 1 : 0)) + (1 - target) * (p - q);
      }
    }
    for (let i = 0; i < cols; i++) delta.data[start + i] = factor * row[i];
  }
}
