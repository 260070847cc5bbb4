/** Marks below the curves where findings begin: pressed, they lead to them. */
import type { CurveChart } from '../chart/curveChart';
import { element, setHidden } from '../kit/dom';
import { icon } from '../kit/icons';
import type { PageContext } from '../sections/view';
import { formatInteger } from '../words/numbers';
import { strings } from '../words/strings';

/** Half the width of a mark (px). */
const HALF = 8;

export class FindingMarks {
  readonly element = element('div', { class: 'finding-marks' });
  private shown: unknown = null;
  private marks: { epoch: number; mark: HTMLElement }[] = [];

  constructor(private readonly page: PageContext) {}

  /** Follows the findings, and the axes after they have changed. */
  update(chart: CurveChart | null): void {
    const findings = this.page.model.findings?.findings ?? [];
    if (findings !== this.shown) {
      this.shown = findings;
      this.marks = findings.flatMap(({ id, message, since }) =>
        since === null ? [] : [{ epoch: since, mark: this.mark(id, message, since) }],
      );
      this.element.replaceChildren(...this.marks.map(({ mark }) => mark));
    }
    for (const { epoch, mark } of this.marks) {
      const place = chart?.placeOf(epoch);
      setHidden(mark, !place);
      if (!place) continue;
      const [x, y] = [place.x - HALF, place.y + place.mark - HALF];
      mark.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  }

  private mark(id: string, message: string, epoch: number): HTMLElement {
    const title = strings.findingMark(formatInteger(epoch), message);
    const attributes = { type: 'button', title, 'aria-label': title };
    const mark = element('button', { class: 'finding-mark', attributes }, icon('warning'));
    mark.addEventListener('click', () => this.page.showFinding(id));
    return mark;
  }
}
