/** Sanity experiments: a button each, and the sentence that each has left. */
import { SANITY_NAMES, type SanityName, type SanityOutcome } from '../../src/protocol/findings';
import { element, setText } from '../kit/dom';
import { findingsStrings as words } from './findingsStrings';
import { textButton } from './fixRows';

export class SanityPart {
  private readonly outcomes = element('ul', { class: 'sanity-outcomes' });
  readonly element: HTMLElement;
  private shown = '';

  constructor(
    run: (name: SanityName) => void,
    private readonly announce: (text: string) => void,
  ) {
    const buttons = SANITY_NAMES.map(name =>
      textButton(words.sanityNames[name], words.sanityTitles[name], () => run(name)),
    );
    this.element = element(
      'div',
      { class: 'sanity' },
      element(
        'div',
        { class: 'part-head' },
        element('h3', { text: words.sanity }),
        element('span', { class: 'note', text: words.sanityNote }),
      ),
      element('div', { class: 'sanity-buttons' }, ...buttons),
      this.outcomes,
    );
  }

  update(outcomes: readonly SanityOutcome[]): void {
    const shown = JSON.stringify(outcomes);
    if (shown === this.shown) return;
    this.shown = shown;
    // The newest of those that have ended.
    const last = outcomes.filter(each => each.words !== null).sort((a, b) => b.ended - a.ended)[0];
    if (last?.words) this.announce(`${words.sanityNames[last.name]}: ${last.words}`);
    this.outcomes.replaceChildren(...outcomes.map(outcomeItem));
  }
}

function outcomeItem({ name, words: said, ended }: SanityOutcome): HTMLElement {
  const item = element('li', {}, element('b', { text: words.sanityNames[name] }));
  const text = element('span');
  setText(text, said === null ? words.running : said);
  item.append(' ', text);
  if (said !== null) item.append(' ', element('span', { class: 'note', text: timeOf(ended) }));
  return item;
}

function timeOf(ended: number): string {
  return new Date(ended).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
