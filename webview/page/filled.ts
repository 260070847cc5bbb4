/** The section that fills the panel, while one does: nothing of it is kept over a reload. */
import { magnify } from '../kit/dom';
import type { Section } from '../sections/section';
import type { PageContext } from '../sections/view';
import { figureStrings as words } from '../words/figureStrings';
import { formatInteger } from '../words/numbers';

/** How many times larger it is; as in the style sheet. */
const MAGNIFIED = 1.7;

export class Filled {
  private shown: Section | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly root: HTMLElement,
  ) {
    magnify(1);
  }

  /** null: there is none. */
  get section(): Section | null {
    return this.shown;
  }

  /** Shows the section of a picture alone, or all of them again. */
  toggle(sections: readonly Section[], picture: Element): void {
    if (this.leave()) return;
    const section = sections.find(({ element }) => element.contains(picture));
    if (!section) return;
    this.show(section);
    this.page.announce(words.filled(section.view.title()));
  }

  /** Answers whether there was one. */
  leave(): boolean {
    const isFilled = this.shown !== null;
    if (isFilled) this.show(null);
    return isFilled;
  }

  /** Says where the run stands; what has nothing to say any more leaves its place to the others. */
  update(): void {
    if (this.shown?.element.hidden) this.leave();
    const { subject, model } = this.page;
    const step = formatInteger(model.frame?.position.step ?? 0);
    this.shown?.showAlone(words.filledWords(subject.name, step));
  }

  private show(section: Section | null): void {
    this.page.tooltip.dismiss();
    this.shown?.showAlone(null);
    this.shown = section;
    magnify(section ? MAGNIFIED : 1);
    this.root.classList.toggle('filled-root', section !== null);
    this.page.schedule();
  }
}
