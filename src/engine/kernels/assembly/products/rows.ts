/**
 * One sample at a time: products of a row with a large matrix, as fast as the matrix can be read.
 *
 * What is left out is exact: an input of 0 adds nothing to a sum and takes nothing from a weight.
 * Four rows of W go together; each sum still runs over the rows one after another.
 */
import { chooseInputs, chosen, inFirst, inSecond } from './choice';
import { descended } from './descend';
import { madd, maddOne, SIZE, VECTOR } from '../ground/lanes';
import { descendRow } from './outer';

/** z = x·W + b */
export function forwardRow(
  x: usize,
  w: usize,
  biases: usize,
  z: usize,
  inputs: i32,
  units: i32,
): void {
  memory.fill(z, 0, <usize>units * SIZE);
  const count = chooseInputs(x, x, inputs);
  for (let i = 0; i < count; i += 4)
    addRows(chosen + <usize>i * 4, min(4, count - i), x, w, z, units);
  addBiases(z, biases, units);
}

/** W −= rate · xᵀ·delta, for the sample x just gone through, and z = xNext·W + b for the next. */
export function descendAndForwardRow(
  x: usize,
  delta: usize,
  xNext: usize,
  w: usize,
  biases: usize,
  z: usize,
  inputs: i32,
  units: i32,
  rate: Float,
): void {
  const either = chooseInputs(x, xNext, inputs);
  // Writing a row of W costs about as much as reading it: where few rows matter to both samples,
  // two passes over fewer rows are faster than one over all.
  if (2 * either > 2 * inFirst + inSecond) {
    descendRow(x, delta, w, inputs, units, rate);
    forwardRow(xNext, w, biases, z, inputs, units);
    return;
  }
  memory.fill(z, 0, <usize>units * SIZE);
  for (let i = 0; i < either; i += 4) {
    const count = min(4, either - i);
    descendAndAddRows(chosen + <usize>i * 4, count, x, delta, xNext, w, z, units, rate);
  }
  addBiases(z, biases, units);
}

function addBiases(z: usize, biases: usize, units: i32): void {
  if (biases == 0) return;
  for (let end = z + <usize>units * SIZE; z < end; z += SIZE, biases += SIZE) {
    store<Float>(z, load<Float>(z) + load<Float>(biases));
  }
}

/** z += x[i]·W[i] for up to 4 chosen inputs i. */
function addRows(list: usize, count: i32, x: usize, w: usize, z: usize, units: i32): void {
  const row = <usize>units;
  const o0 = load<u32>(list);
  const o1 = load<u32>(list, 4);
  const o2 = load<u32>(list, 8);
  const o3 = load<u32>(list, 12);
  const x0 = load<Float>(x + o0);
  const x1: Float = count > 1 ? load<Float>(x + o1) : 0;
  const x2: Float = count > 2 ? load<Float>(x + o2) : 0;
  const x3: Float = count > 3 ? load<Float>(x + o3) : 0;
  const v0 = v128.splat<Float>(x0);
  const v1 = v128.splat<Float>(x1);
  const v2 = v128.splat<Float>(x2);
  const v3 = v128.splat<Float>(x3);
  let w0 = w + o0 * row;
  let w1 = w + o1 * row;
  let w2 = w + o2 * row;
  let w3 = w + o3 * row;
  const end = z + row * SIZE;
  const last = end - ((row * SIZE) & (VECTOR - 1));
  for (; z < last; z += VECTOR) {
    let sum = madd(v128.load(z), v0, v128.load(w0));
    sum = madd(sum, v1, v128.load(w1));
    sum = madd(sum, v2, v128.load(w2));
    v128.store(z, madd(sum, v3, v128.load(w3)));
    w0 += VECTOR;
    w1 += VECTOR;
    w2 += VECTOR;
    w3 += VECTOR;
  }
  for (; z < end; z += SIZE) {
    let sum = maddOne(load<Float>(z), x0, load<Float>(w0));
    sum = maddOne(sum, x1, load<Float>(w1));
    sum = maddOne(sum, x2, load<Float>(w2));
    store<Float>(z, maddOne(sum, x3, load<Float>(w3)));
    w0 += SIZE;
    w1 += SIZE;
    w2 += SIZE;
    w3 += SIZE;
  }
}

