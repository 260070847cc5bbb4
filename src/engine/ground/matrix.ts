/** Making and reading dense row-major matrices. */
import type { Dtype, FloatArray, Matrix } from './spec';

/** n zeros of the dtype. */
export function createArray(dtype: Dtype, n: number): FloatArray {
  return dtype === 'float32' ? new Float32Array(n) : new Float64Array(n);
}

export function createMatrix(dtype: Dtype, rows: number, cols: number): Matrix {
  return { rows, cols, data: createArray(dtype, rows * cols) };
}

/** @param rows of equal lengths; no rows give a 0 × 0 matrix */
export function matrixFromRows(dtype: Dtype, rows: readonly (readonly number[])[]): Matrix {
  const cols = rows.length > 0 ? rows[0].length : 0;
  const matrix = createMatrix(dtype, rows.length, cols);
  rows.forEach((row, r) => matrix.data.set(row, r * cols));
  return matrix;
}

/** Rows as nested arrays, the shape in which numbers are printed. */
export function toRows(m: Matrix): number[][] {
  return Array.from({ length: m.rows }, (_, r) =>
    Array.from(m.data.subarray(r * m.cols, (r + 1) * m.cols)),
  );
}

/** An independent copy of the dtype (rounded where that is narrower). */
export function copyMatrix(m: Matrix, dtype: Dtype): Matrix {
  return { rows: m.rows, cols: m.cols, data: copyArray(m.data, dtype) };
}

export function copyArray(a: FloatArray, dtype: Dtype): FloatArray {
  return dtype === 'float32' ? Float32Array.from(a) : Float64Array.from(a);
}

/** The first `rows` rows, sharing their storage. */
export function firstRows(m: Matrix, rows: number): Matrix {
  return { rows, cols: m.cols, data: m.data.subarray(0, rows * m.cols) };
}

export function transposed(m: Matrix, dtype: Dtype): Matrix {
  const out = createMatrix(dtype, m.cols, m.rows);
  for (let r = 0; r < m.rows; r++) {
    for (let c = 0; c < m.cols; c++) out.data[c * m.rows + r] = m.data[r * m.cols + c];
  }
  return out;
}

/** "[5, 3]", for sentences. */
export function shapeText(rows: number, cols: number): string {
  return `[${rows}, ${cols}]`;
}
