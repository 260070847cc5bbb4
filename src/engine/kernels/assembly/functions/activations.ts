/**
 * a = f(z) and gradient ← gradient · da/dz, a vector at a time: the formulas, and the roundings,
 * of activations.ts and slopes.ts of the engine.
 */
import { exponentials } from './exponentials';
import { LANES, SIZE, storeFirst, VECTOR } from '../ground/lanes';
import { tangents } from './tangents';

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
      softmax(z, a, rows, units, 0, 0);
  }
}

/** gradient ← gradient · da/dz; not for softmax, whose derivative is a matrix. */
export function multiplyBySlope(name: i32, z: usize, a: usize, gradient: usize, n: i32): void {
  switch (name) {
    case LINEAR:
      return;
    case SIGMOID:
      return multiplyBySigmoidSlope(a, gradient, n);
    case TANH:
      return multiplyByTanhSlope(a, gradient, n);
    case RELU:
      return multiplyByStep(z, gradient, n);
    default:
      return rectifyLeaky(z, gradient, gradient, n);
  }
}

/** σ′ = a(1 − a) */
function multiplyBySigmoidSlope(a: usize, gradient: usize, n: i32): void {
  const one = v128.splat<Float>(1);
  for (let left = n; left > 0; left -= LANES) {
    const value = v128.load(a);
    const slope = v128.mul<Float>(value, v128.sub<Float>(one, value));
    storeFirst(gradient, v128.mul<Float>(v128.load(gradient), slope), left);
    gradient += VECTOR;
    a += VECTOR;
  }
}

/** tanh′ = 1 − a² */
function multiplyByTanhSlope(a: usize, gradient: usize, n: i32): void {
  const one = v128.splat<Float>(1);
  for (let left = n; left > 0; left -= LANES) {
    const value = v128.load(a);
    const slope = v128.sub<Float>(one, v128.mul<Float>(value, value));
    storeFirst(gradient, v128.mul<Float>(v128.load(gradient), slope), left);
    gradient += VECTOR;
    a += VECTOR;
  }
}

/** relu′ = 1 where z > 0, else 0 */
function multiplyByStep(z: usize, gradient: usize, n: i32): void {
  for (let left = n; left > 0; left -= LANES) {
    const positive = v128.gt<Float>(v128.load(z), v128.splat<Float>(0));
    storeFirst(gradient, v128.and(v128.load(gradient), positive), left);
    gradient += VECTOR;
    z += VECTOR;
  }
}

function sigmoids(z: usize, a: usize, n: i32): void {
  exponentials(z, a, n, true);
  const one = v128.splat<Float>(1);
  for (let left = n; left > 0; left -= LANES) {
    const e = v128.load(a);
    storeFirst(a, v128.div<Float>(one, v128.add<Float>(one, e)), left);
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

/**
 * a = e^(z − max) / Σ e^(z − max), row by row, each sum from left to right.
 * @param maxima where the rows' largest z are left for the cross-entropy, and
 * @param sums the sums, as float64: ln Σ e^z = max + ln(sum); 0 for neither
 */
export function softmax(
  z: usize,
  a: usize,
  rows: i32,
  units: i32,
  maxima: usize,
  sums: usize,
): void {
  const bytes = <usize>units * SIZE;
  let row = a;
  for (let r = 0; r < rows; r++, z += bytes, row += bytes) {
    // Chosen without a branch, which nobody could foresee; NaN is passed over.
    let most = v128.splat<Float>(-Infinity);
    for (let i: usize = 0; i < bytes; i += SIZE) {
      most = v128.pmax<Float>(most, v128.load_splat<Float>(z + i));
    }
    const largest = v128.extract_lane<Float>(most, 0);
    for (let i: usize = 0; i < bytes; i += SIZE)
      store<Float>(row + i, load<Float>(z + i) - largest);
    if (maxima != 0) store<Float>(maxima + <usize>r * SIZE, largest);
  }
  exponentials(a, a, rows * units, false);
  row = a;
  for (let r = 0; r < rows; r++, row += bytes) {
    let sum: Float = 0;
    for (let i: usize = 0; i < bytes; i += SIZE) sum += load<Float>(row + i);
    for (let i: usize = 0; i < bytes; i += SIZE) store<Float>(row + i, load<Float>(row + i) / sum);
    if (sums != 0) store<f64>(sums + <usize>r * 8, sum);
  }
}
