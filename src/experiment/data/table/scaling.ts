/** Input scaling, fitted on the training rows only. */
import type { Dtype, Matrix } from '../../../engine/ground/spec';
import type { Normalization } from '../../format/experiment';
import type { Numbers } from './table';

/** What the network gets is (x − offset) / scale, feature by feature. */
export interface Scaling {
  offset: number[];
  scale: number[];
}

/** null: inputs as they stand. `x` is row-major with `cols` features. */
export function fitScaling(normalization: Normalization, x: Numbers, cols: number): Scaling | null {
  if (normalization === 'none') return null;
  if (typeof normalization === 'object') {
    const { divide_by: scale } = normalization;
    return { offset: Array<number>(cols).fill(0), scale: Array<number>(cols).fill(scale) };
  }
  const fit = normalization === 'zscore' ? meanAndDeviation : leastAndRange;
  const fitted = Array.from({ length: cols }, (_, col) => fit(x, cols, col));
  return {
    offset: fitted.map(([offset]) => offset),
    // A feature that never changes is only moved.
    scale: fitted.map(([, scale]) => scale || 1),
  };
}

/** Mean and standard deviation over all rows (ddof 0), as StandardScaler; 0 for a constant. */
function meanAndDeviation(x: Numbers, cols: number, col: number): [number, number] {
  const rows = x.length / cols;
  let sum = 0;
  for (let at = col; at < x.length; at += cols) sum += x[at];
  const mean = sum / rows;
  let squares = 0;
  for (let at = col; at < x.length; at += cols) squares += (x[at] - mean) ** 2;
  const variance = squares / rows;
  // The rounded mean of equal numbers is off by as much: scikit-learn's bound.
  const rounding = rows * EPSILON * variance + (rows * mean * EPSILON) ** 2;
  const isConstant = variance <= rounding && variance < Infinity;
  return [mean, isConstant ? 0 : Math.sqrt(variance)];
}

function leastAndRange(x: Numbers, cols: number, col: number): [number, number] {
  let least = Infinity;
  let greatest = -Infinity;
  for (let at = col; at < x.length; at += cols) {
    least = Math.min(least, x[at]);
    greatest = Math.max(greatest, x[at]);
  }
  const range = greatest - least;
  // Equal numbers that were computed in two ways are equal: their last bits are no feature.
  const rounding = 10 * EPSILON * Math.max(Math.abs(least), Math.abs(greatest));
  return [least, range <= rounding ? 0 : range];
}

const EPSILON = Number.EPSILON;

/** The matrix of scaled numbers, in one pass. */
export function scaledMatrix(
  x: Numbers,
  cols: number,
  scaling: Scaling | null,
  dtype: Dtype,
): Matrix {
  const data = dtype === 'float32' ? new Float32Array(x.length) : new Float64Array(x.length);
  const rows = x.length / cols;
  if (!scaling) data.set(x);
  else {
    const { offset, scale } = scaling;
    for (let at = 0; at < x.length;) {
      for (let col = 0; col < cols; col++, at++) data[at] = (x[at] - offset[col]) / scale[col];
    }
  }
  return { rows, cols, data };
}
