/** A map of a sweep on paper: a cell for each run, and mean ± standard deviation of each row. */
import { cssColor, rampIndex } from '../drawing/colors';
import { fitText, textWidth } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { cellColorsOf } from '../heat/heatScale';
import type { Point } from '../picture/cursor';
import type { Size } from '../picture/pictureBox';
import { fitNumber, formatNumber } from '../words/numbers';
import type { MapCell, MapRow, SweepMap } from './sweepMap';
import { sweepStrings } from './sweepStrings';

/** Above the cells: what the columns differ in, and their values (px). */
const TOP = 40;
const ROW = 26;
const LARGEST_CELL = 72;
const SMALLEST_CELL = 6;
/** From this width on a cell holds digits. */
const DIGITS = 38;
const LARGEST_LABEL = 150;
const MEAN = 132;
/** Digits stay readable on this share of the scale. */
const STRONGEST = 0.55;
/** The ratio of its ends from which a scale is logarithmic. */
const DECADES = 20;

export interface MapLayout extends Size {
  /** Left edge of each column of labels, and of the cells. */
  labels: number[];
  left: number;
  cell: number;
}

export interface MapPlace {
  row: number;
  col: number;
}

export function mapLayout(map: SweepMap, width: number, theme: Theme): MapLayout {
  const labels: number[] = [];
  let left = 0;
  map.heads.forEach((head, at) => {
    labels.push(left);
    const texts = [head, ...map.rows.map(row => row.labels[at])];
    const longest = Math.max(...texts.map(text => textWidth(text, theme.fontSize - 1)));
    left += Math.min(LARGEST_LABEL, longest + 12);
  });
  const room = width - left - (map.isAggregated ? MEAN : 0);
  const cell = Math.max(
    SMALLEST_CELL,
    Math.min(LARGEST_CELL, Math.floor(room / map.columns.length)),
  );
  return { labels, left, cell, width, height: TOP + map.rows.length * ROW + 1 };
}

export function cellAt(map: SweepMap, { left, cell }: MapLayout, { x, y }: Point): MapPlace | null {
  const [row, col] = [Math.floor((y - TOP) / ROW), Math.floor((x - left) / cell)];
  const isInside = row >= 0 && row < map.rows.length && col >= 0 && col < map.columns.length;
  return isInside ? { row, col } : null;
}

export function centreOf({ left, cell }: MapLayout, { row, col }: MapPlace): Point {
  return { x: left + (col + 0.5) * cell, y: TOP + (row + 0.5) * ROW };
}

export function drawSweepMap(
  pen: Pen,
  map: SweepMap,
  layout: MapLayout,
  theme: Theme,
  at: MapPlace | null,
): void {
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(0, 0, layout.width, layout.height);
  drawHeads(pen, map, layout, theme);
  map.rows.forEach((row, index) => {
    row.cells.forEach((cell, col) => {
      const isBest = map.best?.row === index && map.best.col === col;
      drawCell(pen, { map, layout, theme }, cell, { row: index, col }, isBest);
    });
    drawWords(pen, map, layout, theme, index);
  });
  if (!at) return;
  pen.strokeStyle = cssColor(theme.focus);
  pen.lineWidth = 2;
  const { left, cell } = layout;
  pen.strokeRect(left + at.col * cell, TOP + at.row * ROW, cell - 1, ROW - 1);
}

