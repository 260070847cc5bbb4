/**
 * Sums of squares, for the norms that are recorded of every update: in float64 whatever the dtype,
 * so that a vanishing gradient does not vanish a second time when it is squared.
 */
import type { FloatArray } from './spec';

/** Weights from which ‖W‖ is carried on, a sample at a time; see stepRecorder.ts. */
const LARGE = 2048;
/** Whether ‖W‖ of a layer is carried on from update to update. */
export function isCarried(weights: { rows: number; cols: number }, batchSize: number): boolean {
  return batchSize === 1 && weights.rows * weights.cols > LARGE;
}

/** Σ v²: eight sums side by side, as vectors of the WebAssembly kernels have them, then the rest. */
export function sumOfSquares(values: FloatArray): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  const whole = values.length & ~7;
  for (let i = 0; i < whole; i += 8) {
    s0 += values[i] * values[i];
    s1 += values[i + 1] * values[i + 1];
    s2 += values[i + 2] * values[i + 2];
    s3 += values[i + 3] * values[i + 3];
    s4 += values[i + 4] * values[i + 4];
    s5 += values[i + 5] * values[i + 5];
    s6 += values[i + 6] * values[i + 6];
    s7 += values[i + 7] * values[i + 7];
  }
  let sum = s0 + s2 + (s4 + s6) + (s1 + s3 + (s5 + s7));
  for (let i = whole; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}

/** Below this, squares have lost digits. */
const TINY = 1e-290;

/**
 * The L2 norm, also of numbers whose squares have left the range of float64; NaN where an entry is,
 * otherwise ∞ where an entry is infinite.
 * @param squares their sum, where it is known
 */
export function normOf(values: FloatArray, squares = sumOfSquares(values)): number {
  if (squares > TINY && squares < Infinity) return Math.sqrt(squares);
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (!(largest > 0 && largest < Infinity)) return largest;
  let sum = 0;
  for (const value of values) sum += (value / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Σ (v − u)² */
export function squaredDistance(values: FloatArray, others: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - others[i]) ** 2;
  return sum;
}

/**
 * ⟨W, ∂W⟩ of one sample: W meets ∂W = xᵀ·delta only by way of x·W = z − b.
 * @returns Σ (z − b)·delta
 */
export function weightsByGradient(
  z: FloatArray,
  biases: FloatArray | null,
  delta: FloatArray,
): number {
  let sum = 0;
  for (let j = 0; j < z.length; j++) {
    sum += (z[j] - (biases === null ? 0 : biases[j])) * delta[j];
  }
  return sum;
}
