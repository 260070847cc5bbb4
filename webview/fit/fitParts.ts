/** What a fit is made of: its curves with their names and colours, its points, and the limits of its axes. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Boundary, Fit } from '../../src/protocol/tensors';
import { classColor, type Rgb } from '../drawing/colors';
import type { Theme } from '../drawing/theme';
import { strings } from '../words/strings';

/** More curves are not told apart. */
const MOST_CURVES = 8;
/** Room above and below the targets, as a share of their range. */
const MARGIN = 0.12;

/** A target of a row. */
export interface FitPoint {
  /** Index of its part of the data. */
  part: number;
  /** Index of its row there. */
  row: number;
  output: number;
  x: number;
  y: number;
}

/** Number of outputs that have a curve. */
export function curvesOf({ data }: RunDescription): number {
  return Math.min(MOST_CURVES, data.outputs);
}

export function outputName({ data }: RunDescription, output: number): string {
  if (data.outputs === 1) return strings.output;
  return strings.outputOf(data.classNames?.[output] ?? String(output + 1));
}

/** Of several outputs each has a colour of its own; a single one is the line of the page. */
export function curveColor({ data }: RunDescription, output: number, theme: Theme): Rgb {
  return data.outputs === 1 ? theme.foreground : classColor(output, theme.kind);
}

/** Around a single curve the points have the colours of their parts. */
export function pointColor(description: RunDescription, point: FitPoint, theme: Theme): Rgb {
  const { data, pairs } = description;
  if (data.outputs > 1) return curveColor(description, point.output, theme);
  return theme.parts[pairs[point.part].part];
}

/** Of a row of a class only the output of this class has a point. */
export function fitPoints(description: RunDescription): FitPoint[] {
  const { pairs, data } = description;
  const { outputs, classNames } = data;
  const curves = curvesOf(description);
  return pairs.flatMap(({ x, y }, part) =>
    Array.from(x).flatMap((value, row) => {
      const targets = y.subarray(row * outputs, (row + 1) * outputs);
      const own = classNames && outputs > 1 ? targets.indexOf(Math.max(...targets)) : null;
      return Array.from(targets.subarray(0, curves), (target, output) => ({
        ...{ part, row, output, x: value, y: target },
      })).filter(({ output }) => own === null || output === own);
    }),
  );
}

/**
 * The limits of the axes: as they were chosen, else the stretch of the input, and around the targets
 * and the first curves. They stay the same while a run goes on.
 */
export function fitExtent(
  targets: readonly [low: number, high: number],
  fit: Fit | null,
  range: Boundary['extent'] | null,
): Boundary['extent'] | null {
  if (range) return range;
  if (!fit || targets[0] > targets[1]) return null;
  const span = targets[1] - targets[0] || 1;
  // Where the untrained network is far off, the data would be a line.
  const near = Array.from(fit.start.values, value =>
    Math.max(targets[0] - span, Math.min(targets[1] + span, value)),
  );
  const [low, high] = limitsOf([...targets, ...near.filter(Number.isFinite)]);
  const room = (high - low || 1) * MARGIN;
  return [fit.from, fit.to, low - room, high + room];
}

/** The least and the largest target; of no rows the first is above the second. */
export function targetLimits({ pairs }: RunDescription): [number, number] {
  return limitsOf(pairs.flatMap(({ y }) => Array.from(y)));
}

function limitsOf(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** An output at a value of the input, between the two places around it; null beyond the stretch. */
export function outputAt(
  { from, to, places, outputs }: Fit,
  values: Float64Array,
  x: number,
  output: number,
): number | null {
  const at = ((x - from) / (to - from)) * (places - 1);
  if (!(at >= 0 && at <= places - 1)) return null;
  const left = Math.min(Math.floor(at), places - 2);
  const share = at - left;
  const value = (place: number): number => values[place * outputs + output];
  return value(left) * (1 - share) + value(left + 1) * share;
}
