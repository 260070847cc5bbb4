/**
 * tanh of many numbers: fdlibm's s_tanh.c on top of its s_expm1.c, as exponentials.ts is its
 * e_exp.c, and with the same bits as V8's Math.tanh.
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

/** tanh is 1 from here on. */
const LIMIT = memory.data<f64>([22]);
const THREE = memory.data<f64>([3]);
const SIX = memory.data<f64>([6]);
const TWENTY = memory.data<f64>([20]);
const Q1 = memory.data<f64>([-3.33333333333331316428e-2]);
const Q2 = memory.data<f64>([1.58730158725481460165e-3]);
const Q3 = memory.data<f64>([-7.93650757867487942473e-5]);
const Q4 = memory.data<f64>([4.00821782732936239552e-6]);
const Q5 = memory.data<f64>([-2.01099218183624371326e-7]);

/** to = tanh(from) */
export function tangents(from: usize, to: usize, n: i32): void {
  for (let left = n; left > 0; left -= 4) {
    const first = tangentsOfTwo(firstTwo(from));
    storeFour(to, first, left > 2 ? tangentsOfTwo(lastTwo(from)) : first, left);
    from += 4 * SIZE;
    to += 4 * SIZE;
  }
}

function tangentsOfTwo(x: v128): v128 {
  const one = constant(ONE);
  const size = f64x2.min(f64x2.abs(x), constant(LIMIT));
  const large = f64x2.ge(size, one);
  const t = expm1(f64x2.add(size, size), large);
  // |x| ≥ 1: 1 − 2/(t + 2) with t = e^2|x| − 1; else −t/(t + 2) with t = e^−2|x| − 1
  const two = constant(TWO);
  const quotient = f64x2.div(v128.bitselect(two, t, large), f64x2.add(t, two));
  const value = f64x2.sub(v128.and(one, large), quotient);
  const signed = v128.or(value, v128.and(x, constant(SIGN)));
  return v128.bitselect(x, signed, f64x2.lt(size, constant(TWO_TO_MINUS_28)));
}

/** eˣ − 1 where tanh needs it: x = size in [2, 44] in the `large` lanes, −size in (−2, 0] else. */
function expm1(size: v128, large: v128): v128 {
  const one = constant(ONE);
  const half = constant(HALF);
  const flip = v128.andnot(constant(SIGN), large);
  const x = v128.xor(size, flip);
  // x = k·ln 2 + r
  const quotient = f64x2.mul(constant(INVERSE_LN2), x);
  const round = f64x2.trunc(f64x2.add(quotient, v128.xor(half, flip)));
  const k = v128.and(round, f64x2.ge(size, constant(HALF_LN2)));
  const high = f64x2.sub(x, f64x2.mul(k, constant(LN2_HIGH)));
  const low = f64x2.mul(k, constant(LN2_LOW));
  const r = f64x2.sub(high, low);
  const c = f64x2.sub(f64x2.sub(high, r), low);
  const hfx = f64x2.mul(half, r);
  const hxs = f64x2.mul(r, hfx);
  let p = f64x2.mul(hxs, constant(Q5));
  p = f64x2.mul(hxs, f64x2.add(constant(Q4), p));
  p = f64x2.mul(hxs, f64x2.add(constant(Q3), p));
  p = f64x2.mul(hxs, f64x2.add(constant(Q2), p));
  p = f64x2.mul(hxs, f64x2.add(constant(Q1), p));
  p = f64x2.add(one, p);
  const t = f64x2.sub(constant(THREE), f64x2.mul(p, hfx));
  const q = f64x2.div(f64x2.sub(p, t), f64x2.sub(constant(SIX), f64x2.mul(r, t)));
  const e = f64x2.mul(hxs, q);
  const correction = f64x2.sub(f64x2.sub(f64x2.mul(r, f64x2.sub(e, c)), c), hxs);
  const v = f64x2.sub(r, correction);

  // fdlibm's cases are all (first + v)·2ᵏ − last:
  //   k = 0: v    k = −1: ½v − ½    k ≤ −2: (1 + v)·2ᵏ − 1    k ≥ 3: (1 − 2⁻ᵏ + v)·2ᵏ
  const shift = i64x2.shl(f64x2.add(k, constant(WHOLE)), 52);
  const power = i64x2.add(one, shift);
  const inverse = i64x2.sub(one, shift);
  const zero = f64x2.splat(0);
  const negative = f64x2.lt(k, zero);
  const below = f64x2.lt(k, f64x2.neg(one));
  const above = f64x2.gt(k, zero);
  const first = v128.and(f64x2.sub(one, v128.and(inverse, above)), v128.or(below, above));
  const last = f64x2.add(v128.and(half, negative), v128.and(half, below));
  let sum = f64x2.add(first, v);
  const far = f64x2.ge(k, constant(TWENTY));
  if (v128.any_true(far)) {
    // but for k ≥ 20: (r − (correction + 2⁻ᵏ) + 1)·2ᵏ
    const other = f64x2.add(f64x2.sub(r, f64x2.add(correction, inverse)), one);
    sum = v128.bitselect(other, sum, far);
  }
  return f64x2.sub(f64x2.mul(sum, power), last);
}
