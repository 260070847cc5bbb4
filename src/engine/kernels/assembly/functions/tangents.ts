/**
 * tanh of many numbers: fdlibm's s_tanh.c on top of its s_expm1.c, in parts as exponentials.ts has
 * its e_exp.c, and with the same bits as V8's Math.tanh.
 *
 * |x| ≥ 1: 1 − 2/(t + 2) with t = e^2|x| − 1; else −t/(t + 2) with t = e^−2|x| − 1.
 */
import {
  BLOCK,
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
} from '../ground/constants';
import { narrow, SIZE, widen } from '../ground/lanes';
import { highs, ks, lows, results, xs } from '../ground/scratch';

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
  for (let left = n; left > 0; left -= BLOCK) {
    const count = min(left, BLOCK);
    const bytes = <usize>((count + 3) & ~3) * 8;
    widen(from, xs, count, i64x2.splat(0));
    reduce(bytes);
    approximate(bytes);
    conclude(bytes);
    narrow(results, to, count);
    from += <usize>BLOCK * SIZE;
    to += <usize>BLOCK * SIZE;
  }
}

function reduce(bytes: usize): void {
  const one = constant(ONE);
  const limit = constant(LIMIT);
  const sign = constant(SIGN);
  const half = constant(HALF);
  const inverse = constant(INVERSE_LN2);
  const start = constant(HALF_LN2);
  const ln2High = constant(LN2_HIGH);
  const ln2Low = constant(LN2_LOW);
  for (let at: usize = 0; at < bytes; at += 16) {
    const size = f64x2.min(v128.andnot(v128.load(xs + at), sign), limit);
    const flip = v128.andnot(sign, f64x2.ge(size, one));
    const twice = f64x2.add(size, size);
    const x = v128.xor(twice, flip);
    const round = f64x2.trunc(f64x2.add(f64x2.mul(inverse, x), v128.xor(half, flip)));
    const k = v128.and(round, f64x2.ge(twice, start));
    v128.store(ks + at, k);
    v128.store(highs + at, f64x2.sub(x, f64x2.mul(k, ln2High)));
    v128.store(lows + at, f64x2.mul(k, ln2Low));
  }
}

/**
 * e^(high − low) − 1 as v, and with it the sum of fdlibm's cases, which are all t = sum·2ᵏ − last:
 *   k = 0: v    k = −1: v·2ᵏ − ½    k ≤ −2: (1 + v)·2ᵏ − 1    k ≥ 3: (1 − 2⁻ᵏ + v)·2ᵏ
 *   k ≥ 20: (r − (correction + 2⁻ᵏ) + 1)·2ᵏ
 */
function approximate(bytes: usize): void {
  const one = constant(ONE);
  for (let at: usize = 0; at < bytes; at += 16) {
    const high = v128.load(highs + at);
    const low = v128.load(lows + at);
    const r = f64x2.sub(high, low);
    const c = f64x2.sub(f64x2.sub(high, r), low);
    const hfx = f64x2.mul(constant(HALF), r);
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

    const k = v128.load(ks + at);
    const inverse = i64x2.sub(one, i64x2.shl(f64x2.add(k, constant(WHOLE)), 52)); // 2⁻ᵏ
    const above = f64x2.gt(k, f64x2.splat(0));
    const outside = v128.or(above, f64x2.lt(k, f64x2.neg(one)));
    const first = v128.and(f64x2.sub(one, v128.and(inverse, above)), outside);
    let sum = f64x2.add(first, v);
    const far = f64x2.ge(k, constant(TWENTY));
    if (v128.any_true(far)) {
      const other = f64x2.add(f64x2.sub(r, f64x2.add(correction, inverse)), one);
      sum = v128.bitselect(other, sum, far);
    }
    v128.store(results + at, sum);
  }
}

/** tanh from t = sum·2ᵏ − last */
function conclude(bytes: usize): void {
  const one = constant(ONE);
  const two = constant(TWO);
  const half = constant(HALF);
  const sign = constant(SIGN);
  for (let at: usize = 0; at < bytes; at += 16) {
    const k = v128.load(ks + at);
    const power = i64x2.add(one, i64x2.shl(f64x2.add(k, constant(WHOLE)), 52));
    const negative = f64x2.lt(k, f64x2.splat(0));
    const below = f64x2.lt(k, f64x2.neg(one));
    const last = f64x2.add(v128.and(half, negative), v128.and(half, below));
    const t = f64x2.sub(f64x2.mul(v128.load(results + at), power), last);

    const x = v128.load(xs + at);
    const size = f64x2.abs(x);
    const large = f64x2.ge(size, one);
    const quotient = f64x2.div(v128.bitselect(two, t, large), f64x2.add(t, two));
    const value = f64x2.sub(v128.and(one, large), quotient);
    const signed = v128.or(value, v128.and(x, sign));
    const near = f64x2.lt(size, constant(TWO_TO_MINUS_28));
    v128.store(results + at, v128.bitselect(x, signed, near));
  }
}
