/**
 * The activations a = f(z), element by element but for softmax, which takes a whole row.
 * Definitions and constants are PyTorch's: leaky_relu 0.01, elu α = 1, gelu with erf, softplus
 * without a threshold. One loop for each, the choice outside: no call per element.
 */
import { erf } from './erf';
import { rounded } from '../ground/rounding';
import type { ActivationName, FloatArray, Matrix } from '../ground/spec';

export const LEAKY_SLOPE = 0.01;
export const SELU_SCALE = 1.0507009873554804934193349852946;
export const SELU_ALPHA = 1.6732632423543772848170429916717;

/** a = f(z), all of [batch, units]; both of one dtype. */
export function activate(name: ActivationName, z: Matrix, a: Matrix): void {
  if (name === 'softmax') softmax(z, a);
  else activateElements(name, z.data, a.data);
}

/** 1 / (1 + e⁻ᶻ) in float64: exact to the last digits on both sides, 0 and 1 at the far ends. */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function activateElements(
  name: Exclude<ActivationName, 'softmax'>,
  z: FloatArray,
  a: FloatArray,
): void {
  const n = z.length;
  switch (name) {
    case 'linear':
      for (let i = 0; i < n; i++) a[i] = z[i];
      return;
    case 'sigmoid':
      return sigmoids(z, a);
    case 'tanh':
      for (let i = 0; i < n; i++) a[i] = Math.tanh(z[i]);
      return;
    case 'relu':
      // A NaN stays one: it must not hide behind a zero.
      for (let i = 0; i < n; i++) a[i] = z[i] < 0 ? 0 : z[i];
      return;
    case 'leaky_relu':
      for (let i = 0; i < n; i++) a[i] = z[i] < 0 ? LEAKY_SLOPE * z[i] : z[i];
      return;
    case 'elu':
      for (let i = 0; i < n; i++) a[i] = z[i] < 0 ? Math.expm1(z[i]) : z[i];
      return;
    default:
      return activateSmooth(name, z, a);
  }
}

function activateSmooth(
  name: 'selu' | 'gelu' | 'silu' | 'softplus' | 'softsign',
  z: FloatArray,
  a: FloatArray,
): void {
  const n = z.length;
  const f32 = z instanceof Float32Array;
  switch (name) {
    case 'selu':
      for (let i = 0; i < n; i++) {
        const inner = z[i] < 0 ? rounded(SELU_ALPHA * Math.expm1(z[i]), f32) : z[i];
        a[i] = SELU_SCALE * inner;
      }
      return;
    case 'gelu':
      // z·Φ(z), Φ the standard normal distribution function
      for (let i = 0; i < n; i++) a[i] = z[i] * rounded(normalCdf(z[i]), f32);
      return;
    case 'silu':
      for (let i = 0; i < n; i++) a[i] = z[i] / rounded(1 + rounded(Math.exp(-z[i]), f32), f32);
      return;
    case 'softplus':
      for (let i = 0; i < n; i++) a[i] = softplus(z[i]);
      return;
    case 'softsign':
      for (let i = 0; i < n; i++) a[i] = z[i] / rounded(1 + Math.abs(z[i]), f32);
  }
}

function sigmoids(z: FloatArray, a: FloatArray): void {
  const f32 = z instanceof Float32Array;
  for (let i = 0; i < z.length; i++) a[i] = 1 / rounded(1 + rounded(Math.exp(-z[i]), f32), f32);
}

/** ln(1 + eᶻ) without overflow: max(z, 0) + ln(1 + e^−|z|). */
export function softplus(z: number): number {
  return (z > 0 ? z : 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

export function normalCdf(z: number): number {
  return 0.5 * (1 + erf(z * Math.SQRT1_2));
}

/** Row by row, e^(z − max) / Σ e^(z − max): the same numbers, but no overflow. */
function softmax(z: Matrix, a: Matrix): void {
  const f32 = z.data instanceof Float32Array;
  const { rows, cols } = z;
  for (let start = 0; start < rows * cols; start += cols) {
    const max = rowMax(z.data, start, cols);
    let sum = 0;
    for (let i = start; i < start + cols; i++) {
      a.data[i] = Math.exp(rounded(z.data[i] - max, f32));
      sum = rounded(sum + a.data[i], f32);
    }
    for (let i = start; i < start + cols; i++) a.data[i] /= sum;
  }
}

/** The largest of `n` elements from `start` on; NaN is passed over. */
export function rowMax(data: FloatArray, start: number, n: number): number {
  let max = -Infinity;
  for (let i = start; i < start + n; i++) if (data[i] > max) max = data[i];
  return max;
}
