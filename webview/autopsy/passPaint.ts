/** A whole pass on paper: its arrays as small pictures, what agrees, and where it first goes wrong. */
import { cssColor } from '../drawing/colors';
import { fitText, textWidth } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { autopsyStrings as words } from '../words/autopsyStrings';
import {
  LANES,
  type PassArrow,
  type PassBox,
  type PassFold,
  type PassLayout,
} from './pass/passParts';
import { drawThumbnail } from './thumbnail';

export interface PassMarks {
  /** The array that is pointed at, and the one that is shown below. */
  cursor: PassBox | null;
  chosen: PassBox | null;
}

export function drawPass(pen: Pen, layout: PassLayout, theme: Theme, marks: PassMarks): void {
  if (layout.isWide) for (const lane of LANES) drawLane(pen, lane, layout, theme);
  // What is wrong lies over what is not.
  for (const arrow of layout.arrows) if (!arrow.isWrong) drawArrow(pen, arrow, theme);
  for (const arrow of layout.arrows) if (arrow.isWrong) drawArrow(pen, arrow, theme);
  for (const arrow of layout.arrows) drawActivation(pen, arrow, layout, theme);
  for (const fold of layout.folds) drawFold(pen, fold, layout, theme);
  for (const box of layout.boxes) {
    if (!box.textual) drawBox(pen, box, layout, theme);
    drawName(pen, box, layout, theme);
  }
  if (marks.chosen) underline(pen, marks.chosen, theme);
  if (marks.cursor) outline(pen, marks.cursor, theme);
  drawLegend(pen, layout, theme);
}

function drawLane(
  pen: Pen,
  lane: (typeof LANES)[number],
  { lanes }: PassLayout,
  theme: Theme,
): void {
  pen.font = `${theme.fontSize - 1}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillText(words.lanes[lane], 0, lanes[lane]);
}

function drawArrow(pen: Pen, { points, isWrong }: PassArrow, theme: Theme): void {
  const color = cssColor(isWrong ? theme.error : theme.muted, isWrong ? 1 : 0.7);
  pen.strokeStyle = color;
  pen.fillStyle = color;
  pen.lineWidth = isWrong ? 2 : 1;
  const [start, ...rest] = points;
  pen.beginPath();
  pen.moveTo(...start);
  for (const [x, y] of rest) pen.lineTo(x, y);
  pen.stroke();
  const [[x0, y0], [x1, y1]] = points.slice(-2);
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [across, down] = [(x1 - x0) / length, (y1 - y0) / length];
  pen.beginPath();
  pen.moveTo(x1, y1);
  pen.lineTo(x1 - 6 * across - 3.5 * down, y1 - 6 * down + 3.5 * across);
  pen.lineTo(x1 - 6 * across + 3.5 * down, y1 - 6 * down - 3.5 * across);
  pen.closePath();
  pen.fill();
}

const SHORT: Readonly<Partial<Record<string, string>>> = { sigmoid: 'σ', linear: '' };

function drawActivation(
  pen: Pen,
  { points, label }: PassArrow,
  { isWide }: PassLayout,
  theme: Theme,
): void {
  const [[from, y], [to]] = points;
  const size = theme.fontSize - 2;
  const text = isWide ? label : (SHORT[label] ?? label);
  if (text === '' || textWidth(text, size) > to - from + 4) return;
  pen.font = `${size}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'center';
  pen.textBaseline = 'bottom';
  pen.fillText(text, (from + to) / 2, y - 3);
}

function drawFold(
  pen: Pen,
  { x, width, words: text }: PassFold,
  { lanes }: PassLayout,
  theme: Theme,
): void {
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.lineWidth = 1;
  const size = theme.fontSize - 2;
  pen.font = `${size}px ${theme.font}`;
  for (const y of [lanes.forward, lanes.backward]) {
    pen.fillStyle = cssColor(theme.background);
    pen.fillRect(x - width / 2, y - 12, width, 24);
    pen.strokeStyle = cssColor(theme.muted);
    pen.strokeRect(x - width / 2, y - 12, width, 24);
    pen.fillStyle = cssColor(theme.foreground);
    pen.fillText(fitText(text, width - 6, size), x, y);
  }
}

