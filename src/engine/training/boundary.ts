/** The outputs of a network over its inputs: over a rectangle of two, as a decision boundary shows, or along a single one. */
import { createMatrix } from '../ground/matrix';
import type { Run } from './run';
import type { Dtype, Matrix } from '../ground/spec';

/** [x1 min, x1 max, x2 min, x2 max], in the units of the file. */
type Extent = readonly [number, number, number, number];
/** What the network gets is (x − offset) / scale; null: x as it stands. */
type Scaling = { offset: readonly number[]; scale: readonly number[] } | null;

/**
 * Samples a grid whose outermost points lie on the edges of the rectangle.
 * @param resolution points per side, at least 2
 * @returns values[(row · resolution + col) · outputs + output]; row 0 is x2 min, column 0 x1 min
 * @throws ShapeError unless the network has two inputs
 */
export function sampleBoundary(
  run: Run,
  extent: Extent,
  resolution: number,
  scaling: Scaling,
): Float32Array {
  const { data } = run.predict(gridOf(run.spec.dtype, extent, resolution, scaling));
  return data instanceof Float32Array ? data : Float32Array.from(data);
}

/** The points of the grid as the network sees them, [resolution², 2]. */
export function gridOf(dtype: Dtype, extent: Extent, resolution: number, scaling: Scaling): Matrix {
  const [x1Min, x1Max, x2Min, x2Max] = extent;
  const grid = createMatrix(dtype, resolution * resolution, 2);
  const scaled = (value: number, feature: number): number =>
    scaling ? (value - scaling.offset[feature]) / scaling.scale[feature] : value;
  const last = Math.max(1, resolution - 1);
  const x1 = Float64Array.from({ length: resolution }, (_, col) =>
    scaled(x1Min + ((x1Max - x1Min) * col) / last, 0),
  );
  for (let row = 0, at = 0; row < resolution; row++) {
    const x2 = scaled(x2Min + ((x2Max - x2Min) * row) / last, 1);
    for (let col = 0; col < resolution; col++) {
      grid.data[at++] = x1[col];
      grid.data[at++] = x2;
    }
  }
  return grid;
}

/**
 * `places` values at even distances, both ends included.
 * @param places at least 2
 */
export function placesBetween(from: number, to: number, places: number): Float64Array {
  return Float64Array.from({ length: places }, (_, at) => from + ((to - from) * at) / (places - 1));
}

/**
 * @param inputs in the units of the file
 * @returns outputs[row · outputs + output], in float64: float32 values are widened exactly
 * @throws ShapeError unless the network has one input
 */
export function outputsFor(run: Run, inputs: Float64Array, scaling: Scaling): Float64Array {
  const x = createMatrix(run.spec.dtype, inputs.length, 1);
  x.data.set(
    scaling ? inputs.map(value => (value - scaling.offset[0]) / scaling.scale[0]) : inputs,
  );
  return Float64Array.from(run.predict(x).data);
}
