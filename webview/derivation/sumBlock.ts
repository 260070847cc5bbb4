/** The terms of a sum, the largest first: which cancel, and which one dominates. */
import type { SumTerm, Term } from '../../src/engine/derivation/terms/term';
import type { Derivation, Place } from '../../src/protocol/snapshot';
import { element, setHidden } from '../kit/dom';
import { exactNumber } from '../words/numbers';
import { Fold } from './fold';
import { isOne, sumIn } from './formula/lines';
import { placeText, type Naming } from './formula/places';
import { words } from './formula/words';

/** What the block can ask for. */
export interface SumActions {
  open(place: Place): void;
  /** Follows this row down to the loss. */
  follow(row: number): void;
  more(): void;
  toggled(): void;
}

interface Scale {
  /** Of all terms together. */
  sizes: number;
  /** Of the largest term: its bar is full. */
  largest: number;
}

export class SumBlock {
  private readonly fold: Fold;
  private readonly table = element('table', { class: 'sum-table' });
  private readonly more = element('button', {
    class: 'link',
    text: words.all,
    attributes: { type: 'button' },
  });

  constructor(private readonly actions: SumActions) {
    this.fold = new Fold(() => actions.toggled());
    this.more.addEventListener('click', () => actions.more());
    const frame = element(
      'div',
      { class: 'table-frame', attributes: { tabindex: '0' } },
      this.table,
    );
    this.fold.content.append(frame, this.more);
  }

  get element(): HTMLElement {
    return this.fold.element;
  }

  update({ formula }: Derivation, naming: Naming, digits: number | null): void {
    const sum = formula && sumIn(formula);
    const shown = sum && sum.count > 1 ? sum : null;
    if (!this.fold.show(shown && titleOf(shown, digits)) || !shown) return;
    setHidden(this.more, shown.rest === null);
    this.write(shown, naming, digits);
  }

  private write(sum: SumTerm, naming: Naming, digits: number | null): void {
    const scale = { sizes: sum.positive - sum.negative, largest: 0 };
    const ordered = [...sum.terms].sort(
      (a, b) => Math.abs(b.term.value) - Math.abs(a.term.value) || a.index - b.index,
    );
    scale.largest = Math.abs(ordered[0].term.value);
    const numbers = factorsOf(sum.general).length;
    const head = element('tr');
    const titles = [words.termOf[sum.over], ...heads(sum, naming), words.term, words.share];
    head.append(...titles.map(text => element('th', { text, attributes: { scope: 'col' } })));
    const body = element('tbody');
    for (const { index, term } of ordered) {
      const line = element('tr', {}, this.nameCell(sum, index));
      const factors = factorsOf(term);
      for (const factor of factors) line.append(this.numberCell(factor, naming, digits));
      line.append(valueCell(term.value, digits), shareCell(term.value, scale));
      body.append(line);
    }
    if (sum.rest) {
      const name = element('th', {
        text: words.others(sum.rest.count),
        attributes: { scope: 'row', colspan: String(numbers + 1) },
      });
      const { value } = sum.rest;
      body.append(element('tr', {}, name, valueCell(value, digits), element('td')));
    }
    this.table.replaceChildren(element('thead', {}, head), body);
  }

  private nameCell(sum: SumTerm, index: number): HTMLElement {
    const text = String(index + 1);
    const cell = element('th', { attributes: { scope: 'row' } });
    if (sum.over !== 'r') {
      cell.textContent = text;
      return cell;
    }
    const button = element('button', { class: 'link', text, attributes: { type: 'button' } });
    button.title = words.followRow(index);
    button.addEventListener('click', () => this.actions.follow(index));
    cell.append(button);
    return cell;
  }

  private numberCell(term: Term, naming: Naming, digits: number | null): HTMLElement {
    const cell = valueCell(term.value, digits);
    if (term.kind !== 'number' || !isOne(term.place)) return cell;
    const { place } = term;
    const button = element('button', {
      class: 'link',
      text: words.number(term.value, digits),
      attributes: { type: 'button', title: words.open(placeText(naming.description, place)) },
    });
    button.addEventListener('click', () => this.actions.open(place));
    cell.replaceChildren(button);
    return cell;
  }
}

function titleOf(sum: SumTerm, digits: number | null): string {
  const [up, down, total] = [sum.positive, sum.negative, sum.value].map(value =>
    words.number(value, digits),
  );
  const title = words.sumOver[sum.over](sum.count);
  const both = sum.positive > 0 && sum.negative < 0;
  return both ? `${title}: ${words.sumLine(up, down, total)}` : `${title}: ${total}`;
}

/** The numbers of one term; a term of another kind is one number. */
function factorsOf(term: Term): Term[] {
  return term.kind === 'product' ? term.factors : [];
}

function heads({ general }: SumTerm, { description }: Naming): string[] {
  return factorsOf(general).map(factor =>
    factor.kind === 'number'
      ? placeText(description, { ...factor.place, row: 0, col: 0 }).split('[', 1)[0]
      : words.factor,
  );
}

function valueCell(value: number, digits: number | null): HTMLElement {
  const text = words.number(value, digits);
  return element('td', { text, attributes: { title: exactNumber(value) } });
}

/** Of the sizes of all terms; a bar from the left where it adds, from the right where it takes away. */
function shareCell(value: number, { sizes, largest }: Scale): HTMLElement {
  const share = sizes > 0 ? Math.abs(value) / sizes : 0;
  const bar = element('span', { class: value < 0 ? 'share negative' : 'share' });
  bar.style.setProperty('--share', String(largest > 0 ? Math.abs(value) / largest : 0));
  const text = element('span', { text: `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %` });
  return element('td', { class: 'share-cell' }, bar, text);
}
