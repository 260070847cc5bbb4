/** Numbers side by side, a line each: the name, a bar, and the number. */
import type { Picture } from '../../../src/protocol/findings';
import { axisShare, drawLine } from '../../chart/curvePicture';
import { cssColor } from '../../drawing/colors';
import { fitText, textWidth } from '../../drawing/fitText';
import { alignSign, exactNumber, formatNumber, shortNumber } from '../../words/numbers';
import { t } from '../../words/say';
import type { EvidenceKind } from './kind';

type Bars = Extract<Picture, { kind: 'bars' }>;

const TOP = 6;
const ROW = 20;
const BAR = 10;
const BOTTOM = 20;
const NUMBERS = 84;
const LARGEST_NAMES = 150;
/** Letters of a name and a number (px). */
const LETTERS = 11;

export const barsEvidence: EvidenceKind<Bars> = {
  next: 'ArrowDown',
  height: ({ bars, limit }) => TOP + bars.length * ROW + (limit ? BOTTOM : 6),
  items: ({ bars }) => bars.length,
  draw(pen, picture, width, at, theme) {
    const { bars, limit } = picture;
    const { left, right } = areaOf(picture, width);
    const x = scaleOf(picture, width);
    bars.forEach(({ name, value, marked }, i) => {
      const middle = TOP + i * ROW + ROW / 2;
      pen.font = `${theme.fontSize - 2}px ${theme.font}`;
      pen.textBaseline = 'middle';
      pen.textAlign = 'right';
      pen.fillStyle = cssColor(theme.foreground);
      pen.fillText(fitText(name, left - 8, LETTERS), left - 8, middle);
      const color = marked ? theme.parts.validation : theme.parts.train;
      pen.fillStyle = cssColor(color, i === at ? 1 : 0.85);
      const [from, to] = [x(baseOf(picture)), x(value)].sort((a, b) => a - b);
      pen.fillRect(from, middle - BAR / 2, Math.max(1, to - from), BAR);
      pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
      pen.textAlign = 'left';
      pen.fillStyle = cssColor(theme.foreground);
      pen.fillText(`${alignSign(formatNumber(value))}${marked ? ' ◀' : ''}`, right + 8, middle);
    });
    if (!limit) return;
    const place = x(limit.value);
    const bottom = TOP + bars.length * ROW;
    pen.strokeStyle = cssColor(theme.foreground);
    pen.lineWidth = 1;
    pen.setLineDash([4, 3]);
    drawLine(pen, place, TOP, place, bottom + 2);
    pen.setLineDash([]);
    pen.font = `${theme.fontSize - 2}px ${theme.font}`;
    pen.textBaseline = 'top';
    const words = `${limit.name} ${shortNumber(limit.value)}`;
    const half = textWidth(words, LETTERS) / 2;
    pen.textAlign = 'center';
    pen.fillText(words, Math.max(half, Math.min(width - half, place)), bottom + 4);
  },
  hit({ bars }, _width, { y }) {
    const item = Math.floor((y - TOP) / ROW);
    return item >= 0 && item < bars.length ? item : null;
  },
  place(picture, width, item) {
    return { x: areaOf(picture, width).left, y: TOP + item * ROW + ROW / 2 };
  },
  say({ bars }, item) {
    const { name, value } = bars[item];
    return { title: name, rows: [{ label: '', value: exactNumber(value) }] };
  },
  table: ({ caption, bars }) => ({
    caption,
    columns: ['', t('value')],
    rows: bars.length,
    thin: 'first',
    cell: (row, column) => (column === 0 ? bars[row].name : bars[row].value),
  }),
};

function areaOf({ bars }: Bars, width: number): { left: number; right: number } {
  const longest = Math.max(...bars.map(({ name }) => textWidth(name, LETTERS)));
  const left = Math.min(longest, LARGEST_NAMES, width / 3) + 10;
  return { left, right: Math.max(left + 20, width - NUMBERS) };
}

function shownOf({ bars, limit, log }: Bars): number[] {
  const values = [...bars.map(({ value }) => value), ...(limit ? [limit.value] : [])];
  return values.filter(value => Number.isFinite(value) && (!log || value > 0));
}

/** Where bars begin: 0, or on a logarithmic axis a decade below the least. */
function baseOf(picture: Bars): number {
  if (!picture.log) return 0;
  return shownOf(picture).reduce((a, b) => Math.min(a, b), Infinity) / 10;
}

function scaleOf(picture: Bars, width: number): (value: number) => number {
  const { left, right } = areaOf(picture, width);
  const values = [...shownOf(picture), baseOf(picture)];
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const limits = { min, max: max > min ? max : min + 1 };
  const end = (value: number): number => Math.max(limits.min, Math.min(limits.max, value));
  return value => {
    const known = Number.isNaN(value) ? limits.min : end(value);
    return left + axisShare(known, limits, picture.log) * (right - left);
  };
}
