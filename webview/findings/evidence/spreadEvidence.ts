/** How the z of a layer are spread under its activation f and its slope f′. */
import type { Picture } from '../../../src/protocol/findings';
import { axisShare, drawLine } from '../../chart/curvePicture';
import { drawCurve } from '../../chart/curveStroke';
import { cssColor } from '../../drawing/colors';
import { linearTicks } from '../../drawing/scale';
import type { Pen } from '../../drawing/pen';
import type { Theme } from '../../drawing/theme';
import { formatInteger, shortNumber } from '../../words/numbers';
import { t } from '../../words/say';
import type { EvidenceKind } from './kind';

type Spread = Extract<Picture, { kind: 'spread' }>;

const LEFT = 12;
const RIGHT = 64;
const TOP = 8;
const HEIGHT = 112;
const BOTTOM = 24;

export const spreadEvidence: EvidenceKind<Spread> = {
  next: 'ArrowRight',
  height: () => TOP + HEIGHT + BOTTOM,
  items: ({ counts }) => counts.length,
  draw(pen, picture, width, at, theme) {
    const x = (z: number): number =>
      LEFT + axisShare(z, { min: picture.from, max: picture.to }, false) * (width - LEFT - RIGHT);
    drawCounts(pen, picture, x, at, theme);
    drawFunctions(pen, picture, x, width, theme);
    drawAxis(pen, picture, x, width, theme);
  },
  hit({ counts }, width, { x }) {
    const share = (x - LEFT) / (width - LEFT - RIGHT);
    return share < 0 || share >= 1 ? null : Math.floor(share * counts.length);
  },
  place({ counts }, width, item) {
    return { x: LEFT + ((item + 0.5) / counts.length) * (width - LEFT - RIGHT), y: TOP + HEIGHT };
  },
  say(picture, item) {
    const [from, to] = [edgeOf(picture, item), edgeOf(picture, item + 1)];
    const value = formatInteger(picture.counts[item]);
    const title = `${shortNumber(from)} ≤ z < ${shortNumber(to)}`;
    return { title, rows: [{ label: t('values'), value }] };
  },
  table: picture => ({
    caption: picture.caption,
    columns: [t('z from'), t('z to'), t('values')],
    rows: picture.counts.length,
    thin: 'evenly',
    cell: (row, column) => (column === 2 ? picture.counts[row] : edgeOf(picture, row + column)),
  }),
};

function edgeOf({ from, to, counts }: Spread, item: number): number {
  return from + (item / counts.length) * (to - from);
}

function drawCounts(
  pen: Pen,
  picture: Spread,
  x: (z: number) => number,
  at: number | null,
  theme: Theme,
): void {
  const { counts, flat } = picture;
  const most = Math.max(1, ...counts);
  counts.forEach((count, i) => {
    if (count === 0) return;
    const [from, to] = [edgeOf(picture, i), edgeOf(picture, i + 1)];
    const isFlat = Math.abs((from + to) / 2) > flat;
    const color = isFlat ? theme.parts.validation : theme.parts.train;
    const tall = Math.max(1, (count / most) * HEIGHT);
    pen.fillStyle = cssColor(color, i === at ? 0.9 : 0.5);
    pen.fillRect(x(from), TOP + HEIGHT - tall, Math.max(1, x(to) - x(from) - 0.5), tall);
  });
}

/** f from its least to its largest value over the range, and f′ from 0 to its largest. */
function drawFunctions(
  pen: Pen,
  { activation, from, to, values, slopes }: Spread,
  x: (z: number) => number,
  width: number,
  theme: Theme,
): void {
  const lines = [
    { name: activation, all: values, dash: [], low: Math.min(...values) },
    { name: 'f′(z)', all: slopes, dash: [5, 3], low: 0 },
  ];
  const ends: number[] = [];
  for (const { all, dash, low } of lines) {
    const high = Math.max(...all);
    const y = (value: number): number =>
      TOP + (1 - axisShare(value, { min: low, max: high > low ? high : low + 1 }, false)) * HEIGHT;
    pen.strokeStyle = cssColor(theme.foreground);
    pen.lineWidth = theme.highContrast ? 2 : 1.25;
    pen.setLineDash(dash);
    const at = (i: number): number => from + (i / (all.length - 1)) * (to - from);
    const points = all.map((value, i) => ({ x: at(i), y: value }));
    drawCurve(pen, points, x, y);
    pen.setLineDash([]);
    ends.push(Math.max(TOP + 5, Math.min(TOP + HEIGHT - 5, y(all[all.length - 1]))));
  }
  if (Math.abs(ends[0] - ends[1]) < 14) ends[1] = ends[0] + (ends[0] > TOP + HEIGHT / 2 ? -14 : 14);
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.fillStyle = cssColor(theme.foreground);
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  lines.forEach(({ name }, i) => pen.fillText(name, width - RIGHT + 6, ends[i]));
}

function drawAxis(
  pen: Pen,
  { from, to }: Spread,
  x: (z: number) => number,
  width: number,
  theme: Theme,
): void {
  const bottom = TOP + HEIGHT;
  pen.strokeStyle = cssColor(theme.line);
  pen.lineWidth = 1;
  drawLine(pen, LEFT, bottom + 0.5, width - RIGHT, bottom + 0.5);
  const ticks = linearTicks(from, to, Math.max(3, Math.floor((width - LEFT - RIGHT) / 70)));
  pen.font = `${theme.fontSize - 2}px ${theme.monoFont}`;
  pen.fillStyle = cssColor(theme.muted);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  for (const value of ticks.values) pen.fillText(ticks.label(value), x(value), bottom + 6);
  pen.textAlign = 'left';
  pen.fillText('z', width - RIGHT + 6, bottom + 6);
}
