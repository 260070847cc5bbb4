/**
 * Whole updates without a return to JavaScript: plain gradient descent on a network whose layers,
 * loss and data stand in this memory. One instance serves one network.
 *
 * A sample at a time, the update of the first layer by one sample and the forward product of the
 * next are one pass over its weights. Otherwise the operations are those of one step after
 * another, and so are the numbers.
 */
import { activate, multiplyBySlope, softmax, SOFTMAX } from './activations';
import { descend } from './descend';
import { DESCEND, STORE } from './finish';
import { SIZE } from './lanes';
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
  batchSize,
  batchX,
  batchY,
  corrects,
  dataX,
  dataY,
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
import { affine, canDescend, gradBiases, gradInput, gradWeights, LARGE } from './products';
import { descendAndForwardRow } from './rows';

/** Address of the order of rows in the running epoch; 0 for the order in which they stand. */
let order: usize = 0;

/**
 * Up to `count` batches, from batch `first` of an epoch on and, where that is asked for, on into
 * the next epochs; the last batch of each may hold `lastRows`.
 * @param rowOrder address of the epoch's order (int32), 0 for none
 * @returns batches done; fewer where the Σ ℓ of the next is not finite, which is then not trained
 *   on, or where an epoch before the last one has left a parameter that is not
 */
export function train(
  first: i32,
  count: i32,
  perEpoch: i32,
  lastRows: i32,
  rowOrder: usize,
  rate: f64,
): i32 {
  order = rowOrder;
  let done = 0;
  let batch = first;
  while (done < count) {
    const part = min(count - done, perEpoch - batch);
    const short = batch + part == perEpoch ? lastRows : batchSize;
    const trained = isFused()
      ? trainRows(batch, part, done, <Float>rate)
      : trainBatches(batch, part, short, done, <Float>rate);
    done += trained;
    if (trained < part || (done < count && !areParametersFinite())) break;
    batch = 0;
  }
  return done;
}

/** Whether updating by one sample and going forward with the next is one pass over the weights. */
function isFused(): bool {
  const top = layerAt(0);
  return batchSize == 1 && top.trainsWeights && top.inputs * top.units > LARGE;
}

/** @param done batches of this call before these */
function trainBatches(first: i32, count: i32, lastRows: i32, done: i32, rate: Float): i32 {
  const inputs = layerAt(0).inputs;
  const outputs = layerAt(depth - 1).units;
  for (let i = 0; i < count; i++) {
    const rows = i == count - 1 ? lastRows : batchSize;
    const start = (first + i) * batchSize;
    const x = rowsOf(dataX, inputs, start, rows, batchX);
    const y = rowsOf(dataY, outputs, start, rows, batchY);
    forward(x, rows, 0);
    if (!measure(y, rows, done + i)) return i;
    lossGradient(y, rows);
    backward(x, rows, rate, 0);
  }
  return count;
}

function trainRows(first: i32, count: i32, done: i32, rate: Float): i32 {
  const top = layerAt(0);
  const outputs = layerAt(depth - 1).units;
  let x = rowsOf(dataX, top.inputs, first, 1, batchX);
  affine(x, top.weights, top.biases, top.z, 1, top.inputs, top.units);
  for (let i = 0; i < count; i++) {
    const y = rowsOf(dataY, outputs, first + i, 1, batchY);
    activate(top.activation, top.z, top.a, 1, top.units);
    forward(top.a, 1, 1);
    if (!measure(y, 1, done + i)) return i;
    lossGradient(y, 1);
    backward(x, 1, rate, 1);
    if (i + 1 < count) {
      const next = rowAt(dataX, top.inputs, first + i + 1);
      if (top.trainsBiases) descendBiases(top, 1, rate);
      descendAndForwardRow(
        x,
        top.delta,
        next,
        top.weights,
        top.biases,
        top.z,
        top.inputs,
        top.units,
        rate,
      );
      x = next;
    } else {
      update(top, x, 1, rate);
    }
  }
  return count;
}

/** Address of a row of the data in the epoch's order. */
function rowAt(data: usize, columns: i32, position: i32): usize {
  const row = order == 0 ? position : load<i32>(order + <usize>position * 4);
  return data + <usize>row * <usize>columns * SIZE;
}

/** Address of the rows of a batch: in place where they stand one after another, else gathered. */
function rowsOf(data: usize, columns: i32, start: i32, rows: i32, gathered: usize): usize {
  if (order == 0 || rows == 1) return rowAt(data, columns, start);
  const bytes = <usize>columns * SIZE;
  let to = gathered;
  for (let r = 0; r < rows; r++) {
    const from = rowAt(data, columns, start + r);
    if (columns > 32) memory.copy(to, from, bytes);
    else
      for (let at: usize = 0; at < bytes; at += SIZE) store<Float>(to + at, load<Float>(from + at));
    to += bytes;
  }
  return gathered;
}

/** z and a of all layers from layer `from` on, whose input is `x`. */
function forward(x: usize, rows: i32, from: i32): void {
  for (let i = from; i < depth; i++) {
    const layer = layerAt(i);
    affine(x, layer.weights, layer.biases, layer.z, rows, layer.inputs, layer.units);
    if (layer.activation != SOFTMAX)
      activate(layer.activation, layer.z, layer.a, rows, layer.units);
    x = layer.a;
  }
}

/** Σ ℓ and right classes of batch i; false where Σ ℓ is not finite. Softmax is done here. */
function measure(y: usize, rows: i32, i: i32): bool {
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

function softmaxWithCrossEntropy(output: Layer, y: usize, rows: i32): Float {
  const units = output.units;
  softmax(output.z, output.a, rows, units, maxima, sumsOfRows);
  return crossEntropies(output.z, y, rows, units, maxima, sumsOfRows);
}

/** delta of the output layer. */
function lossGradient(y: usize, rows: i32): void {
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

/** delta of the layers below, and the update of all layers from `lowest` on. */
function backward(x: usize, rows: i32, rate: Float, lowest: i32): void {
  for (let i = depth - 1; i >= lowest; i--) {
    if (i > 0) deltaBelow(i, rows);
    update(layerAt(i), inputOf(i, x), rows, rate);
  }
}

/** delta of layer i − 1 */
function deltaBelow(i: i32, rows: i32): void {
  const layer = layerAt(i);
  const below = layerAt(i - 1);
  gradInput(layer.delta, layer.weights, below.delta, rows, layer.inputs, layer.units);
  multiplyBySlope(below.activation, below.z, below.a, below.delta, rows * below.units);
}

function inputOf(i: i32, x: usize): usize {
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

function update(layer: Layer, input: usize, rows: i32, rate: Float): void {
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

function descendBiases(layer: Layer, rows: i32, rate: Float): void {
  gradBiases(layer.delta, layer.gradB, rows, layer.units);
  descend(layer.biases, layer.gradB, layer.units, rate);
}

function areParametersFinite(): bool {
  for (let i = 0; i < depth; i++) {
    const layer = layerAt(i);
    if (!isFiniteArray(layer.weights, layer.inputs * layer.units)) return false;
    if (layer.biases != 0 && !isFiniteArray(layer.biases, layer.units)) return false;
  }
  return true;
}

function isFiniteArray(values: usize, n: i32): bool {
  // x − x is 0 for finite numbers alone.
  let sum: Float = 0;
  for (let end = values + <usize>n * SIZE; values < end; values += SIZE) {
    const value = load<Float>(values);
    sum += value - value;
  }
  return sum == 0;
}
