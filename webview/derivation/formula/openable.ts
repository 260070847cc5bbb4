/** The numbers of a formula that a click, or Enter on them, opens in turn. */
import type { NumberTerm } from '../../../src/engine/derivation/terms/term';
import type { Place } from '../../../src/protocol/snapshot';
import type { Mark } from './leaves';
import { isOne } from './lines';
import { placeText, type Naming } from './places';
import { words } from './words';

const CLASS = 'open-';

export class Openable {
  private places: Place[] = [];

  constructor(
    private readonly line: HTMLElement,
    open: (place: Place) => void,
  ) {
    const opened = (event: Event): void => {
      const place = this.placeOf(event.target);
      if (!place) return;
      event.preventDefault();
      open(place);
    };
    line.addEventListener('click', opened);
    line.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') opened(event);
    });
  }

  /** Forgets what the line has said before. */
  begin(): void {
    this.places = [];
  }

  readonly mark: Mark = (term: NumberTerm, tex: string): string => {
    if (!isOne(term.place)) return tex;
    this.places.push(term.place);
    return `\\class{${CLASS}${this.places.length - 1}}{${tex}}`;
  };

  /** Makes the numbers of a line that has just been typeset reachable by keyboard. */
  arrange(naming: Naming): void {
    for (const node of this.line.querySelectorAll(`[class*="${CLASS}"]`)) {
      const place = this.placeOf(node);
      if (!place) continue;
      const label = words.open(placeText(naming.description, place));
      node.setAttribute('tabindex', '0');
      node.setAttribute('role', 'link');
      node.setAttribute('aria-label', label);
      node.classList.add('openable');
    }
  }

  private placeOf(target: EventTarget | null): Place | null {
    if (!(target instanceof Element)) return null;
    const name = target.closest(`[class*="${CLASS}"]`)?.getAttribute('class') ?? '';
    const at = new RegExp(`${CLASS}(\\d+)`).exec(name)?.[1];
    return at === undefined ? null : (this.places[Number(at)] ?? null);
  }
}
