/** A line over the curves where the run stands, while that is not where they end. */
import { epochsAt } from '../run/course';
import type { CurveChart } from '../chart/curveChart';
import { element, setHidden } from '../kit/dom';
import type { PageModel } from '../run/model';

export class CurvePosition {
  readonly element = element('div', { class: 'chart-position' });

  constructor(private readonly model: PageModel) {
    this.element.hidden = true;
  }

  /** Follows the run, and the axes after they have changed. */
  update(chart: CurveChart | null): void {
    const { frame, description } = this.model;
    const back = frame && description && frame.position.step < frame.timeline.head;
    const x = chart && back ? this.place(chart) : null;
    setHidden(this.element, x === null);
    if (!chart || x === null) return;
    const { top, bottom } = chart.area;
    this.element.style.height = `${Math.round(bottom - top)}px`;
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(top)}px)`;
  }

  /** null where the axes do not reach. */
  private place({ epochs: scale }: CurveChart): number | null {
    const { frame, description } = this.model;
    if (!frame || !description) return null;
    const x = scale.getPixelForValue(epochsAt(description, frame.position));
    return x < scale.left - 1 || x > scale.right + 1 ? null : x;
  }
}
