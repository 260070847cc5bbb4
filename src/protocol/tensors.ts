/** What is told of the tensors of a layer, of its units, and of the outputs over a plane of inputs. */
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

/** The outputs of the network over a rectangle of a 2-D input space. */
export interface Boundary {
  /** In the units of the file: [x1 min, x1 max, x2 min, x2 max]. */
  extent: [number, number, number, number];
  /** Points per side; row 0 is x2 min. */
  resolution: number;
  outputs: number;
  /** `values[(row * resolution + col) * outputs + output]`. */
  values: Float32Array;
  /**
   * The outputs at the drawn points, part by part in the order of `RunDescription.points`, in float64,
   * because people read them.
   */
  atPoints: Float64Array[];
}

/** The outputs of a network with one input, along a stretch of it: now, and where the run began. */
export interface Fit {
  /** The ends of the stretch, in the units of the file. */
  from: number;
  to: number;
  /** Places from end to end, both included. */
  places: number;
  outputs: number;
  now: FitCurves;
  start: FitCurves;
}

export interface FitCurves {
  /** `values[place * outputs + output]`. */
  values: Float64Array;
  /** The same at the drawn rows, part by part in the order of `RunDescription.pairs`. */
  atRows: Float64Array[];
}

/** Values of every unit for one row of the next batch, or averaged over its rows. */
export interface UnitValues {
  /** From 0; null: the mean of all rows. */
  row: number | null;
  /** Rows of the batch. */
  rows: number;
  /** Inputs as the network sees them, and targets. */
  x: Float64Array;
  y: Float64Array;
  /** `slope` is null if the layer has none. */
  layers: { z: Float64Array; a: Float64Array; slope: Float64Array | null; delta: Float64Array }[];
}

/** What a batch is made of: the inputs as the network sees them, and the targets. */
export const BATCH_PARTS = ['x', 'y'] as const;
export type BatchPart = (typeof BATCH_PARTS)[number];

/** One of them whole, for the next batch: [rows, inputs] or [rows, outputs]. */
export interface BatchValues {
  part: BatchPart;
  rows: number;
  cols: number;
  /** Exact-length copy, row-major: float32 values are widened exactly. */
  data: Float64Array;
}

export interface UnitRef {
  /** 0-based index of the layer. */
  layer: number;
  unit: number;
}

/** The activations of single units over the same rectangle as the decision boundary's. */
export interface UnitMaps {
  /** Points per side; row 0 is x2 min. */
  resolution: number;
  units: UnitRef[];
  /** `values[unit * resolution² + row * resolution + col]`, units in their order above. */
  values: Float32Array;
}
