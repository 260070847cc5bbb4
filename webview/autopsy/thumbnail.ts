/** A matrix as a small picture without numbers, the same on the screen and in a file. */
import { cssColor, rampIndex } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { cellRanges, strongest } from '../heat/heatGeometry';
import { cellColorsOf, heatScale } from '../heat/heatScale';
import type { HeatMatrix } from '../heat/heatPicture';

/** Blocks along each side at most: what is larger shows the strongest entry of each block. */
const MOST_BLOCKS = 10;

export function drawThumbnail(
  pen: Pen,
  matrix: HeatMatrix,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  theme: Theme,
): void {
  const scale = heatScale([matrix.data], false, theme);
  const { fills } = cellColorsOf(scale.ramp, theme);
  const rows = blocks(matrix.rows);
  const cols = blocks(matrix.cols);
  const edge = (index: number, count: number, from: number, size: number) =>
    from + Math.round((index / count) * size);
  rows.forEach((rowRange, row) => {
    const top = edge(row, rows.length, y, height);
    const bottom = edge(row + 1, rows.length, y, height);
    cols.forEach((colRange, col) => {
      const left = edge(col, cols.length, x, width);
      const value = strongest(matrix.data, matrix.cols, rowRange, colRange);
      pen.fillStyle = Number.isFinite(value)
        ? fills[rampIndex(scale.share(value))]
        : cssColor(theme.foreground);
      pen.fillRect(left, top, edge(col + 1, cols.length, x, width) - left, bottom - top);
    });
  });
}

function blocks(count: number): [number, number][] {
  const shown = Math.min(count, MOST_BLOCKS);
  return cellRanges(shown, 0, count / shown, count);
}
