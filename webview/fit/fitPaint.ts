/** A fit on paper: axes, points, the curve where the run began, and the curve now. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Fit } from '../../src/protocol/tensors';
import { drawPointBody, pointRadius } from '../boundary/pointsPaint';
import { drawCurve } from '../chart/curveStroke';
import { drawAxes, toPaper, type PlotArea } from '../chart/plot';
import { cssColor, mix } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import { drawShape } from '../drawing/shapes';
import type { Theme } from '../drawing/theme';
import { strings } from '../words/strings';
import { curveColor, curvesOf, pointColor, type FitPoint } from './fitParts';

/** Of the curve where the run began. */
export const START_DASH = [5, 3];

export interface FitPicture {
  description: RunDescription;
  fit: Fit | null;
  points: readonly FitPoint[];
}

export function drawFit(pen: Pen, picture: FitPicture, area: PlotArea, theme: Theme): void {
  const { description, fit, points } = picture;
  const { left, top, width, height } = area;
  pen.save();
  pen.clipRect(left, top, width, height);
  drawThreshold(pen, description, area, theme);
  const radius = pointRadius(points.length, Math.min(width, height));
  for (const point of points) {
    const [x, y] = toPaper(area, point.x, point.y);
    pen.beginPath();
    drawShape(pen, 'circle', x, y, radius);
    const color = pointColor(description, point, theme);
    drawPointBody(pen, description.pairs[point.part].part, color, theme, x, y, radius);
  }
  if (fit) drawCurves(pen, description, fit, area, theme);
  pen.restore();
  const [x] = description.data.featureNames;
  drawAxes(pen, area, { x, y: strings.output }, theme);
}

/** Where one output decides between two classes. */
function drawThreshold(
  pen: Pen,
  { threshold }: RunDescription,
  area: PlotArea,
  theme: Theme,
): void {
  if (threshold === null) return;
  const [, y] = toPaper(area, area.x.min, threshold);
  pen.strokeStyle = cssColor(theme.grid);
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(area.left, y);
  pen.lineTo(area.left + area.width, y);
  pen.stroke();
}

function drawCurves(
  pen: Pen,
  description: RunDescription,
  fit: Fit,
  area: PlotArea,
  theme: Theme,
): void {
  const outputs = Array.from({ length: curvesOf(description) }, (_, output) => output);
  for (const output of outputs) {
    const color = curveColor(description, output, theme);
    pen.strokeStyle = cssColor(fit.outputs === 1 ? startColor(theme) : color);
    pen.lineWidth = theme.highContrast ? 1.5 : 1.2;
    pen.setLineDash(START_DASH);
    drawLine(pen, fit, fit.start.values, output, area);
  }
  for (const output of outputs) {
    pen.strokeStyle = cssColor(curveColor(description, output, theme));
    pen.lineWidth = theme.highContrast ? 2.5 : 2;
    pen.setLineDash([]);
    drawLine(pen, fit, fit.now.values, output, area);
  }
}

/** Grey, but strong enough to be seen. */
export function startColor(theme: Theme): ReturnType<typeof mix> {
  return theme.highContrast ? theme.foreground : mix(theme.background, theme.foreground, 0.6);
}

function drawLine(
  pen: Pen,
  { from, to, places, outputs }: Fit,
  values: Float64Array,
  output: number,
  area: PlotArea,
): void {
  const line = Array.from({ length: places }, (_, place) => ({
    x: from + ((to - from) * place) / (places - 1),
    y: values[place * outputs + output],
  }));
  const { y } = area;
  // What lies far beyond the frame is cut off near it: numbers of any size are no places on paper.
  const span = y.max - y.min;
  const clipped = (value: number): number =>
    Number.isFinite(value) ? Math.max(y.min - span, Math.min(y.max + span, value)) : value;
  drawCurve(
    pen,
    line,
    value => toPaper(area, value, y.min)[0],
    value => toPaper(area, area.x.min, clipped(value))[1],
  );
}
