/** How the entries of the current tensor are spread. */
import type { Histogram } from '../../src/protocol/tensors';
import { cssColor } from '../drawing/colors';
import type { Pen } from '../drawing/pen';
import type { Theme } from '../drawing/theme';
import type { Place, Point, Said } from '../picture/cursor';
import { along } from '../picture/moves';
import type { Widths } from '../kit/dom';
import { PictureBox, type BoxHost, type Scene, type Size } from '../picture/pictureBox';
import { counted, exactNumber, shortNumber } from '../words/numbers';
import { inspectorStrings as strings } from './inspectorStrings';

/** In CSS pixels: the bars, and below them the line of the limits. */
const BARS = 44;
const LIMITS = 16;
export const DISTRIBUTION_HEIGHT = BARS + LIMITS;

export interface Spread {
  histogram: Histogram;
  isGradient: boolean;
}

export function drawDistribution(
  pen: Pen,
  { histogram, isGradient }: Spread,
  width: number,
  at: number | null,
  theme: Theme,
): void {
  const { counts, low, high } = histogram;
  const most = Math.max(1, ...counts);
  const bar = width / counts.length;
  const color = isGradient ? theme.gradient : theme.parts.train;
  counts.forEach((count, index) => {
    if (count === 0) return;
    const tall = Math.max(1, (count / most) * BARS);
    pen.fillStyle = cssColor(index === at ? theme.foreground : color);
    pen.fillRect(index * bar, BARS - tall, Math.max(1, bar - 1), tall);
  });
  pen.fillStyle = cssColor(theme.line);
  pen.fillRect(0, BARS, width, 1);
  pen.fillStyle = cssColor(theme.muted);
  pen.font = `11px ${theme.monoFont}`;
  pen.textBaseline = 'top';
  pen.textAlign = 'left';
  pen.fillText(shortNumber(low), 0, BARS + 4);
  pen.textAlign = 'right';
  pen.fillText(shortNumber(high), width, BARS + 4);
  if (!(low < 0 && high > 0)) return;
  pen.textAlign = 'center';
  pen.fillText('0', width / 2, BARS + 4);
}

/** An item is the index of a bar. */
export class Distribution implements Scene<number> {
  readonly box: PictureBox<number>;
  private spread: Spread | null = null;
  private title = '';

  constructor(
    private readonly host: BoxHost,
    private readonly widths: Widths,
  ) {
    const look = { class: 'distribution', name: '', hint: strings.distributionHint };
    this.box = new PictureBox<number>(host, this, look);
  }

  /** @param title what it is of, for a screen reader */
  update(spread: Spread | null, title: string): void {
    this.spread = spread;
    this.title = title;
    this.box.element.setAttribute('aria-label', title);
    this.box.label(title);
    this.box.update();
  }

  size(): Size {
    return { width: Math.max(1, this.widths.of(this.box.element)), height: DISTRIBUTION_HEIGHT };
  }

  key(at: number | null): readonly unknown[] {
    return [this.spread?.histogram, this.spread?.isGradient, at];
  }

  draw(pen: Pen, at: number | null): void {
    const { width, height } = this.size();
    this.box.context.clearRect(0, 0, width, height);
    if (this.spread) drawDistribution(pen, this.spread, width, at, this.host.theme);
  }

  hit({ x, y }: Point): number | null {
    const { width } = this.size();
    if (!this.spread || x < 0 || x >= width || y < 0 || y > BARS) return null;
    return Math.floor((x / width) * this.spread.histogram.counts.length);
  }

  move(from: number | null, key: string, far: boolean): number | null {
    const count = this.spread?.histogram.counts.length ?? 0;
    return along(key, far, from ?? -1, count);
  }

  place(bar: number): Place {
    const count = this.spread?.histogram.counts.length ?? 1;
    return { x: ((bar + 0.5) / count) * this.size().width, y: 0 };
  }

  say(bar: number): Said | null {
    const { low = 0, high = 0, counts } = this.spread?.histogram ?? {};
    if (!counts || bar >= counts.length) return null;
    const edge = (index: number): string => {
      const value = low + ((high - low) / counts.length) * index;
      // Without the last bits of noise: limits are round numbers.
      return exactNumber(Number(value.toPrecision(12)));
    };
    const value = counted(counts[bar], 'entry', 'entries');
    return { title: this.title, rows: [{ label: `${edge(bar)} … ${edge(bar + 1)}`, value }] };
  }
}
