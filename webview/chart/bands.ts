/** Bands of a sweep: a mean over runs, and one standard deviation to both sides of it. */
import { Chart, Filler, type ChartDataset } from 'chart.js';
import { classColor, cssColor } from '../drawing/colors';
import type { Band } from './curveFrame';
import type { ChartPoint } from '../drawing/decimate';
import { runDash } from '../run/pastRuns';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

Chart.register(Filler);

type Dataset = ChartDataset<'line', ChartPoint[]>;

/** As many colours as can be told apart. */
export const MOST_BANDS = 8;
/** Over one another they still let the lines through. */
const OPACITY = 0.22;
/** Radius of a lone epoch's dot (px). */
const DOT = 2.5;

export function bandColor(number: number, theme: Theme, alpha = 1): string {
  return cssColor(classColor(number, theme.kind), alpha);
}

/** Which band it is can be seen without its colour: the first is solid. */
export function bandDash(number: number): number[] {
  return number === 0 ? [] : runDash(number - 1);
}

/** The line of the mean, and the two edges with what lies between them. */
export function bandDatasets(yAxisID: string, band: Band, theme: Theme): Dataset[] {
  const { number, label, mean, low, high } = band;
  const color = bandColor(number, theme);
  const common = {
    label,
    yAxisID,
    spanGaps: false,
    clip: { left: 0, top: 4, right: 2, bottom: 4 },
    pointRadius: 0,
    borderColor: color,
  };
  const line: Dataset = {
    ...common,
    data: mean,
    borderWidth: theme.highContrast ? 2 : 1.5,
    borderDash: bandDash(number),
    pointRadius: mean.length <= 2 ? DOT : 0,
    pointBackgroundColor: color,
  };
  // In high contrast the edges are drawn: there a band is not told by its shade alone.
  const edge = { ...common, borderWidth: theme.highContrast ? 0.75 : 0, order: 2 };
  const fill = { target: '+1', above: bandColor(number, theme, OPACITY) };
  const below = { ...fill, below: fill.above };
  return low.length === 0
    ? [line]
    : [line, { ...edge, data: high, fill: below }, { ...edge, data: low, fill: false }];
}

/** The same in a file. */
export function drawBand(
  pen: Pen,
  { number, low, high }: Band,
  theme: Theme,
  x: (epoch: number) => number,
  y: (value: number) => number,
): void {
  const [first, ...rest] = [...high, ...[...low].reverse()];
  if (low.length < 2) return;
  pen.fillStyle = bandColor(number, theme, OPACITY);
  pen.beginPath();
  pen.moveTo(x(first.x), y(first.y));
  for (const point of rest) pen.lineTo(x(point.x), y(point.y));
  pen.closePath();
  pen.fill();
}
