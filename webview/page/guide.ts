/** Goes to what has been chosen: to its tab and its section, which is unfolded and kept in sight. */
import type { Reveal } from '../../src/protocol/panel';
import type { Section } from '../sections/section';
import { Follow, type RevealingView } from '../sections/follow';
import type { PageContext, View } from '../sections/view';
import { strings } from '../words/strings';
import { hasTensor } from '../words/tensorNames';
import type { Views } from './views';

export class Guide {
  private readonly follow: Follow;

  constructor(
    private readonly page: PageContext,
    private readonly views: Views,
    sections: readonly Section[],
    private readonly unfold: (view: View) => void,
  ) {
    this.follow = new Follow(sections);
  }

  goTo(view: RevealingView): void {
    const { page } = this;
    this.follow.begin(view);
    if (view.place !== 'timeline') page.showTab(view.place);
    if (page.choices.isCollapsed(view.id)) this.unfold(view);
  }

  /** Soon in sight, whatever is there now. */
  goesTo(view: View): boolean {
    return this.follow.goesTo(view);
  }

  /** Keeps it in sight: to be called after each drawing. */
  update(): void {
    this.follow.update();
  }

  /** As if it had been chosen here; the inspector knows already. */
  reveal(what: Reveal): void {
    const { page, views } = this;
    if (typeof what === 'string') {
      const { gradientCheck: gradients, findings, sweep } = views;
      const view = { gradients, findings, sweep }[what];
      page.announce(view.words());
      return this.goTo(view);
    }
    const { description } = page.model;
    // A lens counts the layers of the file; the run that is shown may have fewer.
    if (description && !hasTensor(description, what)) page.announce(strings.noSuchTensor);
    else {
      page.choices.select(what, null);
      views.matrices.choose(what);
      views.derivation.choose(what, null);
    }
    this.goTo(views.matrices);
  }
}
