/**
 * a = f(z) and gradient ← gradient · da/dz, a vector at a time: the formulas, and the roundings,
 * of activations.ts and slopes.ts of the engine.
 */
import { expOfTwo, tanhOfTwo } from './functions';
import { LANES, SIZE, storeFirst, VECTOR } from './lanes';

export const LINEAR: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const RELU: i32 = 3;
export const LEAKY_RELU: i32 = 4;
export const SOFTMAX: i32 = 5;

const LEAKY_SLOPE: f64 = 0.01;

/** a = f(z) for [rows, units]. */
export function activate(name: i32, z: usize, a: usize, rows: i32, units: i32): void {
  const n = rows * units;
  switch (name) {
    case LINEAR:
      memory.copy(a, z, <usize>n * SIZE);
      return;
    case SIGMOID:
      return sigmoids(z, a, n);
    case TANH:
      return tangents(z, a, n);
    case RELU:
      return rectify(z, a, n);
    case LEAKY_RELU:
      return rectifyLeaky(z, z, a, n);
    default:
      for (let r = 0; r < rows; r++) {
        softmaxRow(z, a, units);
        z += <usize>units * SIZE;
        a += <usize>units * SIZE;
      }
  }
}

/** gradient ← gradient · da/dz; not for softmax, whose derivative is a matrix. */
export function multiplyBySlope(name: i32, z: usize, a: usize, gradient: usize, n: i32): void {
  if (name == LEAKY_RELU) return rectifyLeaky(z, gradient, gradient, n);
  const one = v128.splat<Float>(1);
  for (let left = n; left > 0; left -= LANES) {
    const d = v128.load(gradient);
    const value = v128.load(a);
    let result = d;
    // σ′ = a(1 − a), tanh′ = 1 − a², relu′ = 1 where z > 0, else 0
    if (name == SIGMOID) {
      result = v128.mul<Float>(d, v128.mul<Float>(value, v128.sub<Float>(one, value)));
    } else if (name == TANH) {
      result = v128.mul<Float>(d, v128.sub<Float>(one, v128.mul<Float>(value, value)));
    } else if (name == RELU) {
      result = v128.and(d, v128.gt<Float>(v128.load(z), v128.splat<Float>(0)));
    }
    storeFirst(gradient, result, left);
    gradient += VECTOR;
    a += VECTOR;
    z += VECTOR;
  }
}

/** e^x of a vector, in float64 and rounded. */
function exponentials(x: v128): v128 {
  if (SIZE == 8) return expOfTwo(x);
  return joined(expOfTwo(firstTwo(x)), expOfTwo(lastTwo(x)));
}

/** The lanes of a float32 vector as float64. */
function firstTwo(x: v128): v128 {
  return v128.promote_low<f32>(x);
}
function lastTwo(x: v128): v128 {
  return v128.promote_low<f32>(v128.shuffle<i64>(x, x, 1, 1));
}
function joined(first: v128, last: v128): v128 {
  return v128.shuffle<i64>(v128.demote_zero<f64>(first), v128.demote_zero<f64>(last), 0, 2);
}

function sigmoids(z: usize, a: usize, n: i32): void {
  const one = v128.splat<Float>(1);
  for (let left = n; left > 0; left -= LANES) {
    const e = exponentials(v128.neg<Float>(v128.load(z)));
    storeFirst(a, v128.div<Float>(one, v128.add<Float>(one, e)), left);
    z += VECTOR;
    a += VECTOR;
  }
}

function tangents(z: usize, a: usize, n: i32): void {
  for (let left = n; left > 0; left -= LANES) {
    const x = v128.load(z);
    const value = SIZE == 8 ? tanhOfTwo(x) : joined(tanhOfTwo(firstTwo(x)), tanhOfTwo(lastTwo(x)));
    storeFirst(a, value, left);
    z += VECTOR;
    a += VECTOR;
  }
}

/** A NaN stays one. */
function rectify(z: usize, a: usize, n: i32): void {
  for (let left = n; left > 0; left -= LANES) {
    const x = v128.load(z);
    storeFirst(a, v128.andnot(x, v128.lt<Float>(x, v128.splat<Float>(0))), left);
    z += VECTOR;
    a += VECTOR;
  }
}

/**
 * out = from, times the slope where z is negative (or 0, for a gradient, where both agree).
 * The slope is a float64 number in float32 too.
 */
function rectifyLeaky(z: usize, from: usize, out: usize, n: i32): void {
  const isGradient = z != from;
  for (let i = 0; i < n; i++) {
    const at = load<Float>(z);
    const value = load<Float>(from);
    const keep = isGradient ? at > 0 : !(at < 0);
    store<Float>(out, keep ? value : <Float>(LEAKY_SLOPE * <f64>value));
    z += SIZE;
    from += SIZE;
    out += SIZE;
  }
}

/** What the last row of softmax left for the cross-entropy: ln Σ e^z = max + ln(sum). */
export let softmaxMax: Float = 0;
export let softmaxSum: Float = 0;

/** e^(z − max) / Σ e^(z − max), the sum from left to right. */
export function softmaxRow(z: usize, a: usize, units: i32): void {
  const bytes = <usize>units * SIZE;
  let largest: Float = -Infinity;
  for (let i: usize = 0; i < bytes; i += SIZE) {
    const value = load<Float>(z + i);
    if (value > largest) largest = value;
  }
  const max = v128.splat<Float>(largest);
  for (let i: usize = 0, left = units; i < bytes; i += VECTOR, left -= LANES) {
    storeFirst(a + i, exponentials(v128.sub<Float>(v128.load(z + i), max)), left);
  }
  let sum: Float = 0;
  for (let i: usize = 0; i < bytes; i += SIZE) sum += load<Float>(a + i);
  for (let i: usize = 0; i < bytes; i += SIZE) store<Float>(a + i, load<Float>(a + i) / sum);
  softmaxMax = largest;
  softmaxSum = sum;
}
