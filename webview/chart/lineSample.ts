/** The line of a part of the data, as the curves draw it, for legends on the page and in files. */
import { cssColor } from '../drawing/colors';
import { PART_DASH, type Part } from './curveSeries';
import { drawShape } from '../drawing/shapes';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

/** 22 px wide, from x on, around y. */
export function drawLineSample(pen: Pen, part: Part, theme: Theme, x: number, y: number): void {
  const color = cssColor(theme.parts[part]);
  pen.strokeStyle = color;
  pen.fillStyle = color;
  pen.lineWidth = theme.highContrast ? 2 : 1.5;
  pen.beginPath();
  if (part === 'test') {
    drawShape(pen, 'diamond', x + 11, y, 4);
    pen.fill();
    return;
  }
  pen.setLineDash(PART_DASH[part]);
  pen.moveTo(x + 1, y);
  pen.lineTo(x + 21, y);
  pen.stroke();
  pen.setLineDash([]);
}
