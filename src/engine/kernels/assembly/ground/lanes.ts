/**
 * One source for two widths: the build compiles it with `--use Float=f64` or `--use Float=f32`.
 * Where RELAXED is 1 (float32 only) a product and a sum may be rounded once instead of twice.
 */

/** Bytes of one number, and numbers in one vector. */
export const SIZE: usize = sizeof<Float>();
export const LANES: i32 = <i32>(16 / sizeof<Float>());
/** Bytes of one vector. */
export const VECTOR: usize = 16;

/** sum + a · b */
export function madd(sum: v128, a: v128, b: v128): v128 {
  if (RELAXED) return v128.relaxed_madd<Float>(a, b, sum);
  return v128.add<Float>(sum, v128.mul<Float>(a, b));
}

/** sum + a · b, of single numbers, rounded as `madd` rounds. */
export function maddOne(sum: Float, a: Float, b: Float): Float {
  if (RELAXED) {
    const result = madd(v128.splat<Float>(sum), v128.splat<Float>(a), v128.splat<Float>(b));
    return v128.extract_lane<Float>(result, 0);
  }
  return sum + a * b;
}

/** The first `count` numbers of a vector. */
export function storeFirst(to: usize, value: v128, count: i32): void {
  if (count >= LANES) {
    v128.store(to, value);
    return;
  }
  if (sizeof<Float>() == 8) {
    v128.store64_lane(to, value, 0);
    return;
  }
  v128.store32_lane(to, value, 0);
  if (count > 1) v128.store32_lane(to, value, 1, 4);
  if (count > 2) v128.store32_lane(to, value, 2, 8);
}

/** to (float64) = from, in fours; with `sign` where the sign is changed. */
export function widen(from: usize, to: usize, count: i32, sign: v128): void {
  for (let left = count; left > 0; left -= 4, to += 32, from += 4 * SIZE) {
    if (SIZE == 8) {
      v128.store(to, v128.xor(v128.load(from), sign));
      v128.store(to, v128.xor(v128.load(from, 16), sign), 16);
    } else {
      v128.store(to, v128.xor(v128.promote_low<f32>(v128.load64_zero(from)), sign));
      v128.store(to, v128.xor(v128.promote_low<f32>(v128.load64_zero(from, 8)), sign), 16);
    }
  }
}

/** to = from (float64), `count` numbers and no more. */
export function narrow(from: usize, to: usize, count: i32): void {
  for (let left = count; left > 0; left -= LANES, to += VECTOR, from += <usize>LANES * 8) {
    let value = v128.load(from);
    if (SIZE == 4) {
      const low = v128.demote_zero<f64>(value);
      const high = v128.demote_zero<f64>(v128.load(from, 16));
      value = v128.shuffle<i64>(low, high, 0, 2);
    }
    storeFirst(to, value, left);
  }
}
