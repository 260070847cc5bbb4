/** The limits of the plane of the inputs, to be typed: `-2 2 -2 2`. */
import { readRange } from '../../src/protocol/readValues';
import type { Boundary } from '../../src/protocol/tensors';
import { element, setAttribute } from '../kit/dom';
import type { MenuItem } from '../kit/menu';
import { plainNumber } from '../words/numbers';
import type { PageContext } from '../sections/view';
import { boundaryStrings as words } from './boundaryStrings';

export class RangeField {
  private readonly input = element('input', {
    class: 'range-input number',
    attributes: { type: 'text', spellcheck: 'false' },
  });
  private readonly trouble = element('span', { class: 'range-trouble' });
  readonly element = element('label', { class: 'range' });

  /** What stood in the field when it was opened. */
  private opened = '';

  /**
   * @param shown the limits that are shown now
   * @param label says which limits these are
   */
  constructor(
    private readonly page: PageContext,
    private readonly shown: () => Boundary['extent'] | null,
    label = words.rangeLabel,
  ) {
    setAttribute(this.input, 'aria-label', label);
    this.element.append(element('span', { text: label }), this.input, this.trouble);
    this.element.hidden = true;
    this.input.addEventListener('input', () => this.tell(''));
    this.input.addEventListener('blur', () => this.leave());
    this.input.addEventListener('keydown', event => {
      // Enter and Escape mean something else on the rest of the page.
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.stopPropagation();
      event.preventDefault();
      if (event.key === 'Escape') this.close();
      else this.take();
    });
  }

  /** What was typed and not taken yet counts when somebody goes on elsewhere, as to another face. */
  private leave(): void {
    const range = parsedRange(this.input.value);
    if (!this.element.hidden && range && this.input.value !== this.opened) this.set(range);
  }

  /** For the menu of a picture. */
  items(): MenuItem[] {
    const { choices } = this.page;
    const reset = { label: words.resetRange, run: () => this.set(null) };
    return [{ label: words.range, run: () => this.open() }, ...(choices.range ? [reset] : [])];
  }

  private open(): void {
    const limits = this.page.choices.range ?? this.shown();
    this.input.value = (limits ?? [])
      .map(limit => plainNumber(Number(limit.toPrecision(4))))
      .join(' ');
    this.opened = this.input.value;
    this.tell('');
    this.element.hidden = false;
    this.input.focus();
    this.input.select();
  }

  private take(): void {
    const range = parsedRange(this.input.value);
    if (!range) return this.tell(words.rangeTrouble);
    this.set(range);
    this.close();
  }

  private set(range: Boundary['extent'] | null): void {
    this.page.choices.setRange(range);
    this.page.schedule();
  }

  private close(): void {
    this.element.hidden = true;
    this.input.blur();
  }

  /** @param trouble empty: what stands there may be typed */
  private tell(trouble: string): void {
    setAttribute(this.input, 'aria-invalid', String(trouble !== ''));
    this.trouble.textContent = trouble;
    if (trouble !== '') this.page.announce(trouble);
  }
}

/** Four numbers, with spaces or commas between them; null: they are no limits. */
export function parsedRange(text: string): Boundary['extent'] | null {
  const numbers = text.replaceAll('−', '-').split(/[\s,;]+/);
  return readRange(numbers.filter(each => each !== '').map(Number));
}
