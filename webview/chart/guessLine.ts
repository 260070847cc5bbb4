/** The line of the constant guess, with its name where no curve runs through it. */
import { cssColor } from '../drawing/colors';
import type { ChartPoint } from '../drawing/decimate';
import { textWidth } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import type { DrawnStrip } from './curveFrame';

/** Where a strip stands, and how epochs and numbers lie in it. */
export interface StripArea {
  left: number;
  right: number;
  top: number;
  bottom: number;
  x(epoch: number): number;
  y(value: number): number;
}

/** What Chart.js draws on will do, too. */
export type LabelPen = Omit<Pen, 'clipRect' | 'image'>;

/** A place for the name, which is written from one of its sides or from its middle. */
interface Box extends Pick<StripArea, 'left' | 'right' | 'top' | 'bottom'> {
  align: 'right' | 'center' | 'left';
}

/** Height of the name (px), and its distance from the line and from the frame. */
const LINE = 12;
const [ABOVE, ASIDE] = [2, 4];
/** A plot less wide than this (px) has no room for the name. */
const LEAST_NAMED = 160;

/** A dotted line at the loss that any constant answer reaches, with its name. */
export function drawGuess(
  pen: LabelPen,
  strip: DrawnStrip,
  area: StripArea,
  theme: Theme,
  named = true,
): void {
  const { guess, limits } = strip;
  if (guess === null || guess < limits.min || guess > limits.max) return;
  const y = Math.round(area.y(guess)) + 0.5;
  pen.strokeStyle = cssColor(theme.muted);
  pen.fillStyle = cssColor(theme.muted);
  pen.lineWidth = 1;
  pen.setLineDash([1, 3]);
  pen.beginPath();
  pen.moveTo(area.left, y);
  pen.lineTo(area.right, y);
  pen.stroke();
  pen.setLineDash([]);
  if (!named || area.right - area.left < LEAST_NAMED) return;
  const size = theme.fontSize - 2;
  pen.font = `${size}px ${theme.font}`;
  const words = `${strings.guess(strip.metric)} ${formatNumber(guess)}`;
  const box = freest(strip, area, placesOf(area, y, textWidth(words, size)));
  if (!box) return;
  const at = { right: box.right, center: (box.left + box.right) / 2, left: box.left };
  pen.textAlign = box.align;
  pen.textBaseline = 'top';
  pen.fillText(words, at[box.align], box.top);
}

/** Above the line or below it, from the right, where a reader looks first, to the left. */
function placesOf(area: StripArea, y: number, width: number): Box[] {
  const [first, last] = [area.left + ASIDE, area.right - ASIDE - width];
  const tops = [y - ABOVE - LINE, y + ABOVE];
  const inside = tops.filter(top => top >= area.top && top + LINE <= area.bottom);
  const lefts = { right: last, center: (first + last) / 2, left: first };
  return (['right', 'center', 'left'] as const).flatMap(align =>
    inside.map(top => {
      const left = lefts[align];
      return { align, left, right: left + width, top, bottom: top + LINE };
    }),
  );
}

/** The place that curves run through the least, of equal ones the first; none where there is no room. */
function freest(
  { series, ghosts, printed, bands }: DrawnStrip,
  area: StripArea,
  places: Box[],
): Box | undefined {
  const curves = [
    ...[...series, ...ghosts, ...printed].map(({ points }) => points),
    ...bands.map(({ mean }) => mean),
  ];
  const covered = places.map(box =>
    // Whole pixels: what differs by rounding alone is equal.
    Math.round(curves.reduce((sum, points) => sum + coveredBy(points, area, box), 0)),
  );
  return places[covered.indexOf(Math.min(...covered))];
}

/** How much of the box's width the curve runs through (px); a point by itself counts as one. */
function coveredBy(points: readonly ChartPoint[], area: StripArea, box: Box): number {
  let covered = 0;
  for (let at = 0; at < points.length; at++) {
    const [from, to] = [points[Math.max(0, at - 1)], points[at]];
    const [x0, x1] = [area.x(from.x), area.x(to.x)];
    const [left, right] = [Math.max(x0, box.left), Math.min(x1, box.right)];
    if (left > right) continue;
    const [y0, y1] = [area.y(from.y), area.y(to.y)];
    const yAt = (x: number): number => (x1 > x0 ? y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) : y0);
    const [one, other] = [yAt(left), yAt(right)];
    const [high, low] = [Math.min(one, other), Math.max(one, other)];
    const inside = Math.min(low, box.bottom) - Math.max(high, box.top);
    if (inside >= 0)
      covered += Math.max(1, (right - left) * (low > high ? inside / (low - high) : 1));
  }
  return covered;
}
