/** Forward, loss and backward of a batch through all layers, and the update of one. */
import { activate, multiplyBySlope, softmax, SOFTMAX } from '../functions/activations';
import { descend } from '../products/descend';
import { DESCEND, STORE } from '../products/finish';
import { SIZE } from '../ground/lanes';
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
} from '../functions/losses';
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
import { affine, canDescend, gradBiases, gradInput, gradWeights } from '../products/products';

/**
 * z and a of all layers from layer `from` on, whose input is `x`: of the rows from `first` of the
 * batch on.
 */
export function forward(x: usize, first: i32, rows: i32, from: i32): void {
  for (let i = from; i < depth; i++) {
    const layer = layerAt(i);
    const units = layer.units;
    const z = rowOf(layer.z, first, units);
    const input = rowOf(x, first, layer.inputs);
    affine(input, layer.weights, layer.biases, z, rows, layer.inputs, units);
    activateLayer(layer, first, rows);
    x = layer.a;
  }
}

/** a of a layer from its z; a softmax leaves what the cross-entropy of the rows needs. */
export function activateLayer(layer: Layer, first: i32, rows: i32): void {
  const units = layer.units;
  const z = rowOf(layer.z, first, units);
  const a = rowOf(layer.a, first, units);
  if (layer.activation == SOFTMAX) {
    softmax(z, a, rows, units, rowOf(maxima, first, 1), sumsOfRows + <usize>first * 8);
  } else {
    activate(layer.activation, z, a, rows, units);
  }
}

/** Σ ℓ, after `forward`. */
function lossSum(y: usize, rows: i32): Float {
  const output = layerAt(depth - 1);
  const units = output.units;
  if (loss == MSE) return squaredErrors(output.a, y, rows * units);
  if (loss == BINARY_CROSS_ENTROPY) return binaryCrossEntropies(output.z, y, rows * units);
  return crossEntropies(output.z, y, rows, units, maxima, sumsOfRows);
}

/** Writes Σ ℓ and right classes of batch i, after `forward`; false where Σ ℓ is not finite. */
export function measure(y: usize, rows: i32, i: i32): bool {
  const output = layerAt(depth - 1);
  const units = output.units;
  const sum = lossSum(y, rows);
  store<f64>(sums + <usize>i * 8, sum);
  if (corrects != 0) {
    const right = correctRows(output.a, y, rows, units, threshold);
    store<i32>(corrects + <usize>i * 4, right);
  }
  return isFinite(sum);
}

/** delta of the output layer, of `rows` of a batch of `total` rows. */
export function lossGradient(y: usize, first: i32, rows: i32, total: i32): void {
  const output = layerAt(depth - 1);
  const units = output.units;
  const factor = scale / (perRow ? divisor * <f64>total : divisor);
  const n = rows * units;
  const a = rowOf(output.a, first, units);
  const delta = rowOf(output.delta, first, units);
  y = rowOf(y, first, units);
  if (loss == CROSS_ENTROPY) {
    classDifferences(a, y, delta, rows, units, <Float>factor);
  } else if (loss == MSE) {
    differences(a, y, delta, n, <Float>(2 * factor));
    multiplyBySlope(output.activation, rowOf(output.z, first, units), a, delta, n);
  } else {
    differences(a, y, delta, n, <Float>factor);
  }
}

/** delta of layer i − 1 */
export function deltaBelow(i: i32, first: i32, rows: i32): void {
  const layer = layerAt(i);
  const below = layerAt(i - 1);
  const units = below.units;
  const delta = rowOf(below.delta, first, units);
  const from = rowOf(layer.delta, first, layer.units);
  gradInput(from, layer.weights, delta, rows, layer.inputs, layer.units);
  const z = rowOf(below.z, first, units);
  const a = rowOf(below.a, first, units);
  multiplyBySlope(below.activation, z, a, delta, rows * units);
}

/** Address of row `row` of a matrix. */
export function rowOf(matrix: usize, row: i32, columns: i32): usize {
  return matrix + <usize>row * <usize>columns * SIZE;
}

export function inputOf(i: i32, x: usize): usize {
  return i > 0 ? layerAt(i - 1).a : x;
}

/** z and a of all layers for these rows. @returns Σ ℓ */
export function forwardBatch(x: usize, y: usize, rows: i32): f64 {
  forward(x, 0, rows, 0);
  return lossSum(y, rows);
}

/** delta, gradW and gradB of all layers, after `forwardBatch`. */
export function backwardBatch(x: usize, y: usize, rows: i32): void {
  lossGradient(y, 0, rows, rows);
  for (let i = depth - 1; i >= 0; i--) {
    const layer = layerAt(i);
    storeGradient(layer, inputOf(i, x), rows, 0, layer.inputs);
    if (layer.gradB != 0) gradBiases(layer.delta, layer.gradB, rows, layer.units);
    if (i > 0) deltaBelow(i, 0, rows);
  }
}

/** gradW of the inputs from `first` on. */
export function storeGradient(
  layer: Layer,
  input: usize,
  rows: i32,
  first: i32,
  inputs: i32,
): void {
  const units = layer.units;
  const row = <usize>layer.inputs * SIZE;
  const to = rowOf(layer.gradW, first, units);
  input += <usize>first * SIZE;
  gradWeights(input, row, layer.delta, to, rows, inputs, units, STORE, 0);
}

/** W −= rate · gradW of the inputs from `first` on, where W is trained. */
export function descendGradient(layer: Layer, first: i32, inputs: i32, rate: Float): void {
  if (!layer.trainsWeights) return;
  const units = layer.units;
  const to = rowOf(layer.weights, first, units);
  descend(to, rowOf(layer.gradW, first, units), inputs * units, rate);
}

/** The update of W's rows from `first` on. */
export function updateWeights(
  layer: Layer,
  input: usize,
  rows: i32,
  first: i32,
  inputs: i32,
  rate: Float,
): void {
  if (!layer.trainsWeights) return;
  if (!canDescend(rows)) {
    storeGradient(layer, input, rows, first, inputs);
    descendGradient(layer, first, inputs, rate);
    return;
  }
  const units = layer.units;
  const row = <usize>layer.inputs * SIZE;
  const to = rowOf(layer.weights, first, units);
  input += <usize>first * SIZE;
  gradWeights(input, row, layer.delta, to, rows, inputs, units, DESCEND, rate);
}

export function updateBiases(layer: Layer, rows: i32, rate: Float): void {
  if (!layer.trainsBiases) return;
  gradBiases(layer.delta, layer.gradB, rows, layer.units);
  descend(layer.biases, layer.gradB, layer.units, rate);
}

export function update(layer: Layer, input: usize, rows: i32, rate: Float): void {
  updateWeights(layer, input, rows, 0, layer.inputs, rate);
  updateBiases(layer, rows, rate);
}
