/**
 * Whole updates without a return to JavaScript: plain gradient descent on a network whose layers,
 * loss and data stand in this memory. One instance serves one network.
 *
 * A sample at a time, the update of the first layer by one sample and the forward product of the
 * next are one pass over its weights. Otherwise the operations are those of one step after
 * another, and so are the numbers.
 */
import { SIZE } from '../ground/lanes';
import { batchSize, batchX, batchY, dataX, dataY, depth, layerAt, recording } from './network';
import { rowAt, rowsOf, setOrder } from './order';
import {
  activateLayer,
  deltaBelow,
  forward,
  inputOf,
  lossGradient,
  measure,
  update,
  updateBiases,
} from './passes';
import { affine, isLarge } from '../products/products';
import { record, updateRecorded } from './recording';
import { descendAndForwardRow } from '../products/rows';
import {
  DESCEND_GRADIENTS,
  PROPAGATE,
  STORE_GRADIENTS,
  threads,
  together,
  UPDATE,
} from './threads';

/** In place of a number of batches. */
const LOST: i32 = -1;

/**
 * Up to `count` batches, from batch `first` of an epoch on and, where that is asked for, on into
 * the next epochs; the last batch of each may hold `lastRows`.
 * @param rowOrder address of the epoch's order (int32), 0 for none
 * @returns batches done; fewer where the Σ ℓ of the next is not finite, which is then not trained
 *   on, or where an epoch before the last one has left a parameter that is not; LOST, with the
 *   parameters in the middle of an update, where a helping thread has ended
 */
export function train(
  first: i32,
  count: i32,
  perEpoch: i32,
  lastRows: i32,
  rowOrder: usize,
  rate: f64,
): i32 {
  setOrder(rowOrder);
  let done = 0;
  let batch = first;
  while (done < count) {
    const part = min(count - done, perEpoch - batch);
    const short = batch + part == perEpoch ? lastRows : batchSize;
    const trained = isFused()
      ? trainRows(batch, part, done, <Float>rate)
      : trainBatches(batch, part, short, done, <Float>rate);
    if (trained == LOST) return LOST;
    done += trained;
    if (trained < part || (done < count && !areParametersFinite())) break;
    batch = 0;
  }
  return done;
}

/** Whether updating by one sample and going forward with the next is one pass over the weights. */
function isFused(): bool {
  const top = layerAt(0);
  return batchSize == 1 && top.trainsWeights && isLarge(top.inputs, top.units);
}

/** @param done batches of this call before these. @returns how many of them, or LOST */
function trainBatches(first: i32, count: i32, lastRows: i32, done: i32, rate: Float): i32 {
  const inputs = layerAt(0).inputs;
  const outputs = layerAt(depth - 1).units;
  for (let i = 0; i < count; i++) {
    const rows = i == count - 1 ? lastRows : batchSize;
    const start = (first + i) * batchSize;
    const x = rowsOf(dataX, inputs, start, rows, batchX);
    const y = rowsOf(dataY, outputs, start, rows, batchY);
    if (threads > 1) {
      if (!together(PROPAGATE, x, y, rows, rate)) return LOST;
      if (!measure(y, rows, done + i)) return i;
      if (!updateTogether(x, y, rows, rate, done + i)) return LOST;
    } else {
      forward(x, 0, rows, 0);
      if (!measure(y, rows, done + i)) return i;
      lossGradient(y, 0, rows, rows);
      backward(x, rows, rate, 0, done + i);
    }
  }
  return count;
}

function updateTogether(x: usize, y: usize, rows: i32, rate: Float, i: i32): bool {
  if (!recording) return together(UPDATE, x, y, rows, rate);
  if (!together(STORE_GRADIENTS, x, y, rows, rate)) return false;
  for (let l = 0; l < depth; l++) record(layerAt(l), inputOf(l, x), rows, i);
  return together(DESCEND_GRADIENTS, x, y, rows, rate);
}

function trainRows(first: i32, count: i32, done: i32, rate: Float): i32 {
  const top = layerAt(0);
  const outputs = layerAt(depth - 1).units;
  let x = rowsOf(dataX, top.inputs, first, 1, batchX);
  affine(x, top.weights, top.biases, top.z, 1, top.inputs, top.units);
  for (let i = 0; i < count; i++) {
    const y = rowsOf(dataY, outputs, first + i, 1, batchY);
    activateLayer(top, 0, 1);
    forward(top.a, 0, 1, 1);
    if (!measure(y, 1, done + i)) return i;
    lossGradient(y, 0, 1, 1);
    backward(x, 1, rate, 1, done + i);
    if (recording) record(top, x, 1, done + i);
    if (i + 1 < count) {
      const next = rowAt(dataX, top.inputs, first + i + 1);
      updateBiases(top, 1, rate);
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

/** delta of the layers below, and the update of all layers from `lowest` on, in batch `i`. */
function backward(x: usize, rows: i32, rate: Float, lowest: i32, i: i32): void {
  for (let l = depth - 1; l >= lowest; l--) {
    if (l > 0) deltaBelow(l, 0, rows);
    if (recording) updateRecorded(layerAt(l), inputOf(l, x), rows, rate, i);
    else update(layerAt(l), inputOf(l, x), rows, rate);
  }
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
