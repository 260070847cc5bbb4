/**
 * ln of numbers from 1 up, as the sums of softmax are: fdlibm's e_log.c (Sun Microsystems 1993), as
 * exponentials.ts is its e_exp.c, and with the same bits as V8's Math.log.
 */
import { constant, HALF, LN2_HIGH, LN2_LOW, ONE, TWO } from '../ground/constants';

const INFINITE = memory.data<f64>([Infinity]);
const THIRD = memory.data<f64>([0.33333333333333333]);
const L1 = memory.data<f64>([6.66666666666673513e-1]);
const L2 = memory.data<f64>([3.999999999940941908e-1]);
const L3 = memory.data<f64>([2.857142874366239149e-1]);
const L4 = memory.data<f64>([2.222219843214978396e-1]);
const L5 = memory.data<f64>([1.818357216161805012e-1]);
const L6 = memory.data<f64>([1.531383769920937332e-1]);
const L7 = memory.data<f64>([1.479819860511658591e-1]);
/** Upper halves of numbers between which fdlibm takes the longer way. */
const MIDDLE_FROM: i64 = 0x6147a;
const MIDDLE_TO: i64 = 0x6b851;

/** to = ln from, n numbers of float64. */
export function logarithms(from: usize, to: usize, n: i32): void {
  for (let left = n; left > 0; left -= 2) {
    const x = v128.load(from);
    const inside = v128.and(f64x2.ge(x, constant(ONE)), f64x2.lt(x, constant(INFINITE)));
    if (i64x2.all_true(inside)) {
      v128.store(to, logarithmsOfTwo(x));
    } else {
      store<f64>(to, JSMath.log(load<f64>(from)));
      if (left > 1) store<f64>(to, JSMath.log(load<f64>(from, 8)), 8);
    }
    from += 16;
    to += 16;
  }
}

function logarithmsOfTwo(x: v128): v128 {
  // x = 2ᵏ(1 + f), ½√2 < 1 + f < √2
  const fraction = v128.and(x, i64x2.splat(0x000fffffffffffff));
  const upper = i64x2.shr_u(fraction, 32);
  const above = v128.and(i64x2.add(upper, i64x2.splat(0x95f64)), i64x2.splat(0x100000));
  const exponent = i64x2.add(i64x2.shr_u(x, 52), i64x2.shr_u(above, 20));
  const whole = i64x2.splat(reinterpret<i64>(6755399441055744.0) - 1023);
  const k = f64x2.sub(i64x2.add(exponent, whole), f64x2.splat(6755399441055744.0));
  const bits = i64x2.shl(v128.xor(above, i64x2.splat(0x3ff00000)), 32);
  const f = f64x2.sub(v128.or(fraction, bits), constant(ONE));
  const high = f64x2.mul(k, constant(LN2_HIGH));
  const low = f64x2.mul(k, constant(LN2_LOW));

  const s = f64x2.div(f, f64x2.add(constant(TWO), f));
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  let even = f64x2.add(constant(L4), f64x2.mul(w, constant(L6)));
  even = f64x2.mul(w, f64x2.add(constant(L2), f64x2.mul(w, even)));
  let odd = f64x2.add(constant(L5), f64x2.mul(w, constant(L7)));
  odd = f64x2.add(constant(L3), f64x2.mul(w, odd));
  odd = f64x2.mul(z, f64x2.add(constant(L1), f64x2.mul(w, odd)));
  const rest = f64x2.add(odd, even);
  const square = f64x2.mul(f64x2.mul(constant(HALF), f), f);
  const long = f64x2.sub(square, f64x2.add(f64x2.mul(s, f64x2.add(square, rest)), low));
  const short = f64x2.sub(f64x2.mul(s, f64x2.sub(f, rest)), low);
  const middle = v128.and(
    i64x2.ge_s(upper, i64x2.splat(MIDDLE_FROM)),
    i64x2.le_s(upper, i64x2.splat(MIDDLE_TO)),
  );
  const far = v128.bitselect(long, short, middle);

  // |f| < 2⁻²⁰: two terms of the series
  const cubic = f64x2.sub(constant(HALF), f64x2.mul(constant(THIRD), f));
  const series = f64x2.sub(f64x2.mul(f64x2.mul(f, f), cubic), low);
  const next = v128.and(i64x2.add(upper, i64x2.splat(2)), i64x2.splat(0xfffff));
  const nearby = i64x2.lt_s(next, i64x2.splat(3));
  return f64x2.sub(high, f64x2.sub(v128.bitselect(series, far, nearby), f));
}
