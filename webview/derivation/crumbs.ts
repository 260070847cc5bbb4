/** The numbers opened on the way to the present one: a click goes back to it. */
import type { RunDescription } from '../../src/protocol/snapshot';
import { element, setHidden } from '../kit/dom';
import { placeText, tensorText } from './formula/places';
import type { Asked } from './trail';
import { words } from './formula/words';

export class Crumbs {
  readonly element = element('nav', { class: 'trail', attributes: { 'aria-label': words.trail } });
  private shown = '';

  constructor(private readonly goBack: (at: number) => void) {}

  update(description: RunDescription, places: readonly Asked[]): void {
    setHidden(this.element, places.length < 2);
    const names = places.map(place => nameOf(description, place));
    const shown = names.join('\n');
    if (shown === this.shown) return;
    this.shown = shown;
    const nodes = names.map((text, at) => this.crumb(text, at, at === names.length - 1));
    this.element.replaceChildren(...nodes);
  }

  private crumb(text: string, at: number, present: boolean): HTMLElement {
    if (present) return element('span', { text, attributes: { 'aria-current': 'true' } });
    const button = element('button', { class: 'link', text, attributes: { type: 'button' } });
    const item = element('span', {}, button);
    button.addEventListener('click', () => this.goBack(at));
    return item;
  }
}

/** The largest number of a tensor is named by the tensor until it is known. */
function nameOf(description: RunDescription, { tensor, layer, row, col }: Asked): string {
  const known = row !== null && col !== null;
  return known
    ? placeText(description, { tensor, layer, row, col })
    : tensorText(description, { tensor, layer });
}
