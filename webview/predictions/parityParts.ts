/** Outputs over their targets: the points, the limits of both axes, and how well the two agree. */
import type { Predictions } from '../../src/protocol/confusion';
import type { Limits } from '../chart/curveSeries';

/** More outputs are not told apart. */
const MOST_OUTPUTS = 8;
/** Room beyond the targets, as a share of their range. */
const MARGIN = 0.12;

/** One output for a row. */
export interface ParityPoint {
  /** From 0, in the order of the part. */
  row: number;
  output: number;
  target: number;
  value: number;
}

/** Numbers of outputs that are drawn. */
export function shownOutputs({ cols }: Pick<Predictions, 'cols'>): number[] {
  return Array.from({ length: Math.min(MOST_OUTPUTS, cols) }, (_, output) => output);
}

/** @param most rows from the first on */
export function parityPoints(predictions: Predictions, most: number): ParityPoint[] {
  const { cols, outputs, targets } = predictions;
  const shown = shownOutputs(predictions);
  return Array.from({ length: Math.min(most, predictions.rows) }, (_, row) =>
    shown.map(output => {
      const at = row * cols + output;
      return { row, output, target: targets[at], value: outputs[at] };
    }),
  ).flat();
}

/** Of both axes, around the targets: they stay the same while a run goes on. null: there are none. */
export function parityLimits(points: readonly ParityPoint[]): Limits | null {
  let [low, high] = [Infinity, -Infinity];
  for (const { target } of points) {
    low = Math.min(low, target);
    high = Math.max(high, target);
  }
  if (!(low <= high)) return null;
  const room = (high - low || Math.abs(high) || 1) * MARGIN;
  return { min: low - room, max: high + room };
}

/**
 * How well an output agrees with its target over these points.
 *
 * @returns `rmse` the root of the mean squared error; `r2` the coefficient of determination
 * R² = 1 − Σ(y − ŷ)² / Σ(y − ȳ)², as scikit-learn's r2_score; null where all targets are equal
 */
export function agreement(points: readonly ParityPoint[], output: number) {
  const own = points.filter(point => point.output === output);
  const mean = own.reduce((sum, { target }) => sum + target, 0) / own.length;
  let [errors, spread] = [0, 0];
  for (const { target, value } of own) {
    errors += (target - value) ** 2;
    spread += (target - mean) ** 2;
  }
  return { rmse: Math.sqrt(errors / own.length), r2: spread > 0 ? 1 - errors / spread : null };
}
