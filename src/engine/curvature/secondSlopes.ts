/**
 * d²a/dz² of the activations, and what moves with z on both ways through one: forward Ra, backward Rδ.
 * R(·) is the derivative along a direction in the space of the parameters. At a kink, where a slope
 * jumps, its second derivative is taken as 0.
 */
import { normalDensity, multiplyBySlope } from '../functions/slopes';
import { SELU_ALPHA, SELU_SCALE, sigmoid } from '../functions/activations';
import type { ActivationName, Matrix } from '../ground/spec';

/** d²a/dz² at one z, whose activation is a. */
export function secondSlope(
  name: Exclude<ActivationName, 'softmax'>,
  z: number,
  a: number,
): number {
  switch (name) {
    case 'linear':
    case 'relu':
    case 'leaky_relu':
      return 0;
    case 'sigmoid':
      return a * (1 - a) * (1 - 2 * a);
    case 'tanh':
      return -2 * a * (1 - a * a);
    case 'elu':
      return z > 0 ? 0 : Math.exp(z);
    case 'selu':
      return z > 0 ? 0 : SELU_SCALE * SELU_ALPHA * Math.exp(z);
    case 'gelu':
      // f′ = Φ + zφ and φ′ = −zφ
      return normalDensity(z) * (2 - z * z);
    case 'silu': {
      const s = sigmoid(z);
      return s * (1 - s) * (2 + z * (1 - 2 * s));
    }
    case 'softplus': {
      const s = sigmoid(z);
      return s * (1 - s);
    }
    case 'softsign':
      return (-2 * Math.sign(z)) / (1 + Math.abs(z)) ** 3;
  }
}

/** Ra from Rz: [rows, units], all in float64. */
export function tangent(name: ActivationName, z: Matrix, a: Matrix, rz: Matrix): Matrix {
  // The Jacobian of an activation is symmetric: the way back is the way forward.
  const ra = { ...rz, data: rz.data.slice() };
  multiplyBySlope(name, z, a, ra);
  return ra;
}

/** A gradient ∂L/∂a on its way back through an activation, and how the way moves. */
interface Passage {
  z: Matrix;
  a: Matrix;
  /** ∂L/∂a */
  gradient: Matrix;
  rz: Matrix;
  ra: Matrix;
  /** R(∂L/∂a) */
  rGradient: Matrix;
}

/** Rδ, with δ = ∂L/∂z: elementwise R(∂L/∂a)·f′(z) + ∂L/∂a·f″(z)·Rz. */
export function backwardTangent(name: ActivationName, passage: Passage): Matrix {
  const { z, a, gradient, rz, ra, rGradient } = passage;
  const out = { ...rGradient, data: rGradient.data.slice() };
  multiplyBySlope(name, z, a, out);
  if (name === 'softmax') addMovedJacobian(a, gradient, ra, out);
  else {
    for (let i = 0; i < out.data.length; i++) {
      out.data[i] += gradient.data[i] * secondSlope(name, z.data[i], a.data[i]) * rz.data[i];
    }
  }
  return out;
}

/** δᵢ = aᵢ(gᵢ − Σₖ gₖaₖ), hence what a adds to Rδᵢ: Raᵢ(gᵢ − Σₖ gₖaₖ) − aᵢ Σₖ gₖRaₖ. */
function addMovedJacobian(a: Matrix, gradient: Matrix, ra: Matrix, out: Matrix): void {
  const { cols } = a;
  for (let start = 0; start < a.data.length; start += cols) {
    let sum = 0;
    let moved = 0;
    for (let i = start; i < start + cols; i++) {
      sum += gradient.data[i] * a.data[i];
      moved += gradient.data[i] * ra.data[i];
    }
    for (let i = start; i < start + cols; i++) {
      out.data[i] += ra.data[i] * (gradient.data[i] - sum) - a.data[i] * moved;
    }
  }
}
