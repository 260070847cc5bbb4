/** Dragging over the plot marks a range of epochs; let go, the curves show that range alone. */
import type { CurveChart } from '../chart/curveChart';
import type { Limits } from '../chart/curveSeries';
import { element, magnification, setHidden } from '../kit/dom';

/** A pointer that has moved less than this (px) has clicked. */
const LEAST = 6;

export class DragZoom {
  readonly element = element('div', { class: 'drag-zoom' });
  /** Where the pointer went down, from the left of the box (px); null: it is up. */
  private from: number | null = null;

  /** @param box with the chart in it, from its upper left corner on */
  constructor(
    private readonly box: HTMLElement,
    private readonly chart: () => CurveChart | null,
    private readonly zoomed: (limits: Limits) => void,
  ) {
    this.element.hidden = true;
    box.addEventListener('pointerdown', event => this.begin(event));
    box.addEventListener('pointermove', event => {
      // It was let go outside of the page.
      if (event.buttons === 0) this.leave();
      else this.mark(this.xOf(event));
    });
    box.addEventListener('pointerup', event => this.end(this.xOf(event)));
    for (const ending of ['pointercancel', 'lostpointercapture'])
      box.addEventListener(ending, () => this.leave());
  }

  private begin(event: PointerEvent): void {
    const x = this.xOf(event);
    const epoch = this.chart()?.epochAt(x) ?? null;
    if (event.button !== 0 || epoch === null) return;
    this.from = x;
  }

  private mark(x: number): void {
    const chart = this.chart();
    const { from } = this;
    if (from === null || !chart) return;
    const { left, right, top, bottom } = chart.plot;
    const [low, high] = [Math.max(left, Math.min(from, x)), Math.min(right, Math.max(from, x))];
    setHidden(this.element, high - low < LEAST);
    const { style } = this.element;
    style.width = `${Math.round(high - low)}px`;
    style.height = `${Math.round(bottom - top)}px`;
    style.transform = `translate(${Math.round(low)}px, ${Math.round(top)}px)`;
  }

  private end(x: number): void {
    const chart = this.chart();
    const { from } = this;
    this.leave();
    if (from === null || !chart || Math.abs(x - from) < LEAST) return;
    const ends = [from, x].map(each => chart.epochOf(each));
    this.zoomed({ min: Math.min(...ends), max: Math.max(...ends) });
  }

  private leave(): void {
    this.from = null;
    setHidden(this.element, true);
  }

  private xOf({ clientX }: PointerEvent): number {
    return (clientX - this.box.getBoundingClientRect().left) / magnification();
  }
}
