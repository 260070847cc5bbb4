/** What is pointed at over the curves: one epoch, with the exact value of every series there. */
import { stepAfterEpoch } from '../run/course';
import type { CurveChart } from '../chart/curveChart';
import type { CurveFrame } from '../chart/curveFrame';
import { columnTitle, type Limits } from '../chart/curveSeries';
import { firstAbove } from '../drawing/decimate';
import { along } from '../picture/moves';
import type { Place, Point, Pointed, Said } from '../picture/cursor';
import { exactNumber, formatInteger } from '../words/numbers';
import { strings } from '../words/strings';
import { lineSample } from '../chart/samples';
import type { PageContext } from '../sections/view';

/** What is on the screen. */
export interface ShownCurves {
  chart(): CurveChart | null;
  frame(): CurveFrame | null;
  setZoom(limits: Limits | null): void;
}

/** An item is a row of the epoch log. */
export class CurveRows implements Pointed<number> {
  readonly isDragged = true;
  readonly keys = {
    '+': (row: number | null) => this.zoomBy(0.5, row),
    '=': (row: number | null) => this.zoomBy(0.5, row),
    '-': (row: number | null) => this.zoomBy(2, row),
    '0': () => this.shown.setZoom(null),
  };

  constructor(
    private readonly page: PageContext,
    private readonly shown: ShownCurves,
  ) {}

  hit({ x }: Point): number | null {
    const epoch = this.shown.chart()?.epochAt(x) ?? null;
    return epoch === null ? null : this.nearestRow(epoch);
  }

  place(row: number): Place | null {
    return this.shown.chart()?.placeOf(this.page.model.history.numbers.at(row)) ?? null;
  }

  say(row: number): Said | null {
    const { history, myLog } = this.page.model;
    if (row >= history.rows) return null;
    const epoch = history.numbers.at(row);
    const series = this.shown.frame()?.strips.flatMap(strip => strip.series) ?? [];
    return {
      title: `${strings.epoch} ${formatInteger(epoch)}`,
      rows: series.flatMap(({ name, column, part }) => {
        const printed = myLog?.valueAt(name, epoch) ?? null;
        const own = {
          label: columnTitle(name),
          value: exactNumber(history.columns[column].at(row)),
          swatch: lineSample(part, this.page.theme),
        };
        if (printed === null) return [own];
        const label = `${columnTitle(name)}, ${strings.myLog}`;
        return [own, { label, value: exactNumber(printed) }];
      }),
    };
  }

  move(from: number | null, key: string, far: boolean): number | null {
    const { rows } = this.page.model.history;
    return along(key, far, from ?? rows - 1, rows);
  }

  /** Shows the run as it was after this epoch. */
  choose(row: number): void {
    const { history, description, frame } = this.page.model;
    if (!description || !frame) return;
    this.page.goTo(stepAfterEpoch(description, frame.timeline, history.numbers.at(row)));
  }

  private nearestRow(epoch: number): number | null {
    const { numbers: epochs, rows } = this.page.model.history;
    if (rows === 0) return null;
    const above = Math.min(firstAbove(epochs, epoch, 0, rows), rows - 1);
    const below = Math.max(0, above - 1);
    return epoch - epochs.at(below) < epochs.at(above) - epoch ? below : above;
  }

  private zoomBy(factor: number, row: number | null): void {
    const frame = this.shown.frame();
    const { numbers: epochs, rows } = this.page.model.history;
    if (!frame || rows === 0) return;
    const span = (frame.epochs.max - frame.epochs.min) * factor;
    const last = epochs.at(rows - 1);
    if (span >= last) return this.shown.setZoom(null);
    const middle = epochs.at(row ?? rows - 1);
    const start = Math.max(0, Math.min(last - span, middle - span / 2));
    this.shown.setZoom({ min: start, max: start + span });
  }
}
