/** The products of a pass, on whole matrices in float64; see the conventions in ground/spec.ts. */
import { float64Kernels } from '../../kernels/float64';
import { numbers } from './given';
import type { Numbers } from './given';

/** a[rows, n] · b[n, cols] */
export function product(a: Numbers, b: Numbers): Numbers {
  return affine(a, b, null);
}

/** a[rows, n] · weights[n, cols] + biases, a row */
export function affine(a: Numbers, weights: Numbers, biases: Numbers | null): Numbers {
  const out = numbers(a.rows, weights.cols);
  const row = biases?.data ?? null;
  float64Kernels.affine(a.data, weights.data, row, out.data, a.rows, a.cols, weights.cols);
  return out;
}

/** a[rows, n] · b[cols, n]ᵀ */
export function productWithTurned(a: Numbers, b: Numbers): Numbers {
  const out = numbers(a.rows, b.rows);
  float64Kernels.gradInput(a.data, b.data, out.data, a.rows, b.rows, b.cols);
  return out;
}

/** a[n, rows]ᵀ · b[n, cols] */
export function productOfTurned(a: Numbers, b: Numbers): Numbers {
  const out = numbers(a.cols, b.cols);
  float64Kernels.gradWeights(a.data, b.data, out.data, a.rows, a.cols, b.cols);
  return out;
}

/** Σ rows, [1, cols] */
export function sumOfRows(a: Numbers): Numbers {
  const out = numbers(1, a.cols);
  float64Kernels.gradBiases(a.data, out.data, a.rows, a.cols);
  return out;
}

export function map(a: Numbers, f: (value: number, index: number) => number): Numbers {
  return { ...a, data: a.data.map((value, index) => f(value, index)) };
}

export function scaled(a: Numbers, factor: number): Numbers {
  if (factor === 1) return a;
  const out = numbers(a.rows, a.cols);
  for (let i = 0; i < out.data.length; i++) out.data[i] = factor * a.data[i];
  return out;
}

/** Entry by entry, both of one shape. */
export function times(a: Numbers, b: Numbers): Numbers {
  const out = numbers(a.rows, a.cols);
  for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i] * b.data[i];
  return out;
}

/** a + factor · b */
export function plus(a: Numbers, b: Numbers, factor = 1): Numbers {
  const out = numbers(a.rows, a.cols);
  for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i] + factor * b.data[i];
  return out;
}

/** Σ of each row, repeated along it. */
export function spreadSums(a: Numbers): Numbers {
  const out = numbers(a.rows, a.cols);
  for (let start = 0; start < a.data.length; start += a.cols) {
    let sum = 0;
    for (let i = start; i < start + a.cols; i++) sum += a.data[i];
    out.data.fill(sum, start, start + a.cols);
  }
  return out;
}

/** These rows, in this order. */
export function rowsOf(a: Numbers, order: readonly number[]): Numbers {
  const out = numbers(order.length, a.cols);
  order.forEach((row, to) => {
    out.data.set(a.data.subarray(row * a.cols, (row + 1) * a.cols), to * a.cols);
  });
  return out;
}

/** These columns, in this order. */
export function columnsOf(a: Numbers, order: readonly number[]): Numbers {
  const out = numbers(a.rows, order.length);
  for (let row = 0; row < a.rows; row++) {
    order.forEach((col, to) => {
      out.data[row * order.length + to] = a.data[row * a.cols + col];
    });
  }
  return out;
}

export function dot(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += a.data[i] * b.data[i];
  return sum;
}
