/**
 * NumPy's legacy `RandomState` (NumPy guarantees that this stream never changes): uniforms, integers
 * and permutations bit for bit; normals, by Marsaglia's polar method, as well but for 4 in 10,000:
 * the C library that NumPy calls does not round each logarithm correctly (NumPy 2.4, glibc).
 */
import { createArray } from '../ground/matrix';
import type { Dtype, FloatArray } from '../ground/spec';
import { checkIntegerRange, checkStateType, masked, range, swap } from './common';
import { log } from './log';
import { MersenneTwister } from './mersenneTwister';
import type { RandomStream, StreamState } from './stream';

const MAX_SEED = 2 ** 32 - 1;

export class NumpyStream implements RandomStream {
  readonly type = 'numpy';
  private readonly twister: MersenneTwister;
  private cachedNormal: number | null = null;

  /** @throws RangeError for a seed that RandomState refuses */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
      throw new RangeError(
        `A NumPy seed is a whole number between 0 and ${MAX_SEED}, but this one is ${seed}.`,
      );
    }
    this.twister = new MersenneTwister(seed);
  }

  /** 53 bits from two draws: 27 of the first, 26 of the second. */
  random(): number {
    const high = this.twister.uint32() >>> 5;
    const low = this.twister.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  uniform(n: number, low: number, high: number, dtype: Dtype): FloatArray {
    const out = createArray(dtype, n);
    const width = high - low;
    for (let i = 0; i < n; i++) out[i] = low + width * this.random();
    return out;
  }

  normal(n: number, mean: number, std: number, dtype: Dtype): FloatArray {
    const out = createArray(dtype, n);
    for (let i = 0; i < n; i++) out[i] = mean + std * this.gauss();
    return out;
  }

  permutation(n: number): Int32Array {
    const a = range(n);
    this.shuffle(a);
    return a;
  }

  /** Fisher–Yates from the end. */
  shuffle(a: Int32Array): void {
    for (let i = a.length - 1; i > 0; i--) swap(a, i, masked(this.twister, i));
  }

  randint(low: number, high: number, n: number): Int32Array {
    checkIntegerRange(low, high);
    const out = new Int32Array(n);
    for (let i = 0; i < n; i++) out[i] = low + masked(this.twister, high - 1 - low);
    return out;
  }

  save(): StreamState {
    return { type: 'numpy', ...this.twister.save(), cachedNormal: this.cachedNormal };
  }

  restore(state: StreamState): void {
    checkStateType('numpy', state);
    this.twister.restore(state);
    this.cachedNormal = state.cachedNormal;
  }

  private gauss(): number {
    if (this.cachedNormal !== null) {
      const cached = this.cachedNormal;
      this.cachedNormal = null;
      return cached;
    }
    let x1: number;
    let x2: number;
    let r2: number;
    do {
      x1 = 2 * this.random() - 1;
      x2 = 2 * this.random() - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 === 0);
    const factor = Math.sqrt((-2 * log(r2)) / r2);
    this.cachedNormal = factor * x1;
    return factor * x2;
  }
}
