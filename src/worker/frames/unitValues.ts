/** Values of every unit for one row of a batch, or averaged over its rows. */
import type { Recording } from '../../engine/training/run';
import type { Matrix } from '../../engine/ground/spec';
import type { UnitValues } from '../../protocol/tensors';

/** @param row 0-based; the mean over all rows if it is null or beyond this batch */
export function unitValues({ x, y, layers }: Recording, row: number | null): UnitValues {
  const shown = row !== null && row < x.rows ? row : null;
  const valuesOf = (matrix: Matrix): Float64Array =>
    shown === null ? columnMeans(matrix) : rowOf(matrix, shown);
  return {
    row: shown,
    rows: x.rows,
    x: valuesOf(x),
    y: valuesOf(y),
    layers: layers.map(({ z, a, slope, delta }) => ({
      z: valuesOf(z),
      a: valuesOf(a),
      slope: slope && valuesOf(slope),
      delta: valuesOf(delta),
    })),
  };
}

function rowOf({ cols, data }: Matrix, row: number): Float64Array {
  return Float64Array.from(data.subarray(row * cols, (row + 1) * cols));
}

function columnMeans({ rows, cols, data }: Matrix): Float64Array {
  const sums = new Float64Array(cols);
  for (let i = 0, col = 0; i < data.length; i++, col++) {
    if (col === cols) col = 0;
    sums[col] += data[i];
  }
  return sums.map(sum => sum / rows);
}
