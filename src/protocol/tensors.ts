/** What is told of the tensors of a layer. */
import type { TensorName } from '../engine/ground/tensors';

export interface TensorRef {
  /** 0-based index of the layer. */
  layer: number;
  tensor: TensorName;
}

export interface TensorStats {
  tensor: TensorName;
  rows: number;
  cols: number;
  /** The L2 norm; NaN where an entry is, otherwise ∞ where an entry is infinite. */
  norm: number;
  /** The mean of the finite entries' absolute values; NaN where there are none. */
  meanAbs: number;
  min: number;
  max: number;
  /** Number of NaN or infinite entries. */
  nonFinite: number;
}

export interface TensorValues extends TensorRef {
  rows: number;
  cols: number;
  /** Exact-length copy, row-major: float32 values are widened exactly. */
  data: Float64Array;
}

/** Whether a pass that is followed layer by layer has shown a tensor. */
export type TensorMark = 'known' | 'new' | 'later';

/** Distribution of the entries of a tensor between two limits, in bars of equal width. */
export interface Histogram extends TensorRef {
  low: number;
  high: number;
  counts: Float64Array;
  /** Entries that are exactly 0; they are counted in their bar as well. */
  zeros: number;
  /** NaN or infinite entries; no bar counts them. */
  nonFinite: number;
}
