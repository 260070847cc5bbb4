/**
 * eˣ of many numbers, as fdlibm's e_exp.c has it (Sun Microsystems 1993: argument reduction by
 * multiples of ln 2, then a rational approximation), operation by operation, with choices between
 * lanes where it has branches. V8's Math.exp is fdlibm's too: so these give the same bits, and a
 * network trains to the same numbers with and without WebAssembly.
 *
 * One number is a long chain of operations, each waiting for the one before. So a block of numbers
 * goes through one part of the chain after the other: within a part the processor finds enough to
 * do side by side.
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
  for (let left = n; left > 0; left -= BLOCK) {
    const count = min(left, BLOCK);
    const bytes = <usize>((count + 3) & ~3) * 8;
    widen(from, xs, count, flip);
    const wild = reduce(bytes);
    approximate(bytes);
    scale(bytes);
    narrow(results, to, count);
    if (wild) mendExtremes(to, count);
    from += <usize>BLOCK * SIZE;
    to += <usize>BLOCK * SIZE;
  }
}

/** k, rounded from x / ln 2, and 0 up to ½ ln 2. @returns whether an x is beyond the limit */
function reduce(bytes: usize): bool {
  const limit = constant(LIMIT);
  const sign = constant(SIGN);
  const half = constant(HALF);
  const inverse = constant(INVERSE_LN2);
  const start = constant(HALF_LN2);
  const ln2High = constant(LN2_HIGH);
  const ln2Low = constant(LN2_LOW);
  let wild = i64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(xs + at);
    const size = v128.andnot(x, sign);
    wild = v128.or(wild, f64x2.gt(size, limit));
    const signedHalf = v128.or(half, v128.and(x, sign));
    const round = f64x2.trunc(f64x2.add(f64x2.mul(inverse, x), signedHalf));
    const k = v128.and(round, f64x2.ge(size, start));
    v128.store(ks + at, k);
    v128.store(highs + at, f64x2.sub(x, f64x2.mul(k, ln2High)));
    v128.store(lows + at, f64x2.mul(k, ln2Low));
  }
  return v128.any_true(wild);
}

/** With r = high − low: r·c / (2 − c), where c = r − r²·P(r²). */
function approximate(bytes: usize): void {
  const p1 = constant(P1);
  const p2 = constant(P2);
  const p3 = constant(P3);
  const p4 = constant(P4);
  const p5 = constant(P5);
  const two = constant(TWO);
  for (let at: usize = 0; at < bytes; at += 16) {
    const r = f64x2.sub(v128.load(highs + at), v128.load(lows + at));
    const t = f64x2.mul(r, r);
    let p = f64x2.mul(t, p5);
    p = f64x2.mul(t, f64x2.add(p4, p));
    p = f64x2.mul(t, f64x2.add(p3, p));
    p = f64x2.mul(t, f64x2.add(p2, p));
    p = f64x2.mul(t, f64x2.add(p1, p));
    const c = f64x2.sub(r, p);
    v128.store(results + at, f64x2.div(f64x2.mul(r, c), f64x2.sub(two, c)));
  }
}

/** eˣ = (1 − ((low − quotient) − high))·2ᵏ */
function scale(bytes: usize): void {
  const one = constant(ONE);
  const whole = constant(WHOLE);
  const tiny = constant(TWO_TO_MINUS_28);
  for (let at: usize = 0; at < bytes; at += 16) {
    const x = v128.load(xs + at);
    const rest = f64x2.sub(v128.load(lows + at), v128.load(results + at));
    const y = f64x2.sub(one, f64x2.sub(rest, v128.load(highs + at)));
    // V8 returns e itself at 1, where fdlibm is one unit above it: −1 in that lane.
    const exact = i64x2.add(y, f64x2.eq(x, one));
    // k is added to the exponent.
    const shift = i64x2.shl(f64x2.add(v128.load(ks + at), whole), 52);
    const near = f64x2.lt(f64x2.abs(x), tiny);
    const value = v128.bitselect(f64x2.add(one, x), i64x2.add(exact, shift), near);
    v128.store(results + at, value);
  }
}

/** Overflow and subnormal results are the host's. */
function mendExtremes(to: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const x = load<f64>(xs + i * 8);
    if (abs(x) > load<f64>(LIMIT)) store<Float>(to + i * SIZE, <Float>JSMath.exp(x));
  }
}
