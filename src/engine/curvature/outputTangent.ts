/** Rδ of the output layer: how ∂L/∂z moves with z, for every loss on every activation. */
import { rowMax, sigmoid } from '../functions/activations';
import { isCrossEntropy, type Outputs, readingOf } from '../functions/crossEntropy';
import { lossDivisor } from '../functions/losses';
import type { LossSpec, Matrix } from '../ground/spec';
import { backwardTangent, tangent } from './secondSlopes';

/** @param rz Rz of the output layer, [rows, outputs] */
export function outputTangent(spec: LossSpec, out: Outputs, y: Matrix, rz: Matrix): Matrix {
  const factor = spec.scale / lossDivisor(spec, y.rows, y.cols);
  const { activation, z, a } = out;
  const reading = readingOf(activation);
  if (isCrossEntropy(spec.type)) {
    if (reading === 'sigmoid') return ofSigmoid(spec.type, z, y, rz, factor);
    if (spec.type === 'cross_entropy' && reading === 'softmax')
      return softmaxTangent(a, y, rz, factor);
  }
  const ra = tangent(activation, z, a, rz);
  const [gradient, rGradient] =
    spec.type === 'cross_entropy'
      ? categorical(a, y, ra, factor)
      : elementwise(spec.type, reading === 'softmax', a, y, ra, factor);
  return backwardTangent(activation, { z, a, gradient, rz, ra, rGradient });
}

/** A probability's own logit: δ = σ(z) − y, or −yσ(−z); both move as σ(z)σ(−z) does. */
function ofSigmoid(
  type: LossSpec['type'],
  z: Matrix,
  y: Matrix,
  rz: Matrix,
  factor: number,
): Matrix {
  const data = rz.data.map((value, i) => {
    const slope = sigmoid(z.data[i]) * sigmoid(-z.data[i]);
    return factor * (type === 'cross_entropy' ? y.data[i] : 1) * slope * value;
  });
  return { ...rz, data };
}

/** δ = p Σy − y, hence Rδᵢ = Σy · pᵢ(Rzᵢ − Σₖ pₖRzₖ). */
function softmaxTangent(p: Matrix, y: Matrix, rz: Matrix, factor: number): Matrix {
  const out = { ...rz, data: rz.data.slice() };
  const { cols } = p;
  for (let start = 0; start < out.data.length; start += cols) {
    let mean = 0;
    let total = 0;
    for (let i = start; i < start + cols; i++) {
      mean += p.data[i] * rz.data[i];
      total += y.data[i];
    }
    for (let i = start; i < start + cols; i++) {
      out.data[i] = factor * total * p.data[i] * (rz.data[i] - mean);
    }
  }
  return out;
}

/** cross_entropy of outputs that are logits themselves: ∂L/∂a and how it moves. */
function categorical(a: Matrix, y: Matrix, ra: Matrix, factor: number): [Matrix, Matrix] {
  const p = { ...a, data: a.data.slice() };
  const gradient = { ...a, data: a.data.slice() };
  for (let start = 0; start < a.data.length; start += a.cols) {
    const logits = a.data.subarray(start, start + a.cols);
    const most = rowMax(a.data, start, a.cols);
    let sum = 0;
    for (const value of logits) sum += Math.exp(value - most);
    let total = 0;
    for (let i = start; i < start + a.cols; i++) total += y.data[i];
    for (let i = start; i < start + a.cols; i++) {
      p.data[i] = Math.exp(a.data[i] - most) / sum;
      gradient.data[i] = factor * (total * p.data[i] - y.data[i]);
    }
  }
  return [gradient, softmaxTangent(p, y, ra, factor)];
}

/** ∂L/∂a and how it moves, for losses that are sums over the outputs. */
function elementwise(
  type: Exclude<LossSpec['type'], 'cross_entropy'>,
  isProbability: boolean,
  a: Matrix,
  y: Matrix,
  ra: Matrix,
  factor: number,
): [Matrix, Matrix] {
  const gradient = { ...a, data: a.data.slice() };
  const rGradient = { ...a, data: a.data.slice() };
  for (let i = 0; i < a.data.length; i++) {
    const [first, second] = derivatives(type, isProbability, a.data[i], y.data[i]);
    gradient.data[i] = factor * first;
    rGradient.data[i] = factor * second * ra.data[i];
  }
  return [gradient, rGradient];
}

/** ∂ℓ/∂a and ∂²ℓ/∂a². */
function derivatives(
  type: Exclude<LossSpec['type'], 'cross_entropy'>,
  isProbability: boolean,
  a: number,
  y: number,
): [number, number] {
  const d = a - y;
  switch (type) {
    case 'mse':
      return [2 * d, 2];
    case 'mae':
      return [Math.sign(d), 0];
    case 'huber':
      return [Math.max(-1, Math.min(1, d)), Math.abs(d) < 1 ? 1 : 0];
    case 'hinge':
      return [y * a < 1 ? -y : 0, 0];
    case 'binary_cross_entropy':
      if (isProbability) return [(1 - y) / (1 - a) - y / a, (1 - y) / (1 - a) ** 2 + y / a ** 2];
      return [sigmoid(a) - y, sigmoid(a) * sigmoid(-a)];
  }
}
