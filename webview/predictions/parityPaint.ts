/** Outputs over their targets on paper: the line where the two agree, and a point for each. */
import type { EvaluatedPart } from '../../src/protocol/confusion';
import { drawPointBody, pointRadius } from '../boundary/pointsPaint';
import { drawAxes, toPaper, type PlotArea } from '../chart/plot';
import { classColor, cssColor, type Rgb } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import { drawShape } from '../drawing/shapes';
import type { Theme } from '../drawing/theme';
import type { ParityPoint } from './parityParts';
import { predictionsStrings as words } from './predictionsStrings';

export interface ParityPicture {
  part: EvaluatedPart;
  /** Outputs of the network. */
  outputs: number;
  points: readonly ParityPoint[];
}

/** Of several outputs each has a colour of its own; a single one has that of its part of the data. */
export function outputColor(
  { part, outputs }: Pick<ParityPicture, 'part' | 'outputs'>,
  output: number,
  theme: Theme,
): Rgb {
  return outputs === 1 ? theme.parts[part] : classColor(output, theme.kind);
}

export function drawParity(pen: Pen, picture: ParityPicture, area: PlotArea, theme: Theme): void {
  const { part, points } = picture;
  const { left, top, width, height } = area;
  pen.strokeStyle = cssColor(theme.muted);
  pen.lineWidth = theme.highContrast ? 1.5 : 1;
  pen.beginPath();
  pen.moveTo(...toPaper(area, area.x.min, area.y.min));
  pen.lineTo(...toPaper(area, area.x.max, area.y.max));
  pen.stroke();
  pen.save();
  pen.clipRect(left, top, width, height);
  const radius = pointRadius(points.length, Math.min(width, height));
  for (const point of points) {
    const place = placeOf(area, point);
    if (!place) continue;
    pen.beginPath();
    drawShape(pen, 'circle', ...place, radius);
    drawPointBody(pen, part, outputColor(picture, point.output, theme), theme, ...place, radius);
  }
  pen.restore();
  drawAxes(pen, area, { x: words.target, y: words.output }, theme);
}

/** A point beyond the axes stands at their end; one that is no number nowhere. */
export function placeOf(area: PlotArea, { target, value }: ParityPoint): [number, number] | null {
  if (!Number.isFinite(value)) return null;
  return toPaper(area, target, Math.max(area.y.min, Math.min(area.y.max, value)));
}
