/** Inputs of single rows, in the units of the file. */
import type { Matrix } from '../../engine/ground/spec';
import type { RunDescription } from '../../protocol/snapshot';

/** Numbers of a row that are sent for a table. */
export const MOST_INPUTS = 16;

/**
 * Writes the first `width` inputs of these rows into `inputs`, row by row.
 * @param x as the network sees them
 */
export function writeInputs(
  { data: { scaling } }: RunDescription,
  x: Matrix,
  rows: ArrayLike<number>,
  width: number,
  inputs: Float32Array | Float64Array,
): void {
  for (let at = 0; at < rows.length; at++)
    for (let col = 0; col < width; col++) {
      const value = x.data[rows[at] * x.cols + col];
      inputs[at * width + col] = scaling ? value * scaling.scale[col] + scaling.offset[col] : value;
    }
}
