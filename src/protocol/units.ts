/** What is told of single units, and what they and the outputs are over a plane of inputs. */

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
