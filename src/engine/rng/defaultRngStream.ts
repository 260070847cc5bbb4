/**
 * `numpy.random.default_rng(seed)`: PCG64 and the distributions of NumPy's Generator, as of 1.17 and
 * later: uniforms, integers, permutations bit for bit, and normals too, but for the last digit of
 * the logarithm of one in some thousands, which lie in the tails.
 */
import { createArray } from '../ground/matrix';
import type { Dtype, FloatArray } from '../ground/spec';
import { checkIntegerRange, checkStateType, masked, range, swap } from './common';
import { Pcg64 } from './pcg64';
import type { RandomStream, StreamState } from './stream';
import { DENSITY, INSIDE, INVERSE_TAIL, TAIL, WIDTH } from './zigguratTables';

const TYPE = 'numpy_default_rng';

export class DefaultRngStream implements RandomStream {
  readonly type = TYPE;
  private readonly bits: Pcg64;

  /** @throws RangeError for a seed that default_rng refuses, or that is no exact number */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(
        `A seed of default_rng is a whole number from 0 on, but this one is ${seed}.`,
      );
    }
    this.bits = new Pcg64(seed);
  }

  random(): number {
    return this.bits.random();
  }

  uniform(n: number, low: number, high: number, dtype: Dtype): FloatArray {
    const out = createArray(dtype, n);
    const width = high - low;
    for (let i = 0; i < n; i++) out[i] = low + width * this.bits.random();
    return out;
  }

  normal(n: number, mean: number, std: number, dtype: Dtype): FloatArray {
    const out = createArray(dtype, n);
    for (let i = 0; i < n; i++) out[i] = mean + std * this.standardNormal();
    return out;
  }

  permutation(n: number): Int32Array {
    const a = range(n);
    this.shuffle(a);
    return a;
  }

  /** Fisher–Yates from the end. */
  shuffle(a: Int32Array): void {
    for (let i = a.length - 1; i > 0; i--) swap(a, i, masked(this.bits, i));
  }

  randint(low: number, high: number, n: number): Int32Array {
    checkIntegerRange(low, high);
    const out = new Int32Array(n);
    for (let i = 0; i < n; i++) out[i] = low + this.below(high - low);
    return out;
  }

  save(): StreamState {
    return { type: TYPE, ...this.bits.save(), cachedNormal: null };
  }

  restore(state: StreamState): void {
    checkStateType(TYPE, state);
    this.bits.restore(state);
  }

  /**
   * An integer in [0, count) from 32 bits; no draw at all where there is no choice. By D. Lemire,
   * "Fast Random Integer Generation in an Interval" (2019): the upper half of a product.
   */
  private below(count: number): number {
    if (count === 1) return 0;
    const all = 2 ** 32;
    if (count === all) return this.bits.uint32();
    const unfair = all % count;
    for (;;) {
      const bits = this.bits.uint32();
      // The product has up to 64 bits: its halves are computed apart.
      const upper = (bits >>> 16) * count;
      const lower = (bits & 0xffff) * count;
      const rest = ((upper % 0x10000) * 0x10000 + lower) % all;
      if (rest >= unfair) {
        return Math.floor((upper + Math.floor(lower / 0x10000)) / 0x10000);
      }
    }
  }

  private standardNormal(): number {
    const { bits } = this;
    for (;;) {
      bits.next();
      const layer = bits.low & 0xff;
      const sign = (bits.low & 0x100) === 0 ? 1 : -1;
      const size = (bits.high & 0x1fffffff) * 0x800000 + (bits.low >>> 9);
      const x = sign * (size * WIDTH[layer]);
      if (size < INSIDE[layer]) return x;
      if (layer === 0) return this.tail((Math.floor(size / 256) & 1) === 1 ? -1 : 1);
      const height = (DENSITY[layer - 1] - DENSITY[layer]) * bits.random() + DENSITY[layer];
      if (height < Math.exp(-0.5 * x * x)) return x;
    }
  }

  private tail(sign: number): number {
    for (;;) {
      const beyond = -INVERSE_TAIL * Math.log1p(-this.bits.random());
      const height = -Math.log1p(-this.bits.random());
      if (height + height > beyond * beyond) return sign * (TAIL + beyond);
    }
  }
}
