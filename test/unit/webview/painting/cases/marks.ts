/** The shapes and colours that classes, parts and earlier runs are told by. */
import { bandColor, bandDash } from '../../../../../webview/chart/bands';
import { classColor, cssColor } from '../../../../../webview/drawing/colors';
import { drawLineSample } from '../../../../../webview/chart/lineSample';
import { runColor, runDash } from '../../../../../webview/run/pastRuns';
import { classShape, drawShape } from '../../../../../webview/drawing/shapes';
import type { Pen } from '../../../../../webview/drawing/pen';
import type { Theme } from '../../../../../webview/drawing/theme';
import { inEveryTheme, type PictureCase } from './case';

const SIZE = { width: 330, height: 130 };

export const MARKS: PictureCase[] = inEveryTheme('marks', { size: () => SIZE, draw });

/** In lines: shapes of classes, lines of parts, of earlier runs, and of a sweep's bands. */
function draw(pen: Pen, theme: Theme): void {
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(0, 0, SIZE.width, SIZE.height);
  for (let index = 0; index < 20; index++) {
    pen.beginPath();
    drawShape(pen, classShape(index), 14 + (index % 10) * 32, 14 + Math.floor(index / 10) * 22, 7);
    pen.fillStyle = cssColor(classColor(index, theme.kind));
    pen.fill();
  }
  (['train', 'validation', 'test'] as const).forEach((part, index) =>
    drawLineSample(pen, part, theme, 10 + index * 32, 60),
  );
  for (let number = 0; number < 9; number++) {
    line(pen, 10 + number * 34, 82, cssColor(runColor(number, theme.kind)), runDash(number));
    line(pen, 10 + number * 34, 108, bandColor(number, theme), bandDash(number));
  }
}

function line(pen: Pen, x: number, y: number, color: string, dash: number[]): void {
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + 24, y);
  pen.stroke();
  pen.setLineDash([]);
}
