/** Sums of squares, in float64 and in the order of the engine's squares.ts. */
import { SIZE } from '../ground/lanes';

/** Σ v² of n numbers. */
export function squares(from: usize, n: i32): f64 {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  const end = from + <usize>n * SIZE;
  for (const last = from + <usize>(n & ~7) * SIZE; from < last; from += 8 * SIZE) {
    const v0 = pair(from);
    const v1 = pair(from + 2 * SIZE);
    const v2 = pair(from + 4 * SIZE);
    const v3 = pair(from + 6 * SIZE);
    s0 = f64x2.add(s0, f64x2.mul(v0, v0));
    s1 = f64x2.add(s1, f64x2.mul(v1, v1));
    s2 = f64x2.add(s2, f64x2.mul(v2, v2));
    s3 = f64x2.add(s3, f64x2.mul(v3, v3));
  }
  const both = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; from < end; from += SIZE) {
    const value = <f64>load<Float>(from);
    sum += value * value;
  }
  return sum;
}

/** Two neighbouring numbers as float64. */
function pair(from: usize): v128 {
  return SIZE == 8 ? v128.load(from) : f64x2.promote_low_f32x4(v128.load64_zero(from));
}

/** ⟨W, ∂W⟩ of one sample: Σ (z − b)·delta, as W meets ∂W = xᵀ·delta only by way of x·W = z − b. */
export function weightsByGradient(z: usize, biases: usize, delta: usize, units: i32): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < <usize>units * SIZE; at += SIZE) {
    const bias: f64 = biases == 0 ? 0 : load<Float>(biases + at);
    sum += (<f64>load<Float>(z + at) - bias) * <f64>load<Float>(delta + at);
  }
  return sum;
}
