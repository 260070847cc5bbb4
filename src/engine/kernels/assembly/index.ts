/** What JavaScript calls: each product and function alone, and whole updates. Addresses are bytes. */
import { descend as descendBy } from './products/descend';
import { STORE } from './products/finish';
import { SIZE } from './ground/lanes';
import * as products from './products/products';

export { activate, multiplyBySlope } from './functions/activations';
export { allocate } from './ground/memory';
export {
  setColumns,
  setData,
  setLayer,
  setLoss,
  setMeasures,
  setNetwork,
  setRecording,
} from './training/network';
export { affine, gradBiases, gradInput, reserveWork, workBytes } from './products/products';
export { backwardBatch, forwardBatch } from './training/passes';
export { goneThreads, readyThreads } from './training/barrier';
export { squares } from './training/squares';
export { controlBytes, dismissHelpers, help, inviteHelpers, setThreads } from './training/threads';
export { train } from './training/training';

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
