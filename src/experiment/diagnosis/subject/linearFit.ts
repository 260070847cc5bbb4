/** The best linear model of the training rows, fitted: what a network without hidden layers can do. */
import type { Dataset } from '../../../engine/ground/spec';
import { standardized } from './neighbours';
import { classesOf, columnOf, spreadOf } from './rows';

/** Keeps weights finite where the classes can be separated. */
const RIDGE = 1e-4;
const NEWTON_STEPS = 25;

/**
 * How well a linear model fits its own rows.
 *
 * Classes: logistic regression, one class against the others, by Newton's method; the class with the
 * largest logit. Numbers: least squares.
 * @returns of classes: the share answered rightly; else R²
 */
export function linearScore({ x, y }: Dataset, areClasses: boolean): number {
  const inputs = withOne(standardized(x), x.rows, x.cols);
  const width = x.cols + 1;
  if (!areClasses) return leastSquares(inputs, width, y);
  const labels = classesOf(y);
  const kinds = y.cols === 1 ? [1] : Array.from({ length: y.cols }, (_, k) => k);
  const logits = kinds.map(kind => {
    const is = Float64Array.from(labels, label => (label === kind ? 1 : 0));
    return times(inputs, width, logistic(inputs, width, is));
  });
  let right = 0;
  labels.forEach((label, row) => {
    if (kinds.length === 1) right += logits[0][row] >= 0 === (label === 1) ? 1 : 0;
    else {
      const best = kinds.reduce((a, b) => (logits[b][row] > logits[a][row] ? b : a));
      right += best === label ? 1 : 0;
    }
  });
  return right / labels.length;
}

function leastSquares(x: Float64Array, width: number, y: Dataset['y']): number {
  let missed = 0;
  let total = 0;
  for (let k = 0; k < y.cols; k++) {
    const target = columnOf(y, k);
    const ones = target.map(() => 1);
    const fitted = times(x, width, solved(normal(x, width, ones), against(x, width, target)));
    target.forEach((value, row) => (missed += (value - fitted[row]) ** 2));
    total += target.length * spreadOf(target).std ** 2;
  }
  return 1 - missed / total;
}

/** Weights that make Π p small where the target is 0 and large where it is 1. */
function logistic(x: Float64Array, width: number, is: Float64Array): Float64Array {
  const weights = new Float64Array(width);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const p = times(x, width, weights).map(z => 1 / (1 + Math.exp(-z)));
    const rest = is.map((value, row) => value - p[row]);
    const gradient = against(x, width, rest);
    weights.forEach((value, i) => (gradient[i] -= RIDGE * is.length * value));
    const move = solved(
      normal(
        x,
        width,
        p.map(each => each * (1 - each)),
      ),
      gradient,
    );
    move.forEach((value, i) => (weights[i] += value));
    if (move.every(value => Math.abs(value) < 1e-6)) break;
  }
  return weights;
}

function withOne(x: Float64Array, rows: number, cols: number): Float64Array {
  const out = new Float64Array(rows * (cols + 1)).fill(1);
  for (let row = 0; row < rows; row++) {
    out.set(x.subarray(row * cols, (row + 1) * cols), row * (cols + 1));
  }
  return out;
}

function times(x: Float64Array, width: number, w: Float64Array): Float64Array {
  return Float64Array.from({ length: x.length / width }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += x[row * width + i] * w[i];
    return sum;
  });
}

/** Xᵀv */
function against(x: Float64Array, width: number, v: Float64Array): Float64Array {
  const out = new Float64Array(width);
  for (let row = 0; row < v.length; row++) {
    for (let i = 0; i < width; i++) out[i] += x[row * width + i] * v[row];
  }
  return out;
}

/** XᵀSX + ridge, with the diagonal S. */
function normal(x: Float64Array, width: number, s: Float64Array): Float64Array {
  const out = new Float64Array(width * width);
  for (let row = 0; row < s.length; row++) {
    for (let i = 0; i < width; i++) {
      const scaled = s[row] * x[row * width + i];
      for (let j = 0; j <= i; j++) out[i * width + j] += scaled * x[row * width + j];
    }
  }
  for (let i = 0; i < width; i++) out[i * width + i] += RIDGE * s.length;
  return out;
}

/** Solves A·v = b by Cholesky's method; the lower triangle of A is used, and overwritten. */
function solved(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / a[j * n + j];
    }
  }
  const v = b.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) v[i] -= a[i * n + k] * v[k];
    v[i] /= a[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) v[i] -= a[k * n + i] * v[k];
    v[i] /= a[i * n + i];
  }
  return v;
}