function drawHeads(pen: Pen, map: SweepMap, layout: MapLayout, theme: Theme): void {
  const { labels, left, cell } = layout;
  const size = theme.fontSize - 2;
  pen.font = `${size}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  map.heads.forEach((head, at) => {
    const room = (labels[at + 1] ?? left) - labels[at] - 6;
    pen.fillText(fitText(head, room, size), labels[at], 30);
  });
  const end = left + map.columns.length * cell;
  pen.fillText(map.across, left + 2, 10);
  if (map.isAggregated) pen.fillText(sweepStrings.meanStd, end + 10, 30);
  pen.textAlign = 'center';
  pen.font = `${size}px ${theme.monoFont}`;
  const longest = Math.max(...map.columns.map(text => textWidth(text, size)));
  const every = Math.max(1, Math.ceil((longest + 6) / cell));
  map.columns.forEach((text, col) => {
    if (col % every === 0) pen.fillText(text, left + (col + 0.5) * cell, 30);
  });
}

/** The values that the row stands for, and its mean. */
function drawWords(pen: Pen, map: SweepMap, layout: MapLayout, theme: Theme, index: number): void {
  const { labels, left, cell } = layout;
  const row = map.rows[index];
  const y = TOP + (index + 0.5) * ROW;
  const size = theme.fontSize - 1;
  pen.font = `${size}px ${theme.monoFont}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillStyle = cssColor(theme.foreground);
  row.labels.forEach((text, at) => {
    const room = (labels[at + 1] ?? left) - labels[at] - 6;
    pen.fillText(fitText(text, room, size), labels[at], y);
  });
  if (!map.isAggregated || row.runs === 0) return;
  const isBest = map.best?.row === index && map.best.col === null;
  pen.font = `${isBest ? 'bold ' : ''}${size}px ${theme.monoFont}`;
  pen.fillText(meanWords(row), left + map.columns.length * cell + 10, y);
}

/** `0.961 ± 0.0071`; a single run has no spread. */
export function meanWords({ mean, std, runs }: Pick<MapRow, 'mean' | 'std' | 'runs'>): string {
  return runs < 2 ? formatNumber(mean, 4) : `${formatNumber(mean, 4)} ± ${formatNumber(std, 2)}`;
}

interface Paper {
  map: SweepMap;
  layout: MapLayout;
  theme: Theme;
}

function drawCell(
  pen: Pen,
  { map, layout: { left, cell: width }, theme }: Paper,
  { state, value }: MapCell,
  { row, col }: MapPlace,
  isBest: boolean,
): void {
  const [x, y] = [left + col * width, TOP + row * ROW];
  if (state === 'none') return;
  if (state === 'toCome') return hatch(pen, theme, { x, y, width: width - 1, height: ROW - 1 });
  const colors = cellColorsOf(theme.sequential, theme);
  const index = rampIndex(STRONGEST * shareOf(map.limits, value));
  const isFinite = Number.isFinite(value);
  pen.fillStyle = isFinite ? colors.fills[index] : cssColor(theme.grid);
  pen.fillRect(x, y, width - 1, ROW - 1);
  if (width < DIGITS) return;
  const size = theme.fontSize - 2;
  pen.font = `${isBest ? 'bold ' : ''}${size}px ${theme.monoFont}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = isFinite ? colors.inks[index] : cssColor(theme.error);
  const room = Math.floor((width - 4) / (0.602 * size));
  const text = isFinite ? fitNumber(value, room) : sweepStrings.failed;
  if (text !== null) pen.fillText(text, x + width / 2, y + ROW / 2);
}

/** From the worst to the best; over decades in the logarithm. */
function shareOf({ worst, best }: SweepMap['limits'], value: number): number {
  if (worst === best) return 1;
  const [low, high] = [Math.min(worst, best), Math.max(worst, best)];
  const scale = low > 0 && high / low > DECADES ? Math.log : (each: number): number => each;
  return (scale(value) - scale(worst)) / (scale(best) - scale(worst));
}

interface Box extends Point, Size {}

/** What is to come. */
function hatch(pen: Pen, theme: Theme, { x, y, width, height }: Box): void {
  pen.save();
  pen.clipRect(x, y, width, height);
  pen.strokeStyle = cssColor(theme.grid);
  pen.lineWidth = 1;
  pen.beginPath();
  for (let offset = -height; offset < width; offset += 6) {
    pen.moveTo(x + offset, y + height);
    pen.lineTo(x + offset + height, y);
  }
  pen.stroke();
  pen.restore();
}