function drawBox(pen: Pen, box: PassBox, { isWide }: PassLayout, theme: Theme): void {
  const { x, y, width, height, array, state } = box;
  const place = { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
  if (!array?.data) {
    pen.setLineDash([3, 3]);
    frame(pen, place, cssColor(theme.muted), 1);
    pen.setLineDash([]);
    pen.font = `${theme.fontSize - 3}px ${theme.font}`;
    pen.fillStyle = cssColor(theme.muted);
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(isWide && height > 20 ? words.notGiven : '–', x, y);
    return;
  }
  const { rows, cols, data } = array;
  drawThumbnail(pen, asDrawn({ rows, cols, data }, box), place, theme);
  if (state !== 'differs') {
    frame(pen, place, cssColor(state === 'agrees' ? theme.muted : theme.line), 1);
    return;
  }
  frame(pen, place, cssColor(theme.error), 2.5);
  if (!box.isFirst) return;
  const outer = { x: place.x - 4, y: place.y - 4, width: width + 8, height: height + 8 };
  frame(pen, outer, cssColor(theme.error), 1.5);
}

/** Biases lie in a row, however the program holds them. */
function asDrawn(
  matrix: { rows: number; cols: number; data: Float64Array },
  { is }: PassBox,
): { rows: number; cols: number; data: Float64Array } {
  if (!/biases$|gradB$/.test(is)) return matrix;
  return { ...matrix, rows: 1, cols: matrix.data.length };
}

function frame(
  pen: Pen,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  color: string,
  lineWidth: number,
): void {
  pen.strokeStyle = color;
  pen.lineWidth = lineWidth;
  pen.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

const MARKS = { agrees: ' ✓', differs: ' ✗', given: '', missing: '' } as const;

/** Where a name stands: its own place, or below its picture. */
function baselineOf({ y, height, isFirst, textual }: PassBox): number {
  return textual ? y : y + height / 2 + 11 + (isFirst ? 3 : 0);
}

function drawName(pen: Pen, box: PassBox, { isWide }: PassLayout, theme: Theme): void {
  const { x, array, isFirst, state, textual } = box;
  const size = theme.fontSize - 1;
  const mark = MARKS[state];
  const name = fitText(box.name, box.room - textWidth(mark, size), size);
  const weight = isFirst ? 'bold ' : '';
  pen.font = `${weight}${size}px ${theme.monoFont}`;
  pen.textAlign = textual ? 'left' : 'center';
  pen.textBaseline = 'middle';
  const baseline = baselineOf(box);
  pen.fillStyle = cssColor(state === 'differs' ? theme.error : theme.foreground);
  pen.fillText(`${name}${mark}`, x, baseline);
  if (textual) return;
  pen.fillStyle = cssColor(theme.muted);
  pen.font = `${theme.fontSize - 3}px ${theme.monoFont}`;
  if (isWide && array) pen.fillText(words.shape(array.rows, array.cols), x, baseline + 16);
  if (isFirst) drawFirst(pen, box, baseline + (isWide ? 31 : 17), theme);
}

/** Below the array, or, where arrows lead on from there, above it. */
function drawFirst(pen: Pen, { x, y, height, lane }: PassBox, below: number, theme: Theme): void {
  const size = theme.fontSize - 2;
  const at = lane === 'gradients' ? below : y - height / 2 - 14;
  const width = textWidth(words.firstWrong, size);
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(x - width / 2, at - 7, width, 14);
  pen.fillStyle = cssColor(theme.error);
  pen.font = `bold ${size}px ${theme.font}`;
  pen.fillText(words.firstWrong, x, at);
}

/** Below the name of the array that is shown. */
function underline(pen: Pen, box: PassBox, theme: Theme): void {
  const size = theme.fontSize - 1;
  const width = textWidth(`${fitText(box.name, box.room, size)}${MARKS[box.state]}`, size);
  const left = box.textual ? box.x : box.x - width / 2;
  pen.fillStyle = cssColor(theme.focus);
  pen.fillRect(left, baselineOf(box) + 6, width, 2);
}

function outline(pen: Pen, { x, y, width, height, textual, room }: PassBox, theme: Theme): void {
  const [left, top] = textual ? [x - 2, y - 9] : [x - width / 2 - 7, y - height / 2 - 7];
  const size = textual ? { width: room, height: 18 } : { width: width + 14, height: height + 14 };
  frame(pen, { x: left, y: top, ...size }, cssColor(theme.focus), 2);
}

function drawLegend(pen: Pen, { width, height, isWide }: PassLayout, theme: Theme): void {
  const size = theme.fontSize - 2;
  const text = isWide ? words.legend : words.shortLegend;
  pen.font = `${size}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'right';
  pen.textBaseline = 'bottom';
  pen.fillText(text, width - 2, height - 4);
}
