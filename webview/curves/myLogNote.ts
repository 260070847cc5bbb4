/** What is said below the curves of a student's log, and the mark where it parts from the run. */
import type { CurveChart } from '../chart/curveChart';
import { element, setHidden, setText } from '../kit/dom';
import { icon } from '../kit/icons';
import { stepAfterEpoch } from '../run/course';
import type { PageContext } from '../sections/view';
import type { MyLog } from '../../src/protocol/runs';
import { formatInteger } from '../words/numbers';
import { myLogStrings as words } from './myLogStrings';

/** Half the width of the mark (px). */
const HALF = 8;

export class MyLogNote {
  private readonly text = element('span', { class: 'my-log-text' });
  private readonly goTo = element('button', { class: 'link', attributes: { type: 'button' } });
  private readonly dismiss = element(
    'button',
    {
      class: 'icon-button',
      attributes: { type: 'button', title: words.dismiss, 'aria-label': words.dismiss },
    },
    icon('close'),
  );
  private readonly words = element('div', { class: 'my-log-words' }, this.text, this.goTo);
  readonly element = element('div', { class: 'my-log' }, this.words, this.dismiss);
  readonly mark = element('button', {
    class: 'my-log-mark',
    text: '≠',
    attributes: { type: 'button' },
  });
  /** What was said last. */
  private told: MyLog | null = null;

  constructor(private readonly page: PageContext) {
    this.dismiss.addEventListener('click', () => {
      page.post({ type: 'log', act: 'dismiss' });
      page.announce(words.dismissed);
    });
    for (const button of [this.goTo, this.mark])
      button.addEventListener('click', event => {
        // The plot below would take it for a click on the nearest epoch.
        event.stopPropagation();
        this.show();
      });
  }

  update(): void {
    const report = this.page.model.myLog?.report ?? null;
    setHidden(this.element, report === null || this.page.timeline === 'line');
    if (report === null || report === this.told) return;
    this.told = report;
    const { verdict, message, first } = report;
    const said = verdict === 'comparing' ? words.comparing : message;
    setText(this.text, said);
    setHidden(this.goTo, first === null);
    if (first) {
      const epoch = formatInteger(first.epoch);
      setText(this.goTo, words.goTo(epoch));
      this.mark.title = words.mark(epoch);
      this.mark.setAttribute('aria-label', words.mark(epoch));
    }
    this.page.announce(said);
  }

  /** Follows the axes after they have changed. */
  place(chart: CurveChart | null): void {
    const first = this.page.model.myLog?.report.first ?? null;
    const place = first && chart ? chart.placeOf(first.epoch) : null;
    setHidden(this.mark, !place);
    if (!place) return;
    const [x, y] = [place.x - HALF, place.y - HALF];
    this.mark.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  private show(): void {
    const { myLog, description, frame } = this.page.model;
    const first = myLog?.report.first;
    if (!first || !description || !frame) return;
    this.page.goTo(stepAfterEpoch(description, frame.timeline, first.epoch), true);
  }
}
