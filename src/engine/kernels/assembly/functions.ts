/**
 * exp and tanh of two float64 numbers at once.
 *
 * Both follow fdlibm (e_exp.c, s_expm1.c, s_tanh.c, Sun Microsystems 1993: argument reduction by
 * multiples of ln 2, then a rational approximation), operation by operation, with choices between
 * lanes where fdlibm has branches. V8's Math.exp and Math.tanh are fdlibm's too: so these give
 * the same bits, and a network trains to the same numbers with and without WebAssembly.
 */

/** Constants stand in memory: loading one to both lanes is cheaper than making it. */
function constant(at: usize): v128 {
  return v128.load64_splat(at);
}

const ONE = memory.data<f64>([1]);
const TWO = memory.data<f64>([2]);
const HALF = memory.data<f64>([0.5]);
const INVERSE_LN2 = memory.data<f64>([1.4426950408889634]);
const LN2_HIGH = memory.data<f64>([6.9314718036912381649e-1]);
const LN2_LOW = memory.data<f64>([1.90821492927058770002e-10]);
/** Where fdlibm begins to reduce, by the upper half of the number: a little above ½ ln 2. */
const HALF_LN2 = memory.data<f64>([reinterpret<f64>(0x3fd62e4300000000)]);
const TWO_TO_MINUS_28 = memory.data<f64>([3.7252902984619140625e-9]);
/** Beyond it, overflow and subnormal results are left to the host's exp. */
const EXP_LIMIT = memory.data<f64>([708]);
/** tanh is 1 from here on. */
const TANH_LIMIT = memory.data<f64>([22]);
/** 1½·2⁵²: added to a whole number it leaves that number in the low bits. */
const WHOLE = memory.data<f64>([6755399441055744]);

const EXP_1 = memory.data<f64>([1.66666666666666019037e-1]);
const EXP_2 = memory.data<f64>([-2.77777777770155933842e-3]);
const EXP_3 = memory.data<f64>([6.61375632143793436117e-5]);
const EXP_4 = memory.data<f64>([-1.6533902205465251539e-6]);
const EXP_5 = memory.data<f64>([4.13813679705723846039e-8]);

const EXPM1_1 = memory.data<f64>([-3.33333333333331316428e-2]);
const EXPM1_2 = memory.data<f64>([1.58730158725481460165e-3]);
const EXPM1_3 = memory.data<f64>([-7.93650757867487942473e-5]);
const EXPM1_4 = memory.data<f64>([4.00821782732936239552e-6]);
const EXPM1_5 = memory.data<f64>([-2.01099218183624371326e-7]);
const THREE = memory.data<f64>([3]);
const SIX = memory.data<f64>([6]);
const TWENTY = memory.data<f64>([20]);

/** Only the sign. */
const SIGN: i64 = -0x8000000000000000;

/** eˣ of two numbers. */
export function expOfTwo(x: v128): v128 {
  const size = f64x2.abs(x);
  if (!v128.all_true<i64>(f64x2.le(size, constant(EXP_LIMIT)))) {
    const first = f64x2.splat(JSMath.exp(f64x2.extract_lane(x, 0)));
    return f64x2.replace_lane(first, 1, JSMath.exp(f64x2.extract_lane(x, 1)));
  }
  const k = multiplesOfLn2(x, size);
  const high = f64x2.sub(x, f64x2.mul(k, constant(LN2_HIGH)));
  const low = f64x2.mul(k, constant(LN2_LOW));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let p = f64x2.mul(t, constant(EXP_5));
  p = f64x2.mul(t, f64x2.add(constant(EXP_4), p));
  p = f64x2.mul(t, f64x2.add(constant(EXP_3), p));
  p = f64x2.mul(t, f64x2.add(constant(EXP_2), p));
  p = f64x2.mul(t, f64x2.add(constant(EXP_1), p));
  const c = f64x2.sub(r, p);
  const quotient = f64x2.div(f64x2.mul(r, c), f64x2.sub(constant(TWO), c));
  const one = constant(ONE);
  const y = f64x2.sub(one, f64x2.sub(f64x2.sub(low, quotient), high));
  // V8 returns e itself at 1, where fdlibm is one unit above it: −1 in that lane.
  const atOne = f64x2.eq(x, one);
  const scaled = i64x2.add(i64x2.add(y, atOne), exponentBits(k));
  return v128.bitselect(f64x2.add(one, x), scaled, f64x2.lt(size, constant(TWO_TO_MINUS_28)));
}

