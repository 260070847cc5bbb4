/** Small histograms side by side, one for each layer, each between limits of its own. */
import type { Histogram } from '../../src/protocol/tensors';
import { cssColor } from '../drawing/colors';
import { drawLine } from '../chart/curvePicture';
import { fitText, textWidth } from '../drawing/fitText';
import { formatInteger, shortNumber } from '../words/numbers';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';

const LEAST_WIDTH = 132;
const CELL = { height: 104, gap: 14, top: 18, bottom: 18 };

/** Where the bars of one histogram stand (px). */
export interface HistogramBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function histogramBoxes(count: number, width: number): HistogramBox[] {
  const columns = Math.max(1, Math.min(count, Math.floor((width + CELL.gap) / LEAST_WIDTH)));
  const cell = (width - (columns - 1) * CELL.gap) / columns;
  return Array.from({ length: count }, (_, index) => ({
    left: (index % columns) * (cell + CELL.gap),
    top: Math.floor(index / columns) * CELL.height + CELL.top,
    width: cell,
    height: CELL.height - CELL.top - CELL.bottom - 8,
  }));
}

export function histogramsHeight(boxes: readonly HistogramBox[]): number {
  const last = boxes.at(-1);
  return last ? last.top + last.height + CELL.bottom + 2 : 0;
}

/** With what stands above it. */
export interface TitledHistogram {
  title: string;
  histogram: Histogram;
}

/** @param marked index of a histogram and of one of its bars */
export function drawHistograms(
  pen: Pen,
  histograms: readonly TitledHistogram[],
  boxes: readonly HistogramBox[],
  marked: { index: number; bar: number } | null,
  theme: Theme,
): void {
  histograms.forEach((histogram, index) => {
    const bar = marked?.index === index ? marked.bar : null;
    drawHistogram(pen, histogram, boxes[index], bar, theme);
  });
}

function drawHistogram(
  pen: Pen,
  { title, histogram }: TitledHistogram,
  box: HistogramBox,
  marked: number | null,
  theme: Theme,
): void {
  const { counts, low, high, zeros, nonFinite } = histogram;
  const { left, top, width, height } = box;
  const bottom = top + height;
  const most = Math.max(1, ...counts);
  const bar = width / counts.length;
  counts.forEach((count, index) => {
    if (count === 0) return;
    const tall = Math.max(1, (count / most) * height);
    pen.fillStyle = cssColor(index === marked ? theme.foreground : theme.parts.train);
    pen.fillRect(left + index * bar, bottom - tall, Math.max(1, bar - 0.5), tall);
  });
  pen.strokeStyle = cssColor(theme.line);
  pen.lineWidth = 1;
  drawLine(pen, left, bottom + 0.5, left + width, bottom + 0.5);
  const notes = [
    ...(zeros > 0 ? [strings.exactZeros(zeros)] : []),
    ...(nonFinite > 0 ? [strings.notFinite(nonFinite)] : []),
  ];
  pen.fillStyle = cssColor(theme.muted);
  pen.font = `${theme.fontSize - 2}px ${theme.font}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  const words = notes.join(' · ');
  const size = theme.fontSize - 2;
  pen.fillText(fitText(title, width - textWidth(words, size) - 6, size), left, top - 10);
  pen.textAlign = 'right';
  pen.fillText(words, left + width, top - 10);
  pen.font = `${theme.fontSize - 3}px ${theme.monoFont}`;
  pen.textBaseline = 'top';
  pen.textAlign = 'left';
  pen.fillText(shortNumber(low), left, bottom + 4);
  pen.textAlign = 'right';
  pen.fillText(shortNumber(high), left + width, bottom + 4);
  if (low < 0 && high > 0) {
    pen.textAlign = 'center';
    pen.fillText('0', left + width / 2, bottom + 4);
  }
}

/** The limits of a bar, and how many entries are between them. */
export function barOf({ low, high, counts }: Histogram, bar: number) {
  const width = (high - low) / counts.length;
  return { from: low + bar * width, to: low + (bar + 1) * width, count: counts[bar] };
}

/** "12 entries". */
export function entriesWords(count: number): string {
  return strings.entries(formatInteger(count), count === 1);
}
