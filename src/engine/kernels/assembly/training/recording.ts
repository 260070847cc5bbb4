/**
 * What is kept of every update while somebody looks: for each layer Σ of squares of delta, of gradW
 * and of W before the update. The numbers of the update are the same with and without.
 */
import { column, Layer } from './network';
import { descendGradient, storeGradient, update, updateBiases } from './passes';
import { squares, weightsByGradient } from './squares';

/** `update`, with the layer's numbers left in place i of its columns. */
export function updateRecorded(layer: Layer, input: usize, rows: i32, rate: Float, i: i32): void {
  if (rows == 1) {
    record(layer, input, 1, i);
    update(layer, input, 1, rate);
    return;
  }
  storeGradient(layer, input, rows, 0, layer.inputs);
  record(layer, input, rows, i);
  descendGradient(layer, 0, layer.inputs, rate);
  updateBiases(layer, rows, rate);
}

/** Before the update of the layer; gradW is read where there is more than one row. */
export function record(layer: Layer, input: usize, rows: i32, i: i32): void {
  const units = layer.units;
  const n = layer.inputs * units;
  const ofDelta = squares(layer.delta, rows * units);
  const at = layer.squares + <usize>i * 8;
  store<f64>(at, ofDelta);
  // ∂W of one sample is xᵀ·delta: its norm is the product of the two.
  const ofGradW = rows == 1 ? squares(input, layer.inputs) * ofDelta : squares(layer.gradW, n);
  store<f64>(at + column, ofGradW);
  const ofWeights = layer.carried
    ? weightsByGradient(layer.z, layer.biases, layer.delta, units)
    : squares(layer.weights, n);
  store<f64>(at + 2 * column, ofWeights);
}
