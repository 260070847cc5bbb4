/** The outputs of a network with one input, along a stretch of it. */
import { createMatrix } from '../ground/matrix';
import type { Run } from './run';

/** What the network gets is (x − offset) / scale; null: x as it stands. */
type Scaling = { offset: readonly number[]; scale: readonly number[] } | null;

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
