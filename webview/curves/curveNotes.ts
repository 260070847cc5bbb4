/** What is said below the curves of how they are to be read. */
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import type { PageContext } from '../sections/view';
import { strings } from '../words/strings';

export class CurveNotes {
  private readonly thinned = element('p', { class: 'note thinned' });
  private readonly otherLoss = element('p', { class: 'note', text: strings.otherLoss });
  readonly elements = [this.thinned, this.otherLoss];

  constructor(private readonly page: PageContext) {}

  update(): void {
    const { history, pastRuns } = this.page.model;
    setHidden(this.thinned, history.thinned === 1);
    setText(this.thinned, strings.thinnedShort(history.thinned));
    setAttribute(this.thinned, 'title', strings.thinned(history.thinned));
    setHidden(this.otherLoss, !pastRuns.differIn('loss'));
  }
}
