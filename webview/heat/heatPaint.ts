/** A matrix as a heat map on paper, with labels and, where there is room, numbers. */
import { cssColor, rampIndex } from '../drawing/colors';
import { BIAS_GAP, BIAS_HEIGHT, TOP, visible, type HeatLayout, type Scroll } from './heatGeometry';
import { HeatImage } from './heatImage';
import { drawFrame, drawLabels, frameRow, outline } from './heatMarks';
import type { HeatPicture } from './heatPicture';
import { cellColorsOf, type CellColors, type HeatScale } from './heatScale';
import { fitNumber, formatNumber } from '../words/numbers';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

export function heatHeight(layout: HeatLayout, bias: boolean): number {
  return TOP + layout.viewHeight + (bias ? BIAS_GAP + BIAS_HEIGHT : 0);
}

/** Draws what is visible at this scroll position; the pen's origin is the frame's corner. */
export class HeatPainter {
  private readonly image = new HeatImage();

  draw(pen: Pen, picture: HeatPicture, theme: Theme, scroll: Scroll): void {
    const { layout, gutter } = picture;
    const height = heatHeight(layout, picture.bias !== null);
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(0, 0, gutter + layout.viewWidth + 1, height + 1);
    pen.save();
    pen.clipRect(gutter, TOP, layout.viewWidth, layout.viewHeight);
    if (layout.digits) drawCells(pen, picture, theme, scroll);
    else {
      const image = this.image.of(picture, theme, scroll);
      pen.image(image, gutter, TOP, layout.viewWidth, layout.viewHeight, false);
    }
    pen.restore();
    if (picture.bias) this.drawBias(pen, picture, theme, scroll);
    drawFrame(pen, picture, theme);
    drawLabels(pen, picture, theme, scroll);
    if (picture.framed !== null && picture.framed < picture.matrix.rows)
      frameRow(pen, picture, theme, scroll, picture.framed);
    for (const [cell, width] of [
      [picture.selected, 2],
      [picture.cursor, 1],
    ] as const) {
      if (cell) outline(pen, picture, theme, scroll, cell, width);
    }
  }

  private drawBias(pen: Pen, picture: HeatPicture, theme: Theme, scroll: Scroll): void {
    const { bias, layout, gutter, matrix } = picture;
    if (!bias) return;
    const top = TOP + layout.viewHeight + BIAS_GAP;
    pen.save();
    pen.clipRect(gutter, top, layout.viewWidth, BIAS_HEIGHT);
    pen.translate(gutter - scroll.x, top);
    const style = startCells(pen, picture, theme);
    const [first, last] = visible(scroll.x, layout.viewWidth, layout.cellWidth, matrix.cols);
    for (let col = first; col < last; col++) {
      const x = col * layout.cellWidth;
      drawCell(pen, style, bias[col], x, 0, BIAS_HEIGHT);
    }
    pen.restore();
    pen.strokeStyle = cssColor(theme.line);
    pen.lineWidth = 1;
    pen.strokeRect(gutter - 0.5, top - 0.5, layout.viewWidth + 1, BIAS_HEIGHT + 1);
  }
}

function drawCells(pen: Pen, picture: HeatPicture, theme: Theme, scroll: Scroll): void {
  const { matrix, layout, gutter } = picture;
  const { cellWidth, cellHeight, viewWidth, viewHeight } = layout;
  const [firstRow, lastRow] = visible(scroll.y, viewHeight, cellHeight, matrix.rows);
  const [firstCol, lastCol] = visible(scroll.x, viewWidth, cellWidth, matrix.cols);
  pen.save();
  pen.translate(gutter - scroll.x, TOP - scroll.y);
  const style = startCells(pen, picture, theme);
  for (let row = firstRow; row < lastRow; row++) {
    for (let col = firstCol; col < lastCol; col++) {
      const value = matrix.data[row * matrix.cols + col];
      drawCell(pen, style, value, col * cellWidth, row * cellHeight, cellHeight);
    }
  }
  pen.restore();
}

/** Everything that the cells of one drawing share. */
interface CellStyle extends CellColors {
  scale: HeatScale;
  width: number;
  digits: boolean;
  /** Characters that a cell can hold. */
  columns: number;
  invalid: string;
  onInvalid: string;
}

/** Sets the pen up for numbers in cells. */
function startCells(pen: Pen, { scale, layout }: HeatPicture, theme: Theme): CellStyle {
  const size = theme.fontSize - 2;
  pen.font = `${size}px ${theme.monoFont}`;
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  return {
    ...cellColorsOf(scale.ramp, theme),
    scale,
    width: layout.cellWidth,
    digits: layout.digits,
    columns: Math.floor((layout.cellWidth - 5) / (0.602 * size)),
    invalid: cssColor(theme.foreground),
    onInvalid: cssColor(theme.background),
  };
}

function drawCell(
  pen: Pen,
  style: CellStyle,
  value: number,
  x: number,
  y: number,
  height: number,
): void {
  const finite = Number.isFinite(value);
  const index = finite ? rampIndex(style.scale.share(value)) : -1;
  // A hair of background between cells that hold numbers.
  const gap = style.digits ? 1 : 0;
  pen.fillStyle = finite ? style.fills[index] : style.invalid;
  pen.fillRect(x, y, style.width - gap, height - gap);
  if (!style.digits) return;
  const text = finite ? fitNumber(value, style.columns) : formatNumber(value);
  if (text === null) return;
  pen.fillStyle = finite ? style.inks[index] : style.onInvalid;
  pen.fillText(text, x + style.width - 5, y + height / 2);
}
