/** What the inputs tell of the targets at all, by the rows nearest to each: no network is asked. */
import type { Dataset } from '../../../engine/ground/spec';
import { classesOf, columnOf, spreadOf } from './rows';

/** Rows that vote. */
const VOTES = 5;

/**
 * Each row answered by its nearest five others, on inputs of mean 0 and deviation 1.
 * @returns of classes: the share answered rightly; else R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)²
 */
export function neighbourScore({ x, y }: Dataset, areClasses: boolean): number {
  const inputs = standardized(x);
  const labels = classesOf(y);
  let right = 0;
  let missed = 0;
  for (let row = 0; row < x.rows; row++) {
    const near = nearest(inputs, x.rows, x.cols, row);
    if (areClasses) {
      if (commonest(near.map(other => labels[other])) === labels[row]) right++;
    } else {
      for (let k = 0; k < y.cols; k++) {
        const mean = near.reduce((sum, other) => sum + y.data[other * y.cols + k], 0) / near.length;
        missed += (y.data[row * y.cols + k] - mean) ** 2;
      }
    }
  }
  return areClasses ? right / x.rows : 1 - missed / totalSquares(y);
}

/** Column by column (x − mean) / deviation; a constant column is 0. */
export function standardized({ rows, cols, data }: Dataset['x']): Float64Array {
  const out = new Float64Array(rows * cols);
  for (let col = 0; col < cols; col++) {
    const { mean, std } = spreadOf(columnOf({ rows, cols, data }, col));
    if (std <= 1e-12 * Math.abs(mean)) continue;
    for (let row = 0; row < rows; row++) {
      out[row * cols + col] = (data[row * cols + col] - mean) / std;
    }
  }
  return out;
}

function nearest(x: Float64Array, rows: number, cols: number, row: number): number[] {
  const found: { other: number; distance: number }[] = [];
  for (let other = 0; other < rows; other++) {
    if (other === row) continue;
    const most = found.length < VOTES ? Infinity : found[VOTES - 1].distance;
    let distance = 0;
    for (let col = 0; col < cols && distance < most; col++) {
      distance += (x[row * cols + col] - x[other * cols + col]) ** 2;
    }
    if (distance >= most) continue;
    const at = found.findIndex(each => each.distance > distance);
    found.splice(at < 0 ? found.length : at, 0, { other, distance });
    if (found.length > VOTES) found.pop();
  }
  return found.map(({ other }) => other);
}

/** The value that occurs most often; of equals the one that came first. */
function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

function totalSquares(y: Dataset['y']): number {
  let sum = 0;
  for (let k = 0; k < y.cols; k++) sum += y.rows * spreadOf(columnOf(y, k)).std ** 2;
  return sum;
}
