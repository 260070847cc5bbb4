/** Marks below the curves where findings begin: pressed, they lead to them. */
import type { CurveChart } from '../chart/curveChart';
import { element, setHidden } from '../kit/dom';
import { icon } from '../kit/icons';
import { roundedFrom } from '../run/rounded';
import type { PageContext } from '../sections/view';
import { formatInteger } from '../words/numbers';
import { strings } from '../words/strings';

/** Half the width of a mark (px). */
const HALF = 8;

export class FindingMarks {
  readonly element = element('div', { class: 'finding-marks' });
  /** Over what depends on rounding: the finding says so in words. */
  private readonly shade = element('div', { class: 'digits-shade' });
  private shown: unknown = null;
  private marks: { epoch: number; mark: HTMLElement }[] = [];
  /** Epoch from which on the digits of the run depend on rounding. */
  private roundedFrom: number | null = null;

  constructor(private readonly page: PageContext) {}

  /** Follows the findings, and the axes after they have changed. */
  update(chart: CurveChart | null): void {
    const findings = this.page.model.findings?.findings ?? [];
    if (findings !== this.shown) {
      this.shown = findings;
      this.marks = findings.flatMap(({ id, message, since }) =>
        since === null ? [] : [{ epoch: since, mark: this.mark(id, message, since) }],
      );
      this.roundedFrom = roundedFrom(this.page.model.findings);
      this.element.replaceChildren(this.shade, ...this.marks.map(({ mark }) => mark));
    }
    this.updateShade(chart);
    for (const { epoch, mark } of this.marks) {
      const place = chart?.placeOf(epoch);
      setHidden(mark, !place);
      if (!place) continue;
      const [x, y] = [place.x - HALF, place.y + place.mark - HALF];
      mark.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }
  }

  private updateShade(chart: CurveChart | null): void {
    const from = this.roundedFrom;
    const place = chart && from !== null ? chart.placeFrom(from) : null;
    setHidden(this.shade, !place);
    if (!place) return;
    const { x, y, width, height } = place;
    const { style } = this.shade;
    style.width = `${Math.round(width)}px`;
    style.height = `${Math.round(height)}px`;
    style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  private mark(id: string, message: string, epoch: number): HTMLElement {
    const title = strings.findingMark(formatInteger(epoch), message);
    const attributes = { type: 'button', title, 'aria-label': title };
    const mark = element('button', { class: 'finding-mark', attributes }, icon('warning'));
    mark.addEventListener('click', () => this.page.showFinding(id));
    return mark;
  }
}
