/** The cursor over a sweep's curves: one epoch, with mean and spread of every group there. */
import { bandColor, bandDash } from '../chart/bands';
import type { CurveChart } from '../chart/curveChart';
import type { Band } from '../chart/curveFrame';
import { element } from '../kit/dom';
import { exactNumber, formatInteger, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { sweepStrings } from './sweepStrings';
import { strokeSample } from '../chart/samples';
import type { PageContext } from '../sections/view';

export interface SweepTarget {
  chart(): CurveChart | null;
  bands(): readonly Band[];
  seeAll(): void;
}

export class SweepCursor {
  readonly element = element('div', { class: 'chart-cursor' });
  private epoch: number | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly box: HTMLElement,
    private readonly target: SweepTarget,
  ) {
    this.element.hidden = true;
    box.addEventListener('pointermove', event => this.set(this.epochAt(event)));
    box.addEventListener('pointerdown', () => this.set(null));
    box.addEventListener('pointerleave', () => this.set(null));
    box.addEventListener('blur', () => this.set(null));
    box.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** Follows the axes and the numbers after they have changed. */
  update(): void {
    if (this.epoch !== null) this.set(this.epochs().includes(this.epoch) ? this.epoch : null);
  }

  private epochAt(event: PointerEvent): number | null {
    const scale = this.target.chart()?.epochs;
    if (!scale || event.buttons !== 0) return null;
    const x = event.clientX - this.box.getBoundingClientRect().left;
    if (x < scale.left - 4 || x > scale.right + 4) return null;
    const epoch = scale.getValueForPixel(x) ?? 0;
    return nearest(this.epochs(), epoch);
  }

  /** Those that any group has been measured at. */
  private epochs(): number[] {
    const all = this.target.bands().flatMap(({ mean }) => mean.map(({ x }) => x));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  private keyPressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '0') return this.target.seeAll();
    const epochs = this.epochs();
    const at = this.epoch === null ? epochs.length - 1 : epochs.indexOf(this.epoch);
    const jump = event.shiftKey ? Math.max(1, Math.round(epochs.length / 20)) : 1;
    const moves: Record<string, number> = {
      ArrowLeft: Math.max(0, at - jump),
      ArrowRight: Math.min(epochs.length - 1, at + jump),
      Home: 0,
      End: epochs.length - 1,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.set(epochs[moves[event.key]] ?? null);
    if (this.epoch === null) return;
    const words = this.rows(this.epoch).map(({ label, value }) => `${label} ${value}`);
    this.page.announce([this.title(this.epoch), ...words].join(', '));
  }

  private set(epoch: number | null): void {
    const shown = this.epoch !== null;
    this.epoch = epoch;
    const chart = this.target.chart();
    if (epoch === null || !chart) {
      this.element.hidden = true;
      if (shown) this.page.tooltip.hide();
      return;
    }
    const { top, bottom } = chart.area;
    const x = chart.epochs.getPixelForValue(epoch);
    this.element.hidden = false;
    this.element.style.height = `${Math.round(bottom - top)}px`;
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(top)}px)`;
    const box = this.box.getBoundingClientRect();
    this.page.tooltip.show(box.left + x, box.top + top, this.title(epoch), this.rows(epoch));
  }

  private title(epoch: number): string {
    return `${strings.epoch} ${formatInteger(epoch)}`;
  }

  private rows(epoch: number) {
    const { theme } = this.page;
    return this.target.bands().flatMap(({ number, label, mean, high }) => {
      const at = mean.findIndex(({ x }) => x === epoch);
      if (at < 0) return [];
      const { y } = mean[at];
      // Digits far below the spread say nothing, and would cover the curves; the table has them all.
      const spread = high.length > 0 ? ` ± ${formatNumber(high[at].y - y)}` : '';
      const value = spread ? formatNumber(y) + spread : exactNumber(y);
      const swatch = strokeSample(bandColor(number, theme), bandDash(number), theme);
      return [{ label: label || sweepStrings.allRuns, value, swatch }];
    });
  }
}

function nearest(sorted: readonly number[], value: number): number | null {
  let best: number | null = null;
  for (const each of sorted) {
    if (best === null || Math.abs(each - value) < Math.abs(best - value)) best = each;
  }
  return best;
}
