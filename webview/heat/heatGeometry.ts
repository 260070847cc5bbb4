/** How a matrix is laid out on paper: sizes of its cells, and which of them can be seen. */

import type { Cell } from '../run/choices';

/** A cell that holds a number of four digits (px). */
export const DIGIT_CELL = { width: 56, height: 22 };
/** Below this width (px) a cell has no room for any number. */
export const NARROWEST_DIGITS = 40;
const WIDEST_CELL = 56;

export interface HeatLayout {
  /** The size of one cell, in CSS pixels; below 1 several entries share a pixel. */
  cellWidth: number;
  cellHeight: number;
  /** Are numbers written into the cells? */
  digits: boolean;
  /** The size of all cells together. */
  contentWidth: number;
  contentHeight: number;
  /** The size of what is shown of them at once. */
  viewWidth: number;
  viewHeight: number;
  /** Is there anything to zoom into? */
  zoomable: boolean;
}

/**
 * Fits rows × cols into a frame. `zoom` goes from 0 (the whole matrix) to 1 (cells that hold their
 * numbers, scrolled inside the frame). A matrix that fits with its numbers ignores it.
 */
export function heatLayout(
  rows: number,
  cols: number,
  frame: { width: number; height: number },
  zoom: number,
): HeatLayout {
  const fit = {
    width: Math.min(WIDEST_CELL, frame.width / cols),
    height: Math.min(DIGIT_CELL.height, frame.height / rows),
  };
  const readable = fit.width >= NARROWEST_DIGITS && fit.height >= DIGIT_CELL.height;
  const share = readable ? 0 : zoom;
  const cellWidth = crisp(between(fit.width, Math.max(fit.width, DIGIT_CELL.width), share));
  const cellHeight = crisp(between(fit.height, DIGIT_CELL.height, share));
  const contentWidth = cellWidth * cols;
  const contentHeight = cellHeight * rows;
  return {
    cellWidth,
    cellHeight,
    digits: cellWidth >= NARROWEST_DIGITS && cellHeight >= DIGIT_CELL.height - 2,
    contentWidth,
    contentHeight,
    viewWidth: Math.min(contentWidth, frame.width),
    viewHeight: Math.min(contentHeight, frame.height),
    zoomable: !readable,
  };
}

/** Geometric, so that each step of the zoom magnifies by the same factor. */
function between(from: number, to: number, share: number): number {
  return from * (to / from) ** share;
}

/** Whole pixels for cells that are larger than a few of them: their edges stay sharp. */
function crisp(size: number): number {
  return size >= 3 ? Math.floor(size + 1e-9) : size;
}

/** Room for the labels of the columns, the gap above the biases, and their row (px). */
export const TOP = 17;
export const BIAS_GAP = 5;
export const BIAS_HEIGHT = 22;

export interface Scroll {
  x: number;
  y: number;
}

/**
 * The cell at (x, y), measured from the corner of the first cell's frame; null outside. The biases
 * are the row after the last.
 */
export function cellUnder(
  layout: HeatLayout,
  scroll: Scroll,
  rows: number,
  bias: boolean,
  x: number,
  y: number,
): Cell | null {
  if (x < 0 || x >= layout.viewWidth) return null;
  const col = Math.floor((x + scroll.x) / layout.cellWidth);
  const biasTop = layout.viewHeight + BIAS_GAP;
  if (bias && y >= biasTop && y < biasTop + BIAS_HEIGHT) return { row: rows, col };
  if (y < 0 || y >= layout.viewHeight) return null;
  return { row: Math.floor((y + scroll.y) / layout.cellHeight), col };
}

/** The middle of what is seen of a cell, measured as in `cellUnder`; null: it is scrolled away. */
export function middleOf(
  { cellWidth, cellHeight, viewWidth, viewHeight }: HeatLayout,
  scroll: Scroll,
  rows: number,
  cell: Cell,
): Scroll | null {
  const x = middleSeen(cell.col * cellWidth - scroll.x, cellWidth, viewWidth);
  const y =
    cell.row === rows
      ? viewHeight + BIAS_GAP + BIAS_HEIGHT / 2
      : middleSeen(cell.row * cellHeight - scroll.y, cellHeight, viewHeight);
  return x === null || y === null ? null : { x, y };
}

