/** The course of one number over the steps, on paper: a small line, and where the run stands on it. */
import { cssColor, type Rgb } from '../drawing/colors';
import type { ChartPoint } from '../drawing/decimate';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

export interface CoursePicture {
  width: number;
  height: number;
  /** In steps and numbers above 0. */
  points: readonly ChartPoint[];
  color: Rgb;
  steps: { min: number; max: number };
  values: { min: number; max: number };
  /** null: nowhere on the line. */
  position: ChartPoint | null;
}

/** Room for the dot at the ends (px). */
export const COURSE_MARGIN = 4;

/** At least a decade high, so that what hardly changes looks as flat as it is. */
export function courseLimits(low: number, high: number): { min: number; max: number } {
  const middle = Math.sqrt(low) * Math.sqrt(high);
  const half = Math.sqrt(10);
  return high / low >= 10 ? { min: low, max: high } : { min: middle / half, max: middle * half };
}

export function courseX({ width, steps }: Omit<CoursePicture, 'position'>, step: number): number {
  const share = steps.max > steps.min ? (step - steps.min) / (steps.max - steps.min) : 1;
  return COURSE_MARGIN + share * (width - 2 * COURSE_MARGIN);
}

export function courseY(
  { height, values }: Omit<CoursePicture, 'position'>,
  value: number,
): number {
  const share = Math.log(value / values.min) / Math.log(values.max / values.min);
  return height - COURSE_MARGIN - share * (height - 2 * COURSE_MARGIN);
}

export function drawCourse(pen: Pen, picture: CoursePicture, theme: Theme): void {
  const { points, position, width, height } = picture;
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(0, 0, width, height);
  pen.strokeStyle = cssColor(theme.grid);
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(0, height - 0.5);
  pen.lineTo(width, height - 0.5);
  pen.stroke();
  pen.strokeStyle = cssColor(picture.color);
  pen.lineWidth = 1.5;
  pen.beginPath();
  let isOpen = false;
  for (const { x, y } of points) {
    const isDrawn = y > 0 && Number.isFinite(y);
    if (isDrawn) pen[isOpen ? 'lineTo' : 'moveTo'](courseX(picture, x), courseY(picture, y));
    isOpen = isDrawn;
  }
  pen.stroke();
  if (!position || !(position.y > 0)) return;
  pen.fillStyle = cssColor(picture.color);
  pen.beginPath();
  const [x, y] = [courseX(picture, position.x), courseY(picture, position.y)];
  pen.moveTo(x + 3, y);
  pen.arc(x, y, 3, 0, 2 * Math.PI);
  pen.fill();
}
