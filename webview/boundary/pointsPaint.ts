/** The data points on paper. */
import type { Points } from '../../src/protocol/snapshot';
import type { Limits } from '../chart/curveSeries';
import { toPaper, type PlotArea } from '../chart/plot';
import { classColor, cssColor, mix, rampIndex, unpackColor, type Rgb } from '../drawing/colors';
import { classShape, drawShape } from '../drawing/shapes';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { predictedClass, scorePoints, type Reading } from './reading';

/** More misclassified points of a part get fainter rings. */
const MOST_STRONG_RINGS = 30;

/** What decides how a point looks. */
export interface PointStyle {
  reading: Reading;
  values: Limits;
  theme: Theme;
  radius: number;
}

/**
 * The points of one part, coloured and shaped by `classOf` (or coloured by their value). Training
 * points are full, others hollow, validation points with a dot; those misclassified are ringed.
 */
export function drawPoints(
  pen: Pen,
  points: Points,
  outputs: Float64Array | null,
  area: PlotArea,
  style: PointStyle,
  show: 'truth' | 'prediction' = 'truth',
): void {
  const { reading, theme, radius } = style;
  const rings = ringsOf(points, outputs, style);
  for (let i = 0; i < points.labels.length; i++) {
    const [x, y] = toPaper(area, points.xy[2 * i], points.xy[2 * i + 1]);
    const label = points.labels[i];
    const at = i * reading.outputs;
    const predicted = outputs && reading.classes ? predictedClass(reading, outputs, at) : null;
    const shown = show === 'prediction' && predicted !== null ? predicted : label;
    const value = show === 'prediction' && outputs ? outputs[at] : label;
    const color = reading.classes ? classColor(shown, theme.kind) : valueColor(value, style);
    const shape = reading.classes ? classShape(shown) : 'circle';
    pen.beginPath();
    drawShape(pen, shape, x, y, radius);
    drawPointBody(pen, points.part, color, theme, x, y, radius);
    if (predicted === null || predicted === label) continue;
    pen.beginPath();
    pen.moveTo(x + radius + 3, y);
    pen.arc(x, y, radius + 3, 0, 2 * Math.PI);
    pen.strokeStyle = rings.color;
    pen.lineWidth = rings.width;
    pen.stroke();
  }
}

/** Many rings would hide what they stand around: they are thin and faint. */
function ringsOf(points: Points, outputs: Float64Array | null, { reading, theme }: PointStyle) {
  const { wrong } =
    outputs && reading.classes ? scorePoints(reading, points.labels, outputs) : { wrong: 0 };
  const isMany = wrong > MOST_STRONG_RINGS;
  const color = isMany ? mix(theme.background, theme.foreground, 0.6) : theme.foreground;
  return { color: cssColor(color), width: isMany ? 1 : 1.5 };
}

/** Training points are full, others hollow, validation points with a dot; the outline of the shape is the path. */
export function drawPointBody(
  pen: Pen,
  part: Points['part'],
  color: Rgb,
  theme: Theme,
  x: number,
  y: number,
  radius: number,
): void {
  const full = part === 'train';
  pen.fillStyle = cssColor(full ? color : theme.background);
  pen.fill();
  pen.strokeStyle = cssColor(full ? theme.background : color);
  pen.lineWidth = full ? 1 : 1.6;
  pen.stroke();
  if (part !== 'validation' || radius < 2.5) return;
  pen.beginPath();
  pen.moveTo(x + radius * 0.3, y);
  pen.arc(x, y, radius * 0.3, 0, 2 * Math.PI);
  pen.fillStyle = cssColor(color);
  pen.fill();
}

function valueColor(value: number, { values, theme }: PointStyle): Rgb {
  const share = (value - values.min) / (values.max - values.min);
  return unpackColor(theme.value[rampIndex(share)]);
}

/** Many points are drawn small. */
export function pointRadius(count: number, size: number): number {
  const room = size / 300;
  if (count <= 60) return 5 * Math.max(0.8, Math.min(1.2, room));
  if (count <= 400) return 3.6 * Math.max(0.8, Math.min(1.2, room));
  return count <= 3000 ? 2.4 : 1.5;
}