function middleSeen(start: number, size: number, view: number): number | null {
  const [from, to] = [Math.max(0, start), Math.min(view, start + size)];
  return from < to ? (from + to) / 2 : null;
}

/** The nearest scroll position that shows the whole cell. */
export function scrolledTo(layout: HeatLayout, scroll: Scroll, rows: number, cell: Cell): Scroll {
  const { cellWidth, cellHeight, viewWidth, viewHeight } = layout;
  const inside = (at: number, start: number, size: number, view: number) =>
    start < at ? start : Math.max(at, start + size - view);
  const x = inside(scroll.x, cell.col * cellWidth, cellWidth, viewWidth);
  if (cell.row === rows) return { x, y: scroll.y };
  return { x, y: inside(scroll.y, cell.row * cellHeight, cellHeight, viewHeight) };
}

/** The scroll position after a zoom: what stood in the middle of the view stays there. */
export function zoomedScroll(before: HeatLayout, after: HeatLayout, scroll: Scroll): Scroll {
  const keep = (at: number, view: number, from: number, to: number) =>
    ((at + view / 2) * to) / from - view / 2;
  return {
    x: keep(scroll.x, after.viewWidth, before.contentWidth, after.contentWidth),
    y: keep(scroll.y, after.viewHeight, before.contentHeight, after.contentHeight),
  };
}

/** Every how many labels one can be written, when each needs `needed` and has `available` pixels. */
export function labelStep(needed: number, available: number): number {
  if (needed <= available) return 1;
  const raw = needed / Math.max(available, 1e-6);
  const power = 10 ** Math.floor(Math.log10(raw));
  const digit = [1, 2, 5, 10].find(step => step * power >= raw) ?? 10;
  return digit * power;
}

/**
 * The entry of the largest absolute value in a block of cells: what a pixel shows that covers many.
 * An entry that is not finite wins over all others, because it must not be overlooked.
 */
export function strongest(
  data: ArrayLike<number>,
  cols: number,
  rowRange: readonly [number, number],
  colRange: readonly [number, number],
): number {
  let best = 0;
  for (let row = rowRange[0]; row < rowRange[1]; row++) {
    for (let col = colRange[0]; col < colRange[1]; col++) {
      const value = data[row * cols + col];
      if (!Number.isFinite(value)) return value;
      if (Math.abs(value) > Math.abs(best)) best = value;
    }
  }
  return best;
}

/** The cells under each of `pixels` pixels that begin at `start` cells, `perPixel` cells each. */
export function cellRanges(
  pixels: number,
  start: number,
  perPixel: number,
  count: number,
): [number, number][] {
  return Array.from({ length: pixels }, (_, pixel) => {
    const from = Math.min(count - 1, Math.floor(start + pixel * perPixel + 1e-9));
    const to = Math.ceil(start + (pixel + 1) * perPixel - 1e-9);
    return [from, Math.min(count, Math.max(from + 1, to))];
  });
}

/** Characters of the longest label of a row; of very many rows, some are looked at. */
export function longestLabel(
  rows: number,
  label: (row: number) => string,
  biasLabel: string,
): number {
  const every = Math.max(1, Math.floor(rows / 50));
  let longest = Math.max(biasLabel.length, label(rows - 1).length);
  for (let row = 0; row < rows; row += every) longest = Math.max(longest, label(row).length);
  return longest;
}

/** Room for the labels of the rows (px), within reason. */
export function gutterWidth(characters: number, fontSize: number): number {
  return Math.round(Math.max(20, Math.min(110, characters * (fontSize - 3) * 0.6 + 12)));
}

/** Half-open range of the cells that show in a view scrolled to `scroll`. */
export function visible(
  scroll: number,
  view: number,
  cell: number,
  count: number,
): [number, number] {
  return [
    Math.max(0, Math.floor(scroll / cell)),
    Math.min(count, Math.ceil((scroll + view) / cell)),
  ];
}
