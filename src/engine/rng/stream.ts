/** The one random stream of an experiment: its data, split, initial parameters and shuffles. */
import type { Dtype, FloatArray, RngSpec } from '../ground/spec';
import type { TwisterState } from './mersenneTwister';

/** Plain data: survives structured cloning. */
export interface StreamState extends TwisterState {
  type: RngSpec['type'];
  /** The second normal number of a pair, drawn but not yet handed out. */
  cachedNormal: number | null;
}

export interface RandomStream {
  readonly type: RngSpec['type'];
  /** A float64 in [0, 1). */
  random(): number;
  /** n numbers in [low, high). NumPy draws float64 and rounds; PyTorch draws in the dtype. */
  uniform(n: number, low: number, high: number, dtype: Dtype): FloatArray;
  /** n normal numbers. In PyTorch fewer than 16 and 16 or more are drawn in different ways. */
  normal(n: number, mean: number, std: number, dtype: Dtype): FloatArray;
  /** The numbers 0 … n−1 in random order: `permutation(n)`, `randperm(n)`. */
  permutation(n: number): Int32Array;
  /** Shuffles in place; PyTorch, which has no such call: `a[randperm(n)]`. */
  shuffle(a: Int32Array): void;
  /** n integers in [low, high). @throws RangeError unless low < high are 32-bit integers */
  randint(low: number, high: number, n: number): Int32Array;
  save(): StreamState;
  /** @throws TypeError if the state is of another type of stream */
  restore(state: StreamState): void;
}
