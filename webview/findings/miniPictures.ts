/** Two small pictures of an edit that was tried: the loss before and after it, and every seed. */
import type { TriedEdit } from '../../src/protocol/findings';
import { drawLine } from '../chart/curvePicture';
import { drawCurve } from '../chart/curveStroke';
import { sample } from '../chart/samples';
import { cssColor } from '../drawing/colors';
import type { Theme } from '../drawing/theme';

const COURSE = { width: 88, height: 24 };
const SEEDS = { width: 72, height: 24 };
const RADIUS = 3;

/** The loss of the first seed: grey before, in the curves' own colour after. */
export function courseSample({ courses }: TriedEdit, theme: Theme): HTMLCanvasElement {
  const { width, height } = COURSE;
  const values = courses.flat().filter(value => Number.isFinite(value));
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const y = (value: number): number =>
    2 + (1 - (value - min) / (max > min ? max - min : 1)) * (height - 4);
  return sample(width, height, pen => {
    courses.forEach((course, i) => {
      pen.strokeStyle = cssColor(i === 0 ? theme.muted : theme.parts.train);
      pen.lineWidth = i === 0 ? 1 : 1.75;
      const points = course.map((value, k) => ({ x: k, y: value }));
      const last = Math.max(1, course.length - 1);
      drawCurve(pen, points, k => 2 + (k / last) * (width - 4), y);
    });
  });
}

/** A line for each seed, from a ring to a dot: better is right. */
export function seedsSample(
  { measure, before, after }: TriedEdit,
  theme: Theme,
): HTMLCanvasElement {
  const { width, height } = SEEDS;
  const places = seedPlaces(measure, before, after);
  return sample(width, height, pen => {
    places.forEach(([from, to], i) => {
      const y = ((i + 0.5) / places.length) * height;
      const x = (share: number): number => RADIUS + 1 + share * (width - 2 * RADIUS - 2);
      pen.strokeStyle = cssColor(theme.muted);
      pen.lineWidth = 1;
      drawLine(pen, x(from), y, x(to), y);
      pen.fillStyle = cssColor(theme.background);
      pen.beginPath();
      pen.arc(x(from), y, RADIUS, 0, 2 * Math.PI);
      pen.fill();
      pen.strokeStyle = cssColor(theme.foreground);
      pen.stroke();
      pen.fillStyle = cssColor(theme.parts.train);
      pen.beginPath();
      pen.arc(x(to), y, RADIUS, 0, 2 * Math.PI);
      pen.fill();
    });
  });
}

/** From 0 at the worst to 1 at the best; losses on a logarithmic scale. */
export function seedPlaces(
  measure: TriedEdit['measure'],
  before: readonly number[],
  after: readonly number[],
): [from: number, to: number][] {
  const isLoss = measure !== 'accuracy';
  const scaled = (value: number): number => (isLoss ? -Math.log(Math.max(value, 1e-300)) : value);
  const all = [...before, ...after].map(scaled).filter(value => Number.isFinite(value));
  const [min, max] = [Math.min(...all), Math.max(...all)];
  const share = (value: number): number => {
    const place = scaled(value);
    if (!Number.isFinite(place)) return 0;
    return max > min ? (place - min) / (max - min) : 0.5;
  };
  return before.map((value, i) => [share(value), share(after[i])]);
}
