/**
 * Σ ℓ and ∂L/∂z of the output layer for three losses, in the order and with the roundings of the
 * engine's losses.ts and crossEntropy.ts; logarithms are the host's own.
 */
import { LANES, SIZE, storeFirst, VECTOR } from '../ground/lanes';
import { logarithms } from './logarithms';

/** ℓ = (a − y)² */
export const MSE: i32 = 0;
/** The loss of a sigmoid layer. */
export const BINARY_CROSS_ENTROPY: i32 = 1;
/** The loss of a softmax layer. */
export const CROSS_ENTROPY: i32 = 2;

/** Σ (a − y)² of n numbers. */
export function squaredErrors(a: usize, y: usize, n: i32): Float {
  let sum: Float = 0;
  for (let end = a + <usize>n * SIZE; a < end; a += SIZE, y += SIZE) {
    const difference = load<Float>(a) - load<Float>(y);
    sum += difference * difference;
  }
  return sum;
}

/** Σ max(z, 0) − z·y + ln(1 + e^−|z|) */
export function binaryCrossEntropies(z: usize, y: usize, n: i32): Float {
  let sum: Float = 0;
  for (let end = z + <usize>n * SIZE; z < end; z += SIZE, y += SIZE) {
    const logit = load<Float>(z);
    const linear = max<Float>(logit, 0) - logit * load<Float>(y);
    const e = <Float>JSMath.exp(-abs<f64>(logit));
    sum += linear + <Float>JSMath.log1p(e);
  }
  return sum;
}

/**
 * Σ y (ln Σ e^z − z), with ln Σ e^z = max + ln(sum).
 * @param maxima the rows' largest z
 * @param sums the rows' Σ e^(z − max), as float64; their logarithms afterwards
 */
export function crossEntropies(
  z: usize,
  y: usize,
  rows: i32,
  units: i32,
  maxima: usize,
  sums: usize,
): Float {
  logarithms(sums, sums, rows);
  let sum: Float = 0;
  for (let r: usize = 0; r < <usize>rows; r++) {
    const total = load<Float>(maxima + r * SIZE) + <Float>load<f64>(sums + r * 8);
    const totals = v128.splat<Float>(total);
    for (let left = units; left > 0; left -= LANES) {
      // Chosen, not branched to: which target is 0 is nothing that a processor could foresee.
      const target = v128.load(y);
      const part = v128.mul<Float>(target, v128.sub<Float>(totals, v128.load(z)));
      const parts = v128.and(part, v128.ne<Float>(target, v128.splat<Float>(0)));
      sum += v128.extract_lane<Float>(parts, 0);
      if (left > 1) sum += v128.extract_lane<Float>(parts, 1);
      if (LANES == 4) {
        if (left > 2) sum += v128.extract_lane<Float>(parts, 2);
        if (left > 3) sum += v128.extract_lane<Float>(parts, 3);
      }
      const step = <usize>min(left, LANES) * SIZE;
      z += step;
      y += step;
    }
  }
  return sum;
}

/** delta = factor · (a − y): cross-entropy of sigmoids, and twice the factor for squares by a. */
export function differences(a: usize, y: usize, delta: usize, n: i32, factor: Float): void {
  const c = v128.splat<Float>(factor);
  for (let left = n; left > 0; left -= LANES) {
    const d = v128.sub<Float>(v128.load(a), v128.load(y));
    storeFirst(delta, v128.mul<Float>(c, d), left);
    a += VECTOR;
    y += VECTOR;
    delta += VECTOR;
  }
}

/** delta = factor · (a Σy − y), row by row. */
export function classDifferences(
  a: usize,
  y: usize,
  delta: usize,
  rows: i32,
  units: i32,
  factor: Float,
): void {
  const bytes = <usize>units * SIZE;
  for (let r = 0; r < rows; r++) {
    let mass: Float = 0;
    for (let i: usize = 0; i < bytes; i += SIZE) mass += load<Float>(y + i);
    for (let i: usize = 0; i < bytes; i += SIZE) {
      store<Float>(delta + i, factor * (load<Float>(a + i) * mass - load<Float>(y + i)));
    }
    a += bytes;
    y += bytes;
    delta += bytes;
  }
}

/** Rows whose class is right; see correctRows of the engine's metrics.ts. */
export function correctRows(a: usize, y: usize, rows: i32, units: i32, threshold: f64): i32 {
  let correct = 0;
  const bytes = <usize>units * SIZE;
  for (let r = 0; r < rows; r++, a += bytes, y += bytes) {
    if (units == 1) {
      if (<f64>load<Float>(a) >= threshold == <f64>load<Float>(y) >= 0.5) correct++;
    } else if (largest(a, units) == largest(y, units)) {
      correct++;
    }
  }
  return correct;
}

/** Position of the first largest number; −1 where one is NaN. */
function largest(row: usize, units: i32): i32 {
  let best = 0;
  let value = load<Float>(row);
  for (let i = 0; i < units; i++) {
    const candidate = load<Float>(row + <usize>i * SIZE);
    if (isNaN(candidate)) return -1;
    if (candidate > value) {
      best = i;
      value = candidate;
    }
  }
  return best;
}
