/** A curve through its points. */
import type { ChartPoint } from '../drawing/decimate';
import type { Pen } from '../drawing/pen';

/** Radius of a point that no line goes through (px). */
const DOT = 2.5;

/**
 * Draws through the points. What is not finite breaks the line; a point without a neighbour, such
 * as the first epoch, is no line yet: it shows as a dot in the line's colour.
 */
export function drawCurve(
  pen: Pen,
  points: readonly ChartPoint[],
  x: (epoch: number) => number,
  y: (value: number) => number,
): void {
  const places = points.map((point): [number, number] => [x(point.x), y(point.y)]);
  const seen = (at: number): boolean => at in places && Number.isFinite(places[at][1]);
  pen.beginPath();
  places.forEach((place, at) => {
    if (seen(at)) pen[seen(at - 1) ? 'lineTo' : 'moveTo'](...place);
  });
  pen.stroke();
  pen.setLineDash([]);
  pen.fillStyle = pen.strokeStyle;
  places.forEach((place, at) => {
    if (!seen(at) || seen(at - 1) || seen(at + 1)) return;
    pen.beginPath();
    pen.arc(...place, DOT, 0, 2 * Math.PI);
    pen.fill();
  });
}
