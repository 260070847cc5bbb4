/** Forward, loss and backward of a batch through all layers, and the update of one. */
import { activate, multiplyBySlope, softmax, SOFTMAX } from './activations';
import { descend } from './descend';
import { DESCEND, STORE } from './finish';
import {
  BINARY_CROSS_ENTROPY,
  binaryCrossEntropies,
  classDifferences,
  correctRows,
  CROSS_ENTROPY,
  crossEntropies,
  differences,
  MSE,
  squaredErrors,
} from './losses';
import {
  corrects,
  depth,
  divisor,
  Layer,
  layerAt,
  loss,
  maxima,
  perRow,
  scale,
  sums,
  sumsOfRows,
  threshold,
} from './network';
import { affine, canDescend, gradBiases, gradInput, gradWeights } from './products';

/** z and a of all layers from layer `from` on, whose input is `x`. */
export function forward(x: usize, rows: i32, from: i32): void {
  for (let i = from; i < depth; i++) {
    const layer = layerAt(i);
    affine(x, layer.weights, layer.biases, layer.z, rows, layer.inputs, layer.units);
    if (layer.activation != SOFTMAX)
      activate(layer.activation, layer.z, layer.a, rows, layer.units);
    x = layer.a;
  }
}

/** Σ ℓ and right classes of batch i; false where Σ ℓ is not finite. Softmax is done here. */
export function measure(y: usize, rows: i32, i: i32): bool {
  const output = layerAt(depth - 1);
  const n = rows * output.units;
  let sum: Float = 0;
  if (loss == MSE) sum = squaredErrors(output.a, y, n);
  else if (loss == BINARY_CROSS_ENTROPY) sum = binaryCrossEntropies(output.z, y, n);
  else sum = softmaxWithCrossEntropy(output, y, rows);
  store<f64>(sums + <usize>i * 8, sum);
  if (corrects != 0) {
    const right = correctRows(output.a, y, rows, output.units, threshold);
    store<i32>(corrects + <usize>i * 4, right);
  }
  return isFinite(sum);
}

export function softmaxWithCrossEntropy(output: Layer, y: usize, rows: i32): Float {
  const units = output.units;
  softmax(output.z, output.a, rows, units, maxima, sumsOfRows);
  return crossEntropies(output.z, y, rows, units, maxima, sumsOfRows);
}

/** delta of the output layer. */
export function lossGradient(y: usize, rows: i32): void {
  const output = layerAt(depth - 1);
  const factor = scale / (perRow ? divisor * <f64>rows : divisor);
  const n = rows * output.units;
  if (loss == CROSS_ENTROPY) {
    classDifferences(output.a, y, output.delta, rows, output.units, <Float>factor);
  } else if (loss == MSE) {
    differences(output.a, y, output.delta, n, <Float>(2 * factor));
    multiplyBySlope(output.activation, output.z, output.a, output.delta, n);
  } else {
    differences(output.a, y, output.delta, n, <Float>factor);
  }
}

/** delta of layer i − 1 */
export function deltaBelow(i: i32, rows: i32): void {
  const layer = layerAt(i);
  const below = layerAt(i - 1);
  gradInput(layer.delta, layer.weights, below.delta, rows, layer.inputs, layer.units);
  multiplyBySlope(below.activation, below.z, below.a, below.delta, rows * below.units);
}

export function inputOf(i: i32, x: usize): usize {
  return i > 0 ? layerAt(i - 1).a : x;
}

/** z and a of all layers for these rows. @returns Σ ℓ */
export function forwardBatch(x: usize, y: usize, rows: i32): f64 {
  forward(x, rows, 0);
  measure(y, rows, 0);
  return load<f64>(sums);
}

/** delta, gradW and gradB of all layers, after `forwardBatch`. */
export function backwardBatch(x: usize, y: usize, rows: i32): void {
  lossGradient(y, rows);
  for (let i = depth - 1; i >= 0; i--) {
    const layer = layerAt(i);
    const units = layer.units;
    gradWeights(inputOf(i, x), layer.delta, layer.gradW, rows, layer.inputs, units, STORE, 0);
    if (layer.gradB != 0) gradBiases(layer.delta, layer.gradB, rows, units);
    if (i > 0) deltaBelow(i, rows);
  }
}

export function update(layer: Layer, input: usize, rows: i32, rate: Float): void {
  const inputs = layer.inputs;
  const units = layer.units;
  if (layer.trainsWeights) {
    if (canDescend(rows)) {
      gradWeights(input, layer.delta, layer.weights, rows, inputs, units, DESCEND, rate);
    } else {
      gradWeights(input, layer.delta, layer.gradW, rows, inputs, units, STORE, 0);
      descend(layer.weights, layer.gradW, inputs * units, rate);
    }
  }
  if (layer.trainsBiases) descendBiases(layer, rows, rate);
}

export function descendBiases(layer: Layer, rows: i32, rate: Float): void {
  gradBiases(layer.delta, layer.gradB, rows, layer.units);
  descend(layer.biases, layer.gradB, layer.units, rate);
}
