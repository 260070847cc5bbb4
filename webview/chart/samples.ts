/** Small samples of lines and shapes for legends and hovers. */
import { cssColor, type Rgb } from '../drawing/colors';
import type { Part } from './curveSeries';
import { element, sizeCanvas, context2d } from '../kit/dom';
import { drawLineSample } from './lineSample';
import { drawShape, type Shape } from '../drawing/shapes';
import { canvasPen, type Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

/** The line of a part of the data, as the curves draw it. */
export function lineSample(part: Part, theme: Theme): HTMLCanvasElement {
  return sample(22, 10, pen => drawLineSample(pen, part, theme, 0, 5));
}

/** A line in this colour and with these dashes. */
export function strokeSample(color: string, dash: number[], theme: Theme): HTMLCanvasElement {
  return sample(22, 10, pen => {
    pen.strokeStyle = color;
    pen.lineWidth = theme.highContrast ? 2 : 1.5;
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(1, 5);
    pen.lineTo(21, 5);
    pen.stroke();
  });
}

/** The shape of a class, as the points draw it. */
export function shapeSample(shape: Shape, fill: Rgb | null, stroke: Rgb): HTMLCanvasElement {
  return sample(12, 12, pen => {
    pen.beginPath();
    drawShape(pen, shape, 6, 6, 4.2);
    if (fill) {
      pen.fillStyle = cssColor(fill);
      pen.fill();
    }
    pen.strokeStyle = cssColor(stroke);
    pen.lineWidth = 1.25;
    pen.stroke();
  });
}

/** A small picture, drawn once. */
export function sample(width: number, height: number, draw: (pen: Pen) => void): HTMLCanvasElement {
  const canvas = element('canvas', { class: 'sample', attributes: { 'aria-hidden': 'true' } });
  sizeCanvas(canvas, width, height);
  const context = context2d(canvas);
  context.scale(devicePixelRatio, devicePixelRatio);
  draw(canvasPen(context));
  return canvas;
}
