/**
 * From ∂L/∂a to delta = ∂L/∂z, in place: every derivative here is da/dz, of the activation with
 * respect to its own input z, written as a function of (z, a).
 *
 * At the kinks, as PyTorch: relu′(0) = 0, leaky_relu′(0) = 0.01, elu′(0) = 1, selu′(0) = scale·α.
 */
import { LEAKY_SLOPE, normalCdf, SELU_ALPHA, SELU_SCALE, sigmoid } from './activations';
import { rounded } from '../ground/rounding';
import type { ActivationName, FloatArray, Matrix } from '../ground/spec';

const SQRT_2_PI = 2.50662827463100050242;

/** φ(z), the density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_2_PI;
}

/** gradient ← gradient · da/dz, all of [batch, units]. */
export function multiplyBySlope(
  name: ActivationName,
  z: Matrix,
  a: Matrix,
  gradient: Matrix,
): void {
  if (name === 'softmax') multiplyBySoftmaxJacobian(a, gradient);
  else multiplyElements(name, z.data, a.data, gradient.data);
}

function multiplyElements(
  name: Exclude<ActivationName, 'softmax'>,
  z: FloatArray,
  a: FloatArray,
  d: FloatArray,
): void {
  const n = d.length;
  const f32 = d instanceof Float32Array;
  switch (name) {
    case 'linear':
      return;
    case 'sigmoid':
      // da/dz = a(1 − a)
      for (let i = 0; i < n; i++) d[i] *= rounded(a[i] * rounded(1 - a[i], f32), f32);
      return;
    case 'tanh':
      // da/dz = 1 − a²
      for (let i = 0; i < n; i++) d[i] *= rounded(1 - rounded(a[i] * a[i], f32), f32);
      return;
    case 'relu':
      // da/dz = 1 where z > 0, else 0
      for (let i = 0; i < n; i++) if (!(z[i] > 0)) d[i] = 0;
      return;
    case 'leaky_relu':
      for (let i = 0; i < n; i++) d[i] = z[i] > 0 ? d[i] : LEAKY_SLOPE * d[i];
      return;
    case 'elu':
      // da/dz = eᶻ left of 0 (a + 1, without its loss of digits)
      for (let i = 0; i < n; i++) d[i] = z[i] > 0 ? d[i] : d[i] * rounded(Math.exp(z[i]), f32);
      return;
    default:
      return multiplySmooth(name, z, d);
  }
}

function multiplySmooth(
  name: 'selu' | 'gelu' | 'silu' | 'softplus' | 'softsign',
  z: FloatArray,
  d: FloatArray,
): void {
  const n = d.length;
  const f32 = d instanceof Float32Array;
  switch (name) {
    case 'selu':
      for (let i = 0; i < n; i++) {
        const slope = z[i] > 0 ? SELU_SCALE : SELU_SCALE * SELU_ALPHA * Math.exp(z[i]);
        d[i] *= rounded(slope, f32);
      }
      return;
    case 'gelu':
      // da/dz = Φ(z) + z·φ(z), φ the standard normal density
      for (let i = 0; i < n; i++) {
        d[i] *= rounded(normalCdf(z[i]) + z[i] * normalDensity(z[i]), f32);
      }
      return;
    case 'silu':
      // da/dz = s + z·s(1 − s), s = sigmoid(z)
      for (let i = 0; i < n; i++) {
        const s = sigmoid(z[i]);
        d[i] *= rounded(s * (1 + z[i] * (1 - s)), f32);
      }
      return;
    case 'softplus':
      // da/dz = sigmoid(z)
      for (let i = 0; i < n; i++) d[i] *= rounded(sigmoid(z[i]), f32);
      return;
    case 'softsign':
      // da/dz = 1 / (1 + |z|)²
      for (let i = 0; i < n; i++) {
        const width = rounded(1 + Math.abs(z[i]), f32);
        d[i] /= rounded(width * width, f32);
      }
  }
}

/** The full Jacobian of a row: ∂aₖ/∂zᵢ = aₖ(δₖᵢ − aᵢ), hence dᵢ ← aᵢ(dᵢ − Σₖ dₖaₖ). */
function multiplyBySoftmaxJacobian(a: Matrix, gradient: Matrix): void {
  const d = gradient.data;
  const p = a.data;
  const f32 = d instanceof Float32Array;
  const { cols } = a;
  for (let start = 0; start < d.length; start += cols) {
    let sum = 0;
    for (let i = start; i < start + cols; i++) sum = rounded(sum + rounded(d[i] * p[i], f32), f32);
    for (let i = start; i < start + cols; i++) d[i] = p[i] * rounded(d[i] - sum, f32);
  }
}
