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
    const isBack = frame && description && frame.position.step < frame.timeline.head;
    const place = isBack ? chart?.placeOf(epochsAt(description, frame.position)) : null;
    setHidden(this.element, !place);
    if (!place) return;
    const { x, y, mark } = place;
    this.element.style.height = `${Math.round(mark)}px`;
    this.element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }
}