/** W[i] −= rate·x[i]·delta, then z += y[i]·W[i], for up to 4 chosen inputs i. */
function descendAndAddRows(
  list: usize,
  count: i32,
  x: usize,
  delta: usize,
  y: usize,
  w: usize,
  z: usize,
  units: i32,
  rate: Float,
): void {
  if (count < 4) {
    for (let i = 0; i < count; i++)
      descendAndAddRow(load<u32>(list + <usize>i * 4), x, delta, y, w, z, units, rate);
    return;
  }
  const row = <usize>units;
  const o0 = load<u32>(list);
  const o1 = load<u32>(list, 4);
  const o2 = load<u32>(list, 8);
  const o3 = load<u32>(list, 12);
  const x0 = v128.load_splat<Float>(x + o0);
  const x1 = v128.load_splat<Float>(x + o1);
  const x2 = v128.load_splat<Float>(x + o2);
  const x3 = v128.load_splat<Float>(x + o3);
  const y0 = v128.load_splat<Float>(y + o0);
  const y1 = v128.load_splat<Float>(y + o1);
  const y2 = v128.load_splat<Float>(y + o2);
  const y3 = v128.load_splat<Float>(y + o3);
  const w0 = w + o0 * row;
  const w1 = w + o1 * row;
  const w2 = w + o2 * row;
  const w3 = w + o3 * row;
  const step = v128.splat<Float>(rate);
  const bytes = row * SIZE;
  const pairs = bytes & ~(2 * VECTOR - 1);
  // Two vectors at a time: neighbours are treated alike, so that a runtime may join them.
  for (let j: usize = 0; j < pairs; j += 2 * VECTOR) {
    const d0 = v128.load(delta + j);
    const d1 = v128.load(delta + j, 16);
    let at = w0 + j;
    let u0 = descended(v128.load(at), v128.mul<Float>(x0, d0), step);
    let u1 = descended(v128.load(at, 16), v128.mul<Float>(x0, d1), step);
    v128.store(at, u0);
    v128.store(at, u1, 16);
    let s0 = madd(v128.load(z + j), y0, u0);
    let s1 = madd(v128.load(z + j, 16), y0, u1);
    at = w1 + j;
    u0 = descended(v128.load(at), v128.mul<Float>(x1, d0), step);
    u1 = descended(v128.load(at, 16), v128.mul<Float>(x1, d1), step);
    v128.store(at, u0);
    v128.store(at, u1, 16);
    s0 = madd(s0, y1, u0);
    s1 = madd(s1, y1, u1);
    at = w2 + j;
    u0 = descended(v128.load(at), v128.mul<Float>(x2, d0), step);
    u1 = descended(v128.load(at, 16), v128.mul<Float>(x2, d1), step);
    v128.store(at, u0);
    v128.store(at, u1, 16);
    s0 = madd(s0, y2, u0);
    s1 = madd(s1, y2, u1);
    at = w3 + j;
    u0 = descended(v128.load(at), v128.mul<Float>(x3, d0), step);
    u1 = descended(v128.load(at, 16), v128.mul<Float>(x3, d1), step);
    v128.store(at, u0);
    v128.store(at, u1, 16);
    v128.store(z + j, madd(s0, y3, u0));
    v128.store(z + j, madd(s1, y3, u1), 16);
  }
  for (let j = pairs; j < bytes; j += SIZE) {
    const d = load<Float>(delta + j);
    let sum = descendAndAddOne(
      load<Float>(z + j),
      w0 + j,
      load<Float>(x + o0),
      d,
      load<Float>(y + o0),
      rate,
    );
    sum = descendAndAddOne(sum, w1 + j, load<Float>(x + o1), d, load<Float>(y + o1), rate);
    sum = descendAndAddOne(sum, w2 + j, load<Float>(x + o2), d, load<Float>(y + o2), rate);
    sum = descendAndAddOne(sum, w3 + j, load<Float>(x + o3), d, load<Float>(y + o3), rate);
    store<Float>(z + j, sum);
  }
}

function descendAndAddRow(
  offset: usize,
  x: usize,
  delta: usize,
  y: usize,
  w: usize,
  z: usize,
  units: i32,
  rate: Float,
): void {
  const input = load<Float>(x + offset);
  const nextInput = load<Float>(y + offset);
  w += offset * <usize>units;
  for (let end = z + <usize>units * SIZE; z < end; z += SIZE, w += SIZE, delta += SIZE) {
    store<Float>(
      z,
      descendAndAddOne(load<Float>(z), w, input, load<Float>(delta), nextInput, rate),
    );
  }
}

/** One weight: updated, then its part of the next sum. */
function descendAndAddOne(sum: Float, w: usize, x: Float, d: Float, y: Float, rate: Float): Float {
  const g = x * d;
  const updated = load<Float>(w) - rate * g;
  store<Float>(w, updated);
  return maddOne(sum, y, updated);
}
