/** The causes that were looked for and not found, each with what was looked at; folded. */
import type { RuledOut } from '../../src/protocol/findings';
import { sameItems } from '../drawing/memo';
import { element, setHidden, setText } from '../kit/dom';
import { findingsStrings as words } from './findingsStrings';

export class RuledOutList {
  private readonly summary = element('summary');
  private readonly list = element('dl');
  readonly element = element('details', { class: 'ruled-out' }, this.summary, this.list);
  private shown: readonly RuledOut[] = [];

  /** @param explain opens what is written about a cause */
  constructor(private readonly explain: (id: string) => void) {}

  /** @param isSound whether none was found */
  update(causes: readonly RuledOut[], isSound: boolean): void {
    setText(this.summary, words.ruledOut(causes.length, isSound));
    setHidden(this.element, causes.length === 0);
    if (sameItems(causes, this.shown)) return;
    this.shown = causes;
    const rows = causes.flatMap(({ id, words: looked }) => {
      const attributes = { type: 'button', title: words.explain(id) };
      const name = element('button', { class: 'link', text: words.cause(id), attributes });
      name.addEventListener('click', () => this.explain(id));
      return [element('dt', {}, name), element('dd', { text: looked })];
    });
    this.list.replaceChildren(...rows);
  }
}
