/** Numbers as NumPy prints an array of them, with its usual 8 decimals. */
import { alignSign, formatFixed, MINUS } from './numbers';

const DECIMALS = 8;
/** Beyond these an array is printed with exponents. */
const [LARGE, SMALL, SPREAD] = [1e8, 1e-4, 1000];

/**
 * How each number of an array is printed: with as many decimals as any of them needs, up to 8; all of
 * them with an exponent where one is very large or very small, or their sizes differ much.
 */
export function numpyFormat(values: Iterable<number>): (value: number) => string {
  let [largest, smallest] = [0, Infinity];
  const needed = { fixed: 0, scientific: 0 };
  for (const value of values) {
    const size = Math.abs(value);
    if (!Number.isFinite(value) || size === 0) continue;
    largest = Math.max(largest, size);
    smallest = Math.min(smallest, size);
    if (needed.fixed < DECIMALS)
      needed.fixed = Math.max(needed.fixed, decimalsOf(value.toFixed(DECIMALS)));
    if (needed.scientific < DECIMALS) {
      const [digits] = value.toExponential(DECIMALS).split('e');
      needed.scientific = Math.max(needed.scientific, decimalsOf(digits));
    }
  }
  const isScientific =
    largest > 0 && (largest >= LARGE || smallest < SMALL || largest / smallest > SPREAD);
  return value => {
    if (Number.isNaN(value)) return 'nan';
    if (!Number.isFinite(value)) return value > 0 ? 'inf' : `${MINUS}inf`;
    return alignSign(
      isScientific ? scientific(value, needed.scientific) : formatFixed(value, needed.fixed),
    );
  };
}

/** Those that are left without the zeros at the end; none of a number that is written with an exponent. */
function decimalsOf(text: string): number {
  const [, decimals = ''] = text.split('.');
  let { length } = decimals;
  while (decimals[length - 1] === '0') length--;
  return length;
}

/** `1.23456789e−05` */
function scientific(value: number, decimals: number): string {
  const [digits, exponent] = value.toExponential(decimals).split('e');
  const sign = exponent.startsWith('-') ? MINUS : '+';
  return `${digits.replace('-', MINUS)}e${sign}${exponent.slice(1).padStart(2, '0')}`;
}
