/** The rows that a diagnosis looks at: all of small data, an even choice of large ones. */
import type { Dataset, Matrix } from '../../../engine/ground/spec';

/** `most` rows at most, evenly spaced, as float64 copies. */
export function chosenRows({ x, y }: Dataset, most: number): Dataset {
  const rows = Math.min(x.rows, most);
  const source = Array.from({ length: rows }, (_, i) => Math.floor((i * x.rows) / rows));
  return { x: copied(x, source), y: copied(y, source) };
}

function copied({ cols, data }: Matrix, rows: readonly number[]): Matrix {
  const chosen = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => chosen.set(data.subarray(row * cols, (row + 1) * cols), i * cols));
  return { rows: rows.length, cols, data: chosen };
}

export function columnOf({ rows, cols, data }: Matrix, col: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => data[row * cols + col]);
}

/** Class of each row: the largest of several targets, above ½ of one. */
export function classesOf(y: Matrix, threshold = 0.5): Int32Array {
  return Int32Array.from({ length: y.rows }, (_, row) => {
    const at = row * y.cols;
    if (y.cols === 1) return y.data[at] >= threshold ? 1 : 0;
    let best = 0;
    for (let k = 1; k < y.cols; k++) if (y.data[at + k] > y.data[at + best]) best = k;
    return best;
  });
}

export interface Spread {
  mean: number;
  /** Standard deviation (ddof 0). */
  std: number;
}

export function spreadOf(values: Float64Array): Spread {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length) };
}
