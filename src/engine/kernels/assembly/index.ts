/** What JavaScript calls: each product and function alone, and whole updates. Addresses are bytes. */
import { descend as descendBy } from './descend';
import { STORE } from './finish';
import { SIZE } from './lanes';
import * as products from './products';

export { activate, multiplyBySlope } from './activations';
export { allocate } from './memory';
export {
  setColumns,
  setData,
  setLayer,
  setLoss,
  setMeasures,
  setNetwork,
  setRecording,
} from './network';
export { affine, gradBiases, gradInput, reserveWork, workBytes } from './products';
export { backwardBatch, forwardBatch } from './passes';
export { goneThreads, readyThreads } from './barrier';
export { squares } from './squares';
export { controlBytes, dismissHelpers, help, inviteHelpers, setThreads } from './threads';
export { train } from './training';

/** gradW = xᵀ·delta */
export function gradWeights(
  x: usize,
  delta: usize,
  gradW: usize,
  rows: i32,
  inputs: i32,
  units: i32,
): void {
  products.gradWeights(x, <usize>inputs * SIZE, delta, gradW, rows, inputs, units, STORE, 0);
}

/** p −= rate · g */
export function descend(p: usize, g: usize, n: i32, rate: f64): void {
  descendBy(p, g, n, <Float>rate);
}
