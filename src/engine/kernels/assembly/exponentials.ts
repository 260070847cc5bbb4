/**
 * eˣ of many numbers, four at a time: two float64 vectors, whose long chains of operations the
 * processor works on side by side.
 *
 * This is fdlibm's e_exp.c (Sun Microsystems 1993: argument reduction by multiples of ln 2, then a
 * rational approximation), operation by operation, with choices between lanes where it has
 * branches. V8's Math.exp is fdlibm's too: so these give the same bits, and a network trains to
 * the same numbers with and without WebAssembly.
 */
import {
  constant,
  HALF,
  HALF_LN2,
  INVERSE_LN2,
  LN2_HIGH,
  LN2_LOW,
  ONE,
  SIGN,
  TWO,
  TWO_TO_MINUS_28,
  WHOLE,
} from './constants';
import { firstTwo, lastTwo, SIZE, storeFour } from './lanes';

/** Beyond it, overflow and subnormal results are left to the host's exp. */
const LIMIT = memory.data<f64>([708]);
const P1 = memory.data<f64>([1.66666666666666019037e-1]);
const P2 = memory.data<f64>([-2.77777777770155933842e-3]);
const P3 = memory.data<f64>([6.61375632143793436117e-5]);
const P4 = memory.data<f64>([-1.6533902205465251539e-6]);
const P5 = memory.data<f64>([4.13813679705723846039e-8]);

/** to = e^from, or e^−from. */
export function exponentials(from: usize, to: usize, n: i32, negative: bool): void {
  const flip = negative ? constant(SIGN) : i64x2.splat(0);
  for (let left = n; left > 0; left -= 4) {
    const x0 = v128.xor(firstTwo(from), flip);
    const x1 = v128.xor(lastTwo(from), flip);
    exponentialsOfFour(x0, x1, to, left);
    from += 4 * SIZE;
    to += 4 * SIZE;
  }
}

function exponentialsOfFour(x0: v128, x1: v128, to: usize, count: i32): void {
  const size0 = f64x2.abs(x0);
  const size1 = f64x2.abs(x1);
  let c = constant(LIMIT);
  if (v128.any_true(v128.or(f64x2.gt(size0, c), f64x2.gt(size1, c)))) {
    storeFour(to, extremes(x0), extremes(x1), count);
    return;
  }
  // x = k·ln 2 + r, k rounded from x / ln 2, and 0 up to ½ ln 2
  c = constant(SIGN);
  const half = constant(HALF);
  const half0 = v128.or(half, v128.and(x0, c));
  const half1 = v128.or(half, v128.and(x1, c));
  c = constant(INVERSE_LN2);
  const round0 = f64x2.trunc(f64x2.add(f64x2.mul(c, x0), half0));
  const round1 = f64x2.trunc(f64x2.add(f64x2.mul(c, x1), half1));
  c = constant(HALF_LN2);
  const k0 = v128.and(round0, f64x2.ge(size0, c));
  const k1 = v128.and(round1, f64x2.ge(size1, c));
  c = constant(LN2_HIGH);
  const high0 = f64x2.sub(x0, f64x2.mul(k0, c));
  const high1 = f64x2.sub(x1, f64x2.mul(k1, c));
  c = constant(LN2_LOW);
  const low0 = f64x2.mul(k0, c);
  const low1 = f64x2.mul(k1, c);
  const r0 = f64x2.sub(high0, low0);
  const r1 = f64x2.sub(high1, low1);

  const t0 = f64x2.mul(r0, r0);
  const t1 = f64x2.mul(r1, r1);
  c = constant(P5);
  let p0 = f64x2.mul(t0, c);
  let p1 = f64x2.mul(t1, c);
  c = constant(P4);
  p0 = f64x2.mul(t0, f64x2.add(c, p0));
  p1 = f64x2.mul(t1, f64x2.add(c, p1));
  c = constant(P3);
  p0 = f64x2.mul(t0, f64x2.add(c, p0));
  p1 = f64x2.mul(t1, f64x2.add(c, p1));
  c = constant(P2);
  p0 = f64x2.mul(t0, f64x2.add(c, p0));
  p1 = f64x2.mul(t1, f64x2.add(c, p1));
  c = constant(P1);
  p0 = f64x2.sub(r0, f64x2.mul(t0, f64x2.add(c, p0)));
  p1 = f64x2.sub(r1, f64x2.mul(t1, f64x2.add(c, p1)));
  c = constant(TWO);
  const quotient0 = f64x2.div(f64x2.mul(r0, p0), f64x2.sub(c, p0));
  const quotient1 = f64x2.div(f64x2.mul(r1, p1), f64x2.sub(c, p1));
  c = constant(ONE);
  const y0 = f64x2.sub(c, f64x2.sub(f64x2.sub(low0, quotient0), high0));
  const y1 = f64x2.sub(c, f64x2.sub(f64x2.sub(low1, quotient1), high1));
  // V8 returns e itself at 1, where fdlibm is one unit above it: −1 in that lane.
  const exact0 = i64x2.add(y0, f64x2.eq(x0, c));
  const exact1 = i64x2.add(y1, f64x2.eq(x1, c));
  const near0 = f64x2.add(c, x0);
  const near1 = f64x2.add(c, x1);
  // times 2ᵏ: k is added to the exponent
  c = constant(WHOLE);
  const scaled0 = i64x2.add(exact0, i64x2.shl(f64x2.add(k0, c), 52));
  const scaled1 = i64x2.add(exact1, i64x2.shl(f64x2.add(k1, c), 52));
  c = constant(TWO_TO_MINUS_28);
  const e0 = v128.bitselect(near0, scaled0, f64x2.lt(size0, c));
  const e1 = v128.bitselect(near1, scaled1, f64x2.lt(size1, c));
  storeFour(to, e0, e1, count);
}

function extremes(x: v128): v128 {
  const first = f64x2.splat(JSMath.exp(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, JSMath.exp(f64x2.extract_lane(x, 1)));
}