/** tanh of two numbers. */
export function tanhOfTwo(x: v128): v128 {
  const one = constant(ONE);
  const size = f64x2.min(f64x2.abs(x), constant(TANH_LIMIT));
  const large = f64x2.ge(size, one);
  const twice = f64x2.add(size, size);
  const t = expm1OfTwo(v128.bitselect(twice, f64x2.neg(twice), large));
  // |x| ≥ 1: 1 − 2/(t + 2) with t = e^2|x| − 1; else −t/(t + 2) with t = e^−2|x| − 1
  const two = constant(TWO);
  const quotient = f64x2.div(v128.bitselect(two, f64x2.neg(t), large), f64x2.add(t, two));
  const value = v128.bitselect(f64x2.sub(one, quotient), quotient, large);
  const signed = v128.bitselect(x, value, i64x2.splat(SIGN));
  return v128.bitselect(x, signed, f64x2.lt(size, constant(TWO_TO_MINUS_28)));
}

/** eˣ − 1 where tanh needs it: x in [2, 44] or (−2, 0]. */
function expm1OfTwo(x: v128): v128 {
  const one = constant(ONE);
  const half = constant(HALF);
  const k = multiplesOfLn2(x, f64x2.abs(x));
  const high = f64x2.sub(x, f64x2.mul(k, constant(LN2_HIGH)));
  const low = f64x2.mul(k, constant(LN2_LOW));
  const r = f64x2.sub(high, low);
  const c = f64x2.sub(f64x2.sub(high, r), low);
  const hfx = f64x2.mul(half, r);
  const hxs = f64x2.mul(r, hfx);
  let p = f64x2.mul(hxs, constant(EXPM1_5));
  p = f64x2.mul(hxs, f64x2.add(constant(EXPM1_4), p));
  p = f64x2.mul(hxs, f64x2.add(constant(EXPM1_3), p));
  p = f64x2.mul(hxs, f64x2.add(constant(EXPM1_2), p));
  p = f64x2.mul(hxs, f64x2.add(constant(EXPM1_1), p));
  p = f64x2.add(one, p);
  const t = f64x2.sub(constant(THREE), f64x2.mul(p, hfx));
  const q = f64x2.div(f64x2.sub(p, t), f64x2.sub(constant(SIX), f64x2.mul(r, t)));
  const e = f64x2.mul(hxs, q);
  const correction = f64x2.sub(f64x2.sub(f64x2.mul(r, f64x2.sub(e, c)), c), hxs);
  const v = f64x2.sub(r, correction);

  const shift = exponentBits(k);
  const inverse = i64x2.sub(one, shift); // 2⁻ᵏ
  // k from 2 to 19: (1 − 2⁻ᵏ + v)·2ᵏ; k from 20: (r − (correction + 2⁻ᵏ) + 1)·2ᵏ
  const middle = f64x2.add(f64x2.sub(one, inverse), v);
  const far = f64x2.add(f64x2.sub(r, f64x2.add(correction, inverse)), one);
  const chosen = v128.bitselect(far, middle, f64x2.ge(k, constant(TWENTY)));
  const positive = i64x2.add(chosen, shift);
  // k = −1: ½v − ½; k below: (1 + v)·2ᵏ − 1
  const minusOne = f64x2.sub(f64x2.mul(half, v), half);
  const below = f64x2.sub(i64x2.add(f64x2.add(one, v), shift), one);
  const negative = v128.bitselect(minusOne, below, f64x2.eq(k, f64x2.neg(one)));
  const zero = f64x2.splat(0);
  const moved = v128.bitselect(positive, negative, f64x2.gt(k, zero));
  return v128.bitselect(v, moved, f64x2.eq(k, zero));
}

/** k of x = k·ln 2 + r, rounded from x / ln 2; 0 up to ½ ln 2. */
function multiplesOfLn2(x: v128, size: v128): v128 {
  const half = v128.or(constant(HALF), v128.and(x, i64x2.splat(SIGN)));
  const k = f64x2.trunc(f64x2.add(f64x2.mul(constant(INVERSE_LN2), x), half));
  return v128.and(k, f64x2.ge(size, constant(HALF_LN2)));
}

/** What to add to a number's bits to multiply it by 2ᵏ. */
function exponentBits(k: v128): v128 {
  return i64x2.shl(f64x2.add(k, constant(WHOLE)), 52);
}
