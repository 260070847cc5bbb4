/** What all kinds of stream need. */
import type { RngSpec } from '../ground/spec';
import type { StreamState } from './stream';

const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

/** @throws RangeError unless low < high and every value of [low, high) is a 32-bit integer */
export function checkIntegerRange(low: number, high: number): void {
  const whole = Number.isInteger(low) && Number.isInteger(high);
  if (whole && low < high && low >= INT32_MIN && high - 1 <= INT32_MAX) return;
  throw new RangeError(
    `randint needs whole numbers low < high within 32 bits, got low ${low} and high ${high}.`,
  );
}

/** @throws TypeError when a state of one type is given to a stream of another */
export function checkStateType(expected: RngSpec['type'], state: StreamState): void {
  if (state.type === expected) return;
  throw new TypeError(`A ${expected} stream cannot continue the state of a ${state.type} stream.`);
}

/** The numbers 0 … n−1. */
export function range(n: number): Int32Array {
  const a = new Int32Array(n);
  for (let i = 0; i < n; i++) a[i] = i;
  return a;
}

/** An integer in [0, max] from 32 bits, by masked rejection; no draw at all where there is no choice. */
export function masked(bits: { uint32(): number }, max: number): number {
  if (max === 0) return 0;
  const mask = 0xffffffff >>> Math.clz32(max);
  let value: number;
  do value = (bits.uint32() & mask) >>> 0;
  while (value > max);
  return value;
}

export function swap(a: Int32Array, i: number, j: number): void {
  const kept = a[i];
  a[i] = a[j];
  a[j] = kept;
}
