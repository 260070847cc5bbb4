/** The cursor over the curves: one epoch, with the exact value of every series there. */
import { stepAfterEpoch } from '../run/course';
import type { CurveChart } from '../chart/curveChart';
import type { CurveFrame } from '../chart/curveFrame';
import { columnTitle, type Limits, type Part } from '../chart/curveSeries';
import { firstAbove } from '../drawing/decimate';
import { element } from '../kit/dom';
import { exactNumber, formatInteger } from '../words/numbers';
import { strings } from '../words/strings';
import { lineSample } from '../chart/samples';
import type { PageContext } from '../sections/view';

export interface CursorTarget {
  chart(): CurveChart | null;
  frame(): CurveFrame | null;
  setZoom(limits: Limits | null): void;
}

export class CurveCursor {
  readonly element = element('div', { class: 'chart-cursor' });
  /** Row of the epoch log under the cursor. */
  private row: number | null = null;
  /** Where the pointer went down: further away it is a drag, which zooms. */
  private downAt = 0;

  constructor(
    private readonly page: PageContext,
    private readonly box: HTMLElement,
    private readonly target: CursorTarget,
  ) {
    this.element.hidden = true;
    box.addEventListener('pointermove', event => this.pointerMoved(event));
    box.addEventListener('pointerdown', event => this.pressed(event));
    box.addEventListener('click', event => this.clicked(event));
    box.addEventListener('pointerleave', () => this.set(null));
    box.addEventListener('blur', () => this.set(null));
    box.addEventListener('keydown', event => this.keyPressed(event));
  }

  /** Follows the axes after they have changed. */
  update(): void {
    if (this.row === null) return;
    if (this.row >= this.page.model.history.rows) this.set(null);
    else this.show();
  }

  private set(row: number | null): void {
    const shown = this.row !== null;
    this.row = row;
    if (row !== null) return this.show();
    this.element.hidden = true;
    if (shown) this.page.tooltip.hide();
  }

  private pointerMoved(event: PointerEvent): void {
    const scale = this.target.chart()?.epochs;
    if (!scale || event.buttons !== 0) return this.set(null);
    const x = event.clientX - this.box.getBoundingClientRect().left;
    if (x < scale.left - 4 || x > scale.right + 4) return this.set(null);
    this.set(this.nearestRow(scale.getValueForPixel(x) ?? 0));
  }

  private pressed(event: PointerEvent): void {
    this.downAt = event.clientX;
    this.set(null);
  }

  private clicked(event: MouseEvent): void {
    const scale = this.target.chart()?.epochs;
    if (!scale || Math.abs(event.clientX - this.downAt) > 3 || event.detail > 1) return;
    const x = event.clientX - this.box.getBoundingClientRect().left;
    if (x < scale.left - 4 || x > scale.right + 4) return;
    this.goTo(this.nearestRow(scale.getValueForPixel(x) ?? 0));
  }

  /** Shows the run as it was after this epoch. */
  private goTo(row: number | null): void {
    const { history, description, frame } = this.page.model;
    if (row === null || !description || !frame) return;
    this.page.goTo(stepAfterEpoch(description, frame.timeline, history.numbers.at(row)));
  }

  private nearestRow(epoch: number): number | null {
    const { numbers: epochs, rows } = this.page.model.history;
    if (rows === 0) return null;
    const above = Math.min(firstAbove(epochs, epoch, 0, rows), rows - 1);
    const below = Math.max(0, above - 1);
    return epoch - epochs.at(below) < epochs.at(above) - epoch ? below : above;
  }

  private keyPressed(event: KeyboardEvent): void {
    const { rows } = this.page.model.history;
    if (rows === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = this.row ?? rows - 1;
    const jump = event.shiftKey ? Math.max(1, Math.round(rows / 20)) : 1;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => this.set(Math.max(0, row - jump)),
      ArrowRight: () => this.set(Math.min(rows - 1, row + jump)),
      Home: () => this.set(0),
      End: () => this.set(rows - 1),
      '+': () => this.zoomBy(0.5, row),
      '=': () => this.zoomBy(0.5, row),
      '-': () => this.zoomBy(2, row),
      '0': () => this.target.setZoom(null),
      Enter: () => this.goTo(row),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
    const words = this.values().map(({ name, value }) => `${name} ${value}`);
    if (this.row !== null) this.page.announce([this.epochWords(this.row), ...words].join(', '));
  }

  private zoomBy(factor: number, row: number): void {
    const frame = this.target.frame();
    if (!frame) return;
    const { numbers: epochs, rows } = this.page.model.history;
    const span = (frame.epochs.max - frame.epochs.min) * factor;
    const last = epochs.at(rows - 1);
    if (span >= last) return this.target.setZoom(null);
    const start = Math.max(0, Math.min(last - span, epochs.at(row) - span / 2));
    this.target.setZoom({ min: start, max: start + span });
  }

  private show(): void {
    const chart = this.target.chart();
    if (!chart || this.row === null) return;
    const scale = chart.epochs;
    const { top, bottom } = chart.area;
    const x = scale.getPixelForValue(this.page.model.history.numbers.at(this.row));
    const outside = x < scale.left - 1 || x > scale.right + 1;
    this.element.hidden = outside;
    if (outside) return this.page.tooltip.hide();
    this.element.style.height = `${Math.round(bottom - top)}px`;
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(top)}px)`;
    const box = this.box.getBoundingClientRect();
    const rows = this.values().map(({ name, value, part }) => ({
      label: name,
      value,
      swatch: lineSample(part, this.page.theme),
    }));
    this.page.tooltip.show(box.left + x, box.top + top, this.epochWords(this.row), rows);
  }

  private epochWords(row: number): string {
    return `${strings.epoch} ${formatInteger(this.page.model.history.numbers.at(row))}`;
  }

  private values(): { name: string; value: string; part: Part }[] {
    const { row } = this;
    if (row === null) return [];
    const series = this.target.frame()?.strips.flatMap(strip => strip.series) ?? [];
    return series.map(({ name, column, part }) => ({
      name: columnTitle(name),
      value: exactNumber(this.page.model.history.columns[column].at(row)),
      part,
    }));
  }
}
