/** A part of the derivation that is opened on demand; what is folded is not computed. */
import { element, setHidden, setText } from '../kit/dom';

export class Fold {
  private readonly summary = element('summary', { class: 'fold-title' });
  readonly content = element('div', { class: 'fold-content' });
  readonly element = element('details', { class: 'fold' }, this.summary, this.content);

  constructor(toggled: () => void) {
    setHidden(this.element, true);
    this.element.addEventListener('toggle', toggled);
  }

  unfold(): void {
    this.element.open = true;
  }

  /** Is there something to write into the content? */
  show(title: string | null): boolean {
    setHidden(this.element, title === null);
    setText(this.summary, title ?? '');
    return title !== null && this.element.open;
  }
}
