/** What is drawn of a sweep: its best groups, each a mean with a band around it. */
import type { SweepCurves, SweptGroup } from '../../src/protocol/runs';
import { MOST_BANDS } from '../chart/bands';
import type { Band, CurveFrame } from '../chart/curveFrame';
import { epochLimits, valueLimits, type Limits } from '../chart/curveSeries';
import { Column, type ChartPoint } from '../drawing/decimate';
import { formatInteger } from '../words/numbers';
import { linearTicks, logTicks } from '../drawing/scale';

/** Indices of the groups that are drawn, in the order of the file: where there are many, the best. */
export function drawnGroups({ groups, goal }: SweepCurves): number[] {
  const sign = goal === 'minimize' ? 1 : -1;
  const last = (at: number): number => sign * (groups[at].mean.at(-1) ?? Infinity);
  return groups
    .map((_, at) => at)
    .sort((a, b) => last(a) - last(b))
    .slice(0, MOST_BANDS)
    .sort((a, b) => a - b);
}

/** @param zoom only this range of epochs; null: all */
export function sweepFrame(
  sweep: SweepCurves,
  { zoom, logarithmic, pixels }: { zoom: Limits | null; logarithmic: boolean; pixels: number },
): CurveFrame {
  const drawn = drawnGroups(sweep).map(at => sweep.groups[at]);
  const last = Math.max(1, ...drawn.map(({ epochs }) => epochs.at(-1) ?? 0));
  const epochs = zoom ?? epochLimits(last, last, true);
  const log = logarithmic && !sweep.metric.includes('accuracy');
  const limits = limitsOf(sweep.metric, drawn, epochs, log);
  const { min, max } = limits;
  const ticks = linearTicks(epochs.min, epochs.max, Math.max(2, Math.floor(pixels / 80)));
  const strip = {
    metric: sweep.metric,
    logarithmic: log,
    limits,
    ticks: log ? logTicks(min, max, 5) : linearTicks(min, max, 4),
    series: [],
    ghosts: [],
    printed: [],
    guess: null,
    bands: drawn.map((group, number) => bandOf(group, number, log ? min : -Infinity)),
  };
  const whole = ticks.values.filter(Number.isInteger);
  return { epochs, ticks: { values: whole, label: formatInteger }, strips: [strip] };
}

/** @param floor nothing is drawn lower: a logarithmic axis has no 0 */
function bandOf(
  { label, runs, epochs, mean, std }: SweptGroup,
  number: number,
  floor: number,
): Band {
  const points = (value: (at: number) => number): ChartPoint[] =>
    Array.from(epochs, (x, at) => ({ x, y: Math.max(floor, value(at)) }));
  return {
    number,
    label,
    mean: points(at => mean[at]),
    low: runs > 1 ? points(at => mean[at] - std[at]) : [],
    high: runs > 1 ? points(at => mean[at] + std[at]) : [],
  };
}

function limitsOf(
  metric: string,
  groups: readonly SweptGroup[],
  epochs: Limits,
  logarithmic: boolean,
): Limits {
  const column = new Column();
  for (const { epochs: numbers, mean, std } of groups) {
    numbers.forEach((epoch, at) => {
      if (epoch < epochs.min || epoch > epochs.max) return;
      const low = mean[at] - std[at];
      column.append([mean[at], mean[at] + std[at], logarithmic && low <= 0 ? mean[at] : low]);
    });
  }
  return valueLimits(metric, [{ column, from: 0, to: column.length }], logarithmic);
}
