/**
 * PyTorch's CPU generator (`torch.manual_seed`), as of ATen's DistributionsHelper.h and
 * cpu/DistributionTemplates.h: uniforms and permutations bit for bit, normals up to the last
 * digits of the library's own vectorised logarithm and cosine.
 */
import { createArray } from '../ground/matrix';
import { rounded } from '../ground/rounding';
import type { Dtype, FloatArray } from '../ground/spec';
import { checkIntegerRange, checkStateType, range, swap } from './common';
import { MersenneTwister } from './mersenneTwister';
import type { RandomStream, StreamState } from './stream';

/** From this size on, normals are made from blocks of uniforms. */
const BLOCK = 16;

export class TorchStream implements RandomStream {
  readonly type = 'torch';
  private readonly twister: MersenneTwister;
  private cachedNormal: number | null = null;

  /**
   * The low 32 bits of the seed count, in two's complement.
   * @throws RangeError for a seed that is not a whole number
   */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed)) {
      throw new RangeError(`A PyTorch seed is a whole number, but this one is ${seed}.`);
    }
    this.twister = new MersenneTwister(seed);
  }

  /** The low 53 of 64 bits. */
  random(): number {
    const high = this.twister.uint32() & 0x1fffff;
    return (high * 4294967296 + this.twister.uint32()) / 9007199254740992;
  }

  uniform(n: number, low: number, high: number, dtype: Dtype): FloatArray {
    const out = createArray(dtype, n);
    const f32 = dtype === 'float32';
    const from = rounded(low, f32);
    const width = rounded(rounded(high, f32) - from, f32);
    // A float32 product is exact in float64: this rounds once, as the library's fused multiply-add.
    for (let i = 0; i < n; i++) out[i] = this.unit(f32) * width + from;
    return out;
  }

  normal(n: number, mean: number, std: number, dtype: Dtype): FloatArray {
    const out = createArray(dtype, n);
    if (n < BLOCK) {
      for (let i = 0; i < n; i++) out[i] = this.pairNormal() * std + mean;
      return out;
    }
    const f32 = dtype === 'float32';
    for (let i = 0; i < n; i++) out[i] = this.unit(f32);
    for (let at = 0; at + BLOCK <= n; at += BLOCK) blockNormals(out, at, mean, std);
    if (n % BLOCK !== 0) {
      const last = n - BLOCK;
      for (let i = last; i < n; i++) out[i] = this.unit(f32);
      blockNormals(out, last, mean, std);
    }
    return out;
  }

  /** Forward Fisher–Yates: `randperm(n)`. */
  permutation(n: number): Int32Array {
    const a = range(n);
    for (let i = 0; i < n - 1; i++) swap(a, i, i + (this.twister.uint32() % (n - i)));
    return a;
  }

  shuffle(a: Int32Array): void {
    const before = a.slice();
    const order = this.permutation(a.length);
    for (let i = 0; i < a.length; i++) a[i] = before[order[i]];
  }

  randint(low: number, high: number, n: number): Int32Array {
    checkIntegerRange(low, high);
    const out = new Int32Array(n);
    for (let i = 0; i < n; i++) out[i] = low + (this.twister.uint32() % (high - low));
    return out;
  }

  save(): StreamState {
    return { type: 'torch', ...this.twister.save(), cachedNormal: this.cachedNormal };
  }

  restore(state: StreamState): void {
    checkStateType('torch', state);
    this.twister.restore(state);
    this.cachedNormal = state.cachedNormal;
  }

  /** A uniform number of the dtype: 24 bits of one draw, or 53 bits of two. */
  private unit(f32: boolean): number {
    return f32 ? (this.twister.uint32() & 0xffffff) / 16777216 : this.random();
  }

  /** Box–Muller in float64 whatever the dtype; the second number waits for the next call. */
  private pairNormal(): number {
    if (this.cachedNormal !== null) {
      const cached = this.cachedNormal;
      this.cachedNormal = null;
      return cached;
    }
    const angle = 2 * Math.PI * this.random();
    const radius = Math.sqrt(-2 * Math.log1p(-this.random()));
    this.cachedNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

/** Turns 16 uniforms into 16 normals in place: number j is paired with number j + 8. */
function blockNormals(a: FloatArray, at: number, mean: number, std: number): void {
  const f32 = a instanceof Float32Array;
  const scale = rounded(std, f32);
  const shift = rounded(mean, f32);
  for (let j = at; j < at + BLOCK / 2; j++) {
    const log = rounded(Math.log(1 - a[j]), f32);
    const radius = rounded(Math.sqrt(-2 * log), f32);
    const angle = rounded(2 * Math.PI * a[j + BLOCK / 2], f32);
    a[j] = rounded(radius * rounded(Math.cos(angle), f32), f32) * scale + shift;
    a[j + BLOCK / 2] = rounded(radius * rounded(Math.sin(angle), f32), f32) * scale + shift;
  }
}
