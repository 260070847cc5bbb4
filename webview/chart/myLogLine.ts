/** The line of a student's log: in the colour of the text, with a dash of its own and a dot for each epoch. */
import type { ChartDataset } from 'chart.js';
import { cssColor } from '../drawing/colors';
import type { ChartPoint } from '../drawing/decimate';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { strings } from '../words/strings';
import { drawCurve } from './curveStroke';
import type { Part } from './curveSeries';

export interface PrintedLine {
  part: Part;
  points: ChartPoint[];
}

/** Long, short, short; of another part than training the gaps are wider. */
const DASH: Record<Part, number[]> = {
  train: [8, 2, 2, 2, 2, 2],
  validation: [8, 5, 2, 5, 2, 5],
  test: [8, 5, 2, 5, 2, 5],
};
/** Radius of a dot (px), and most epochs of which each has one. */
const DOT = 2.2;
const MOST_DOTS = 40;

export function myLogDataset(
  metric: string,
  { part, points }: PrintedLine,
  theme: Theme,
): ChartDataset<'line', ChartPoint[]> {
  const color = cssColor(theme.foreground);
  return {
    data: points,
    label: strings.myLog,
    yAxisID: metric,
    borderColor: color,
    borderWidth: theme.highContrast ? 1.5 : 1,
    borderDash: DASH[part],
    pointRadius: points.length <= MOST_DOTS ? DOT : 0,
    pointBackgroundColor: color,
    spanGaps: false,
    clip: { left: 2, top: 4, right: 2, bottom: 4 },
    // Above the run's own curves, which it may cover where both agree.
    order: -1,
  };
}

export function drawMyLog(
  pen: Pen,
  { part, points }: PrintedLine,
  theme: Theme,
  x: (epoch: number) => number,
  y: (value: number) => number,
): void {
  pen.strokeStyle = cssColor(theme.foreground);
  pen.fillStyle = cssColor(theme.foreground);
  pen.lineWidth = 1;
  pen.setLineDash(DASH[part]);
  drawCurve(pen, points, x, y);
  if (points.length > MOST_DOTS) return;
  for (const point of points) {
    if (!Number.isFinite(point.y)) continue;
    pen.beginPath();
    pen.arc(x(point.x), y(point.y), DOT, 0, 2 * Math.PI);
    pen.fill();
  }
}
