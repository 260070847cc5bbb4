/** A confusion matrix on paper: errors are filled, what is right is grey. */
import type { Confusion } from '../../src/protocol/confusion';
import { cssColor, mix, rampIndex } from '../drawing/colors';
import { fitText, textWidth } from '../drawing/fitText';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import { cellColorsOf } from '../heat/heatScale';
import type { Point } from '../picture/cursor';
import type { Size } from '../picture/pictureBox';
import { confusionStrings as words } from './confusionStrings';
import { countOf, mostWrong } from './counts';

/** Beside and above the names: what they are (px). */
const TITLE = 18;
const LARGEST_NAME = 96;
const LARGEST_CELL = 34;
const SMALLEST_CELL = 6;
/** From this width on a cell holds digits. */
const DIGITS = 18;
/** How far the grey of what is right, and of what is empty, is from the background. */
const GREYS = { right: 0.12, empty: 0.03 };
/** On black a faint grey cannot be seen. */
const GREYS_ON_BLACK = { right: 0.35, empty: 0.12 };

export interface ConfusionLayout extends Size {
  left: number;
  top: number;
  cell: number;
  /** The names above stand upright. */
  isUpright: boolean;
}

export interface ConfusionCell {
  truth: number;
  predicted: number;
}

export function confusionLayout(
  names: readonly string[],
  room: number,
  theme: Theme,
): ConfusionLayout {
  const size = theme.fontSize - 2;
  const longest = Math.min(LARGEST_NAME, Math.max(...names.map(name => textWidth(name, size))));
  const left = TITLE + longest + 8;
  const fitting = Math.floor((room - left - 1) / names.length);
  const cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, fitting));
  const isUpright = longest > cell - 2;
  const top = TITLE + (isUpright ? longest + 6 : size + 6);
  const side = names.length * cell + 1;
  return { left, top, cell, isUpright, width: left + side, height: top + side };
}

export function confusionCellAt(
  { classes }: Confusion,
  { left, top, cell }: ConfusionLayout,
  { x, y }: Point,
): ConfusionCell | null {
  const [truth, predicted] = [Math.floor((y - top) / cell), Math.floor((x - left) / cell)];
  const isInside = [truth, predicted].every(index => index >= 0 && index < classes);
  return isInside ? { truth, predicted } : null;
}

export function drawConfusion(
  pen: Pen,
  confusion: Confusion,
  names: readonly string[],
  layout: ConfusionLayout,
  theme: Theme,
  at: ConfusionCell | null,
): void {
  pen.fillStyle = cssColor(theme.background);
  pen.fillRect(0, 0, layout.width, layout.height);
  drawNames(pen, names, layout, theme);
  const most = mostWrong(confusion);
  const { left, top, cell } = layout;
  for (let truth = 0; truth < confusion.classes; truth++)
    for (let predicted = 0; predicted < confusion.classes; predicted++) {
      const rows = countOf(confusion, truth, predicted);
      const share = truth === predicted ? null : rows / Math.max(1, most);
      const corner = { x: left + predicted * cell, y: top + truth * cell };
      drawCell(pen, corner, cell, { rows, share }, theme);
    }
  if (!at) return;
  pen.strokeStyle = cssColor(theme.focus);
  pen.lineWidth = 2;
  pen.strokeRect(left + at.predicted * cell, top + at.truth * cell, cell - 1, cell - 1);
}

function drawNames(
  pen: Pen,
  names: readonly string[],
  { left, top, cell, isUpright, height }: ConfusionLayout,
  theme: Theme,
): void {
  const size = theme.fontSize - 2;
  pen.font = `${size}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textBaseline = 'middle';
  pen.textAlign = 'center';
  const middle = (names.length * cell) / 2;
  pen.fillText(words.predicted, left + middle, TITLE / 2);
  upright(pen, words.truth, { x: TITLE / 2, y: top + (height - top) / 2 });
  names.forEach((name, index) => {
    const place = (index + 0.5) * cell;
    pen.textAlign = 'right';
    pen.fillText(fitText(name, LARGEST_NAME, size), left - 6, top + place);
    pen.textAlign = isUpright ? 'left' : 'center';
    const text = fitText(name, LARGEST_NAME, size);
    if (isUpright) upright(pen, text, { x: left + place, y: top - 4 });
    else pen.fillText(text, left + place, top - size / 2 - 3);
  });
}

/** Read from below. */
function upright(pen: Pen, text: string, { x, y }: Point): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(-Math.PI / 2);
  pen.fillText(text, 0, 0);
  pen.restore();
}

/** @param share of the commonest mistake; null: the rows are right */
function drawCell(
  pen: Pen,
  { x, y }: Point,
  cell: number,
  { rows, share }: { rows: number; share: number | null },
  theme: Theme,
): void {
  const isWrong = share !== null && rows > 0;
  // The upper half of the diverging scale: from the background to orange.
  const index = rampIndex(0.5 + (isWrong ? 0.15 + 0.35 * share : 0));
  const { fills, inks } = cellColorsOf(theme.diverging, theme);
  const greys = theme.kind === 'hc-dark' ? GREYS_ON_BLACK : GREYS;
  const grey = mix(theme.background, theme.foreground, rows > 0 ? greys.right : greys.empty);
  pen.fillStyle = isWrong ? fills[index] : cssColor(grey);
  pen.fillRect(x, y, cell - 1, cell - 1);
  if (rows === 0 || cell < DIGITS) return;
  const size = theme.fontSize - 2;
  const text = String(rows);
  if (textWidth(text, size) > cell) return;
  pen.font = `${isWrong ? 'bold ' : ''}${size}px ${theme.monoFont}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = isWrong ? inks[index] : cssColor(theme.foreground);
  pen.fillText(text, x + (cell - 1) / 2, y + cell / 2);
}
