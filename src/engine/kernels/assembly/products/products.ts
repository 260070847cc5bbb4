/** The three products of a layer, each by the way that suits its size. No way changes a bit. */
import { choiceBytes, reserveChoice } from './choice';
import { multiplyDirect } from './direct';
import { ADD_BIAS, DESCEND, STORE } from './finish';
import { LANES, SIZE, VECTOR } from '../ground/lanes';
import { descendRow, gradWeightsRow } from './outer';
import { multiplyPacked, setC } from './packed';
import { BLOCK_K, packingBytes, reservePacking, setA, setB } from './packing';
import { forwardRow } from './rows';
import { reserveScratch, scratchBytes, TURNED, turned } from '../ground/scratch';
import { gradInputRow } from './turnedRows';

/** Weights from which reading the matrix is what costs: half of a first cache. */
const LARGE: i32 = TURNED;
/** Rows from which packing pays. */
const MANY_ROWS: i32 = 12;

/**
 * Whether a matrix of these sizes has more than LARGE weights. The sizes may be of two different
 * layers: their product can be more than 31 bits hold.
 */
export function isLarge(inputs: i32, units: i32): bool {
  return <i64>inputs * <i64>units > <i64>LARGE;
}

/** Bytes of the room that layers of up to these sizes work in. */
export function workBytes(inputs: i32, units: i32): usize {
  const large = isLarge(inputs, units);
  return scratchBytes() + (large ? packingBytes(max(inputs, units)) + choiceBytes(inputs) : 0);
}

/** Takes that room; before any product. */
export function reserveWork(inputs: i32, units: i32): void {
  reserveScratch();
  if (!isLarge(inputs, units)) return;
  reservePacking(max(inputs, units));
  reserveChoice(inputs);
}

/** z = x·W + b; without biases `biases` is 0. */
export function affine(
  x: usize,
  w: usize,
  biases: usize,
  z: usize,
  rows: i32,
  inputs: i32,
  units: i32,
): void {
  const row = <usize>inputs * SIZE;
  const mode = biases != 0 ? ADD_BIAS : STORE;
  if (rows == 1 && isLarge(inputs, units)) {
    forwardRow(x, w, biases, z, inputs, units);
  } else if (rows < MANY_ROWS || !isLarge(inputs, units)) {
    multiplyDirect(x, row, SIZE, w, z, rows, units, inputs, mode, biases, 0);
  } else {
    setA(x, row, SIZE);
    setB(w, <usize>units * SIZE, SIZE);
    setC(z, <usize>units * SIZE, mode, biases, 0);
    multiplyPacked(rows, units, inputs);
  }
}

/**
 * gradW = xᵀ·delta, or W −= rate·xᵀ·delta with DESCEND; see `canDescend`.
 * @param row bytes from one row of x to the next: more than `inputs` of them may stand in it
 */
export function gradWeights(
  x: usize,
  row: usize,
  delta: usize,
  out: usize,
  rows: i32,
  inputs: i32,
  units: i32,
  mode: i32,
  rate: Float,
): void {
  const outRow = <usize>units * SIZE;
  if (rows == 1 && mode == DESCEND && isLarge(inputs, units)) {
    descendRow(x, delta, out, inputs, units, rate);
  } else if (rows == 1 && mode == STORE) {
    gradWeightsRow(x, delta, out, inputs, units);
  } else if (rows < MANY_ROWS || !isLarge(inputs, units)) {
    multiplyDirect(x, SIZE, row, delta, out, inputs, units, rows, mode, 0, rate);
  } else {
    setA(x, SIZE, row);
    setB(delta, outRow, SIZE);
    setC(out, outRow, mode, 0, rate);
    multiplyPacked(inputs, units, rows);
  }
}

/** Whether a gradient of this many rows is one unbroken sum, so that W can be updated by it at once. */
export function canDescend(rows: i32): bool {
  return rows <= BLOCK_K;
}

/** gradX = delta·Wᵀ */
export function gradInput(
  delta: usize,
  w: usize,
  gradX: usize,
  rows: i32,
  inputs: i32,
  units: i32,
): void {
  const row = <usize>units * SIZE;
  const outRow = <usize>inputs * SIZE;
  if (rows == 1) {
    gradInputRow(delta, w, gradX, inputs, units);
  } else if (!isLarge(inputs, units)) {
    turn(w, inputs, units);
    multiplyDirect(delta, row, SIZE, turned, gradX, rows, inputs, units, STORE, 0, 0);
  } else {
    setA(delta, row, SIZE);
    setB(w, SIZE, row);
    setC(gradX, outRow, STORE, 0, 0);
    multiplyPacked(rows, inputs, units);
  }
}

function turn(w: usize, inputs: i32, units: i32): void {
  const outRow = <usize>inputs * SIZE;
  for (let i = 0; i < inputs; i++) {
    let to = turned + <usize>i * SIZE;
    for (let j = 0; j < units; j++, w += SIZE, to += outRow) store<Float>(to, load<Float>(w));
  }
}

/** gradB = Σ rows of delta */
export function gradBiases(delta: usize, gradB: usize, rows: i32, units: i32): void {
  const row = <usize>units * SIZE;
  const end = delta + <usize>rows * row;
  let j = 0;
  for (; j + LANES <= units; j += LANES, delta += VECTOR, gradB += VECTOR) {
    let sum = v128.splat<Float>(0);
    for (let at = delta; at < end; at += row) sum = v128.add<Float>(sum, v128.load(at));
    v128.store(gradB, sum);
  }
  for (; j < units; j++, delta += SIZE, gradB += SIZE) {
    let sum: Float = 0;
    for (let at = delta; at < end; at += row) sum += load<Float>(at);
    store<Float>(gradB, sum);
  }
}
