/** A plane with two numbered axes, and the places of its points on paper. */
import { cssColor } from '../drawing/colors';
import type { Limits } from './curveSeries';
import { linearTicks } from '../drawing/scale';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

/** The rectangle that shows the limits, in CSS pixels. */
export interface PlotArea {
  left: number;
  top: number;
  width: number;
  height: number;
  x: Limits;
  y: Limits;
}

export function toPaper(area: PlotArea, x: number, y: number): [number, number] {
  const px = area.left + ((x - area.x.min) / (area.x.max - area.x.min)) * area.width;
  const py = area.top + (1 - (y - area.y.min) / (area.y.max - area.y.min)) * area.height;
  return [px, py];
}

export function fromPaper(area: PlotArea, px: number, py: number): [number, number] {
  const x = area.x.min + ((px - area.left) / area.width) * (area.x.max - area.x.min);
  const y = area.y.min + (1 - (py - area.top) / area.height) * (area.y.max - area.y.min);
  return [x, y];
}

export function insideArea(area: PlotArea, px: number, py: number): boolean {
  const { left, top, width, height } = area;
  return px >= left && px <= left + width && py >= top && py <= top + height;
}

/** Frame, ticks outside of it, numbers (upwards only where wanted), and the names of the axes. */
export function drawAxes(
  pen: Pen,
  area: PlotArea,
  names: { x: string; y: string },
  theme: Theme,
  numbersUp = true,
): void {
  const { left, top, width, height } = area;
  const bottom = top + height;
  pen.strokeStyle = cssColor(theme.line);
  pen.lineWidth = 1;
  pen.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  pen.fillStyle = cssColor(theme.muted);
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  const across = linearTicks(area.x.min, area.x.max, Math.max(3, Math.floor(width / 56)));
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  for (const value of across.values) {
    const [x] = toPaper(area, value, area.y.min);
    tick(pen, x, bottom, x, bottom + 4);
    pen.fillText(across.label(value), x, bottom + 6);
  }
  const up = linearTicks(area.y.min, area.y.max, Math.max(3, Math.floor(height / 44)));
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (const value of up.values) {
    const [, y] = toPaper(area, area.x.min, value);
    tick(pen, left - 4, y, left, y);
    if (numbersUp) pen.fillText(up.label(value), left - 7, y);
  }
  drawNames(pen, area, names, theme);
}

function drawNames(pen: Pen, area: PlotArea, names: { x: string; y: string }, theme: Theme): void {
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  pen.fillText(names.x, area.left + area.width / 2, area.top + area.height + 20);
  pen.save();
  pen.translate(area.left - 49, area.top + area.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.textBaseline = 'middle';
  pen.fillText(names.y, 0, 0);
  pen.restore();
}

function tick(pen: Pen, x1: number, y1: number, x2: number, y2: number): void {
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x2, y2);
  pen.stroke();
}
