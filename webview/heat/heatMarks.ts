/** What is drawn around and over the cells of a heat map: its frame, labels and marks. */
import type { Cell } from '../run/choices';
import { cssColor } from '../drawing/colors';
import { BIAS_GAP, BIAS_HEIGHT, labelStep, TOP, visible, type Scroll } from './heatGeometry';
import type { HeatPicture } from './heatPicture';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

export function drawFrame(pen: Pen, { layout, gutter }: HeatPicture, theme: Theme): void {
  pen.strokeStyle = cssColor(theme.line);
  pen.lineWidth = 1;
  pen.strokeRect(gutter - 0.5, TOP - 0.5, layout.viewWidth + 1, layout.viewHeight + 1);
}

export function drawLabels(pen: Pen, picture: HeatPicture, theme: Theme, scroll: Scroll): void {
  const { matrix, layout, gutter, rowLabels, colLabels } = picture;
  const { cellWidth, cellHeight, viewWidth, viewHeight } = layout;
  const size = theme.fontSize - 3;
  pen.font = `${size}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  const longest = Math.max(colLabels(0).length, colLabels(matrix.cols - 1).length);
  const across = labelStep(longest * size * 0.62 + 6, cellWidth);
  const [firstCol, lastCol] = visible(scroll.x, viewWidth, cellWidth, matrix.cols);
  pen.save();
  pen.clipRect(gutter - 6, 0, viewWidth + 12, TOP);
  for (let col = onStep(firstCol, across); col < lastCol; col += across) {
    pen.fillText(colLabels(col), gutter - scroll.x + (col + 0.5) * cellWidth, TOP / 2);
  }
  pen.restore();
  pen.textAlign = 'right';
  const down = labelStep(size + 4, cellHeight);
  const [firstRow, lastRow] = visible(scroll.y, viewHeight, cellHeight, matrix.rows);
  pen.save();
  pen.clipRect(0, TOP - 6, gutter, viewHeight + 12);
  for (let row = onStep(firstRow, down); row < lastRow; row += down) {
    pen.fillText(rowLabels(row), gutter - 6, TOP - scroll.y + (row + 0.5) * cellHeight);
  }
  pen.restore();
  if (!picture.bias) return;
  pen.fillText(picture.biasLabel, gutter - 6, TOP + viewHeight + BIAS_GAP + BIAS_HEIGHT / 2);
}

export function outline(
  pen: Pen,
  picture: HeatPicture,
  theme: Theme,
  scroll: Scroll,
  cell: Cell,
  width: number,
): void {
  const { layout, gutter, matrix } = picture;
  const bias = cell.row === matrix.rows;
  const top = bias ? TOP + layout.viewHeight + BIAS_GAP : TOP;
  const height = bias ? BIAS_HEIGHT : layout.cellHeight;
  const y = bias ? top : top + cell.row * layout.cellHeight - scroll.y;
  const x = gutter + cell.col * layout.cellWidth - scroll.x;
  pen.save();
  pen.clipRect(gutter - 1, top - 1, layout.viewWidth + 2, (bias ? height : layout.viewHeight) + 2);
  pen.strokeStyle = cssColor(theme.foreground);
  pen.lineWidth = width;
  pen.strokeRect(x - 0.5, y - 0.5, Math.max(3, layout.cellWidth), Math.max(3, height));
  pen.restore();
}

export function frameRow(
  pen: Pen,
  { layout, gutter }: HeatPicture,
  theme: Theme,
  scroll: Scroll,
  row: number,
): void {
  const { cellHeight, viewWidth, viewHeight } = layout;
  pen.save();
  pen.clipRect(gutter - 1, TOP - 1, viewWidth + 2, viewHeight + 2);
  pen.strokeStyle = cssColor(theme.foreground);
  pen.lineWidth = 1;
  const y = TOP + row * cellHeight - scroll.y;
  pen.strokeRect(gutter - 0.5, y - 0.5, viewWidth + 1, Math.max(3, cellHeight));
  pen.restore();
}

/** Labels stand at 1, 1 + step, … as people count. */
function onStep(first: number, step: number): number {
  return Math.ceil(first / step) * step;
}
