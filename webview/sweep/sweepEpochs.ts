/** What is pointed at over a sweep's curves: one epoch, with mean and spread of every group there. */
import { bandColor, bandDash } from '../chart/bands';
import type { CurveChart } from '../chart/curveChart';
import type { Band } from '../chart/curveFrame';
import { along } from '../picture/moves';
import type { Place, Point, Pointed, Said } from '../picture/cursor';
import { exactNumber, formatInteger, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { sweepStrings } from './sweepStrings';
import { strokeSample } from '../chart/samples';
import type { PageContext } from '../sections/view';

/** What is on the screen. */
export interface ShownSweep {
  chart(): CurveChart | null;
  bands(): readonly Band[];
  seeAll(): void;
}

/** An item is the number of an epoch that some group has been measured at. */
export class SweepEpochs implements Pointed<number> {
  readonly isDragged = true;
  readonly keys = { '0': () => this.shown.seeAll() };

  constructor(
    private readonly page: PageContext,
    private readonly shown: ShownSweep,
  ) {}

  hit({ x }: Point): number | null {
    const epoch = this.shown.chart()?.epochAt(x) ?? null;
    return epoch === null ? null : nearest(this.epochs(), epoch);
  }

  place(epoch: number): Place | null {
    return this.shown.chart()?.placeOf(epoch) ?? null;
  }

  say(epoch: number): Said | null {
    if (!this.epochs().includes(epoch)) return null;
    return { title: `${strings.epoch} ${formatInteger(epoch)}`, rows: this.rows(epoch) };
  }

  move(from: number | null, key: string, far: boolean): number | null {
    const epochs = this.epochs();
    const at = from === null ? epochs.length - 1 : epochs.indexOf(from);
    const next = along(key, far, at, epochs.length);
    return next === null ? null : epochs[next];
  }

  private epochs(): number[] {
    const all = this.shown.bands().flatMap(({ mean }) => mean.map(({ x }) => x));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  private rows(epoch: number) {
    const { theme } = this.page;
    return this.shown.bands().flatMap(({ number, label, mean, high }) => {
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
