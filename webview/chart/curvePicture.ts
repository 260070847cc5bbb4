/** The curves drawn without Chart.js: for files, in any resolution or as vectors. */
import { bandColor, bandDash, drawBand } from './bands';
import { cssColor } from '../drawing/colors';
import type { CurveFrame, DrawnSeries, DrawnStrip, Ghost } from './curveFrame';
import { columnTitle, PART_DASH, type Limits } from './curveSeries';
import { drawCurve } from './curveStroke';
import { drawEndLabels, labelRoom } from './endLabels';
import { drawGuess } from './guessLine';
import { drawMyLog } from './myLogLine';
import { drawShape } from '../drawing/shapes';
import { runColor, runDash } from '../run/pastRuns';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

const LEFT = 64;
const TOP = 12;
const BOTTOM = 40;
const GAP = 12;

/** Every strip with its axes, and the shared axis of epochs below. */
export function drawCurves(
  pen: Pen,
  frame: CurveFrame,
  theme: Theme,
  size: { width: number; height: number },
): void {
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(0, 0, size.width, size.height);
  const weights = frame.strips.map((_, index) => (index === 0 ? 1.5 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const room = size.height - TOP - BOTTOM - GAP * (frame.strips.length - 1);
  let top = TOP;
  const width = size.width - LEFT - labelRoom(frame);
  frame.strips.forEach((strip, index) => {
    const height = (room * weights[index]) / total;
    const area = { left: LEFT, top, width, height };
    drawStrip(pen, frame, strip, theme, area, index === frame.strips.length - 1);
    top += height + GAP;
  });
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'center';
  pen.textBaseline = 'bottom';
  pen.fillText(strings.epoch, LEFT + width / 2, size.height - 4);
}

function drawStrip(
  pen: Pen,
  frame: CurveFrame,
  strip: DrawnStrip,
  theme: Theme,
  area: Area,
  lowest: boolean,
): void {
  const x = (epoch: number) => area.left + axisShare(epoch, frame.epochs, false) * area.width;
  const y = (value: number) =>
    area.top + (1 - axisShare(value, strip.limits, strip.logarithmic)) * area.height;
  pen.strokeStyle = cssColor(theme.grid);
  pen.fillStyle = cssColor(theme.muted);
  pen.lineWidth = 1;
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  for (const value of strip.ticks.values) {
    drawLine(pen, area.left, y(value), area.left + area.width, y(value));
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    pen.fillText(strip.ticks.label(value), area.left - 6, y(value));
  }
  for (const epoch of frame.ticks.values) {
    drawLine(pen, x(epoch), area.top, x(epoch), area.top + area.height);
    pen.textAlign = 'center';
    pen.textBaseline = 'top';
    if (lowest) pen.fillText(frame.ticks.label(epoch), x(epoch), area.top + area.height + 6);
  }
  pen.strokeStyle = cssColor(theme.line);
  pen.strokeRect(area.left, area.top, area.width, area.height);
  pen.save();
  pen.translate(12, area.top + area.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(columnTitle(strip.metric), 0, 0);
  pen.restore();
  pen.save();
  pen.clipRect(area.left, area.top - 3, area.width + 5, area.height + 6);
  for (const band of strip.bands) drawBand(pen, band, theme, x, y);
  for (const { number, mean } of strip.bands) {
    pen.strokeStyle = bandColor(number, theme);
    pen.lineWidth = 1.5;
    pen.setLineDash(bandDash(number));
    drawCurve(pen, mean, x, y);
  }
  for (const ghost of strip.ghosts) drawGhost(pen, ghost, theme, x, y);
  for (const series of strip.series) drawSeries(pen, series, theme, x, y);
  for (const line of strip.printed) drawMyLog(pen, line, theme, x, y);
  pen.restore();
  const { left, top } = area;
  const place = { left, right: left + area.width, top, bottom: top + area.height, x, y };
  drawGuess(pen, strip, place, theme);
  drawEndLabels(pen, strip, place, theme);
}

function drawSeries(
  pen: Pen,
  series: DrawnSeries,
  theme: Theme,
  x: (epoch: number) => number,
  y: (value: number) => number,
): void {
  const color = cssColor(theme.parts[series.part]);
  pen.strokeStyle = color;
  pen.fillStyle = color;
  pen.lineWidth = 1.5;
  if (series.part === 'test') {
    pen.beginPath();
    for (const point of series.points) drawShape(pen, 'diamond', x(point.x), y(point.y), 4);
    pen.fill();
    return;
  }
  pen.setLineDash(PART_DASH[series.part]);
  drawCurve(pen, series.points, x, y);
}

function drawGhost(
  pen: Pen,
  { run, points }: Ghost,
  theme: Theme,
  x: (epoch: number) => number,
  y: (value: number) => number,
): void {
  pen.strokeStyle = cssColor(runColor(run, theme.kind));
  pen.lineWidth = 1;
  pen.setLineDash(runDash(run));
  drawCurve(pen, points, x, y);
}

export function drawLine(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}

/** Where a value stands between the ends of its axis, from 0 to 1. */
export function axisShare(value: number, limits: Limits, logarithmic: boolean): number {
  if (!logarithmic) return (value - limits.min) / (limits.max - limits.min);
  return Math.log(value / limits.min) / Math.log(limits.max / limits.min);
}
