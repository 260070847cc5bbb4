/** The gradient flow on paper: one line for each layer, its number at the end of it. */
import { cssColor, rampIndex, unpackColor } from '../drawing/colors';
import { axisShare, drawLine } from '../chart/curvePicture';
import { drawCurve } from '../chart/curveStroke';
import type { FlowFrame } from './flowFrame';
import type { PlotArea } from '../chart/plot';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

const MARGIN = { left: 64, top: 10, right: 30, bottom: 38 };
/** Least distance of the numbers at the right (px). */
const LABEL_GAP = 13;
/** Which layer it is can be seen without the line's colour, also where lines cross. */
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3]];

export interface Size {
  width: number;
  height: number;
}

export function flowArea({ width, height }: Size): Omit<PlotArea, 'x' | 'y'> {
  const { left, top, right, bottom } = MARGIN;
  return { left, top, width: width - left - right, height: height - top - bottom };
}

/** From the first layer to the last, along one ramp. */
export function layerColor(layer: number, depth: number, theme: Theme): string {
  const ramp = theme.value;
  return cssColor(unpackColor(ramp[rampIndex(depth > 1 ? layer / (depth - 1) : 1)]));
}

export function layerDash(layer: number): number[] {
  return DASHES[layer % DASHES.length];
}

/** @param position where the run stands, if that is not at the end; else null */
export function drawFlow(
  pen: Pen,
  frame: FlowFrame,
  title: string,
  position: number | null,
  theme: Theme,
  size: Size,
): void {
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(0, 0, size.width, size.height);
  const area = flowArea(size);
  const x = (step: number): number => area.left + axisShare(step, frame.steps, false) * area.width;
  const y = (value: number): number =>
    area.top + (1 - axisShare(value, frame.values, true)) * area.height;
  drawGrid(pen, frame, theme, area, { x, y });
  drawTitles(pen, title, theme, area);
  pen.save();
  pen.clipRect(area.left, area.top - 2, area.width + 2, area.height + 4);
  drawLines(pen, frame, theme, x, y);
  if (position !== null && position <= frame.steps.max) {
    pen.strokeStyle = cssColor(theme.foreground);
    pen.lineWidth = 1;
    drawLine(pen, x(position), area.top, x(position), area.top + area.height);
  }
  pen.restore();
  drawNumbers(pen, frame, theme, area, y);
}

interface Axes {
  x: (step: number) => number;
  y: (value: number) => number;
}

function drawGrid(
  pen: Pen,
  { stepTicks, valueTicks }: FlowFrame,
  theme: Theme,
  area: ReturnType<typeof flowArea>,
  { x, y }: Axes,
): void {
  const [right, bottom] = [area.left + area.width, area.top + area.height];
  pen.strokeStyle = cssColor(theme.grid);
  pen.fillStyle = cssColor(theme.muted);
  pen.lineWidth = 1;
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (const value of valueTicks.values) {
    drawLine(pen, area.left, y(value), right, y(value));
    pen.fillText(valueTicks.label(value), area.left - 6, y(value));
  }
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  for (const step of stepTicks.values) {
    drawLine(pen, x(step), area.top, x(step), bottom);
    pen.fillText(stepTicks.label(step), x(step), bottom + 5);
  }
  pen.strokeStyle = cssColor(theme.line);
  pen.strokeRect(area.left, area.top, area.width, area.height);
}

function drawTitles(
  pen: Pen,
  title: string,
  theme: Theme,
  area: ReturnType<typeof flowArea>,
): void {
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  pen.fillText(strings.stepAxis, area.left + area.width / 2, area.top + area.height + 20);
  pen.save();
  pen.translate(10, area.top + area.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.textBaseline = 'middle';
  pen.fillText(title, 0, 0);
  pen.restore();
}

function drawLines(pen: Pen, { lines }: FlowFrame, theme: Theme, x: Axes['x'], y: Axes['y']): void {
  pen.lineWidth = theme.highContrast ? 2 : 1.5;
  for (const { layer, points } of lines) {
    pen.strokeStyle = layerColor(layer, lines.length, theme);
    pen.setLineDash(layerDash(layer));
    // 0 has no place on a logarithmic axis.
    drawCurve(pen, points, x, value => (value > 0 ? y(value) : NaN));
  }
}

/** The layers' numbers where their lines end, moved apart where those are close. */
function drawNumbers(
  pen: Pen,
  { lines }: FlowFrame,
  theme: Theme,
  area: ReturnType<typeof flowArea>,
  y: Axes['y'],
): void {
  const ends = lines.flatMap(({ layer, points }) => {
    const end = points.findLast(point => point.y > 0);
    return end ? [{ layer, at: y(end.y) }] : [];
  });
  const places = apart(
    ends.map(({ at }) => at),
    area.top,
    area.top + area.height,
  );
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  ends.forEach(({ layer }, index) => {
    pen.fillStyle = layerColor(layer, lines.length, theme);
    pen.fillText(String(layer + 1), area.left + area.width + 6, places[index]);
  });
}

/** The places nearest to these of which no two are closer than a line of text. */
export function apart(places: readonly number[], top: number, bottom: number): number[] {
  const order = places.map((_, index) => index).sort((a, b) => places[a] - places[b]);
  const found = [...places];
  const gap = Math.min(LABEL_GAP, (bottom - top) / Math.max(1, places.length - 1));
  let least = -Infinity;
  for (const index of order) {
    found[index] = Math.max(found[index], least);
    least = found[index] + gap;
  }
  let most = bottom;
  for (const index of order.reverse()) {
    found[index] = Math.min(found[index], most);
    most = found[index] - gap;
  }
  return found;
}
