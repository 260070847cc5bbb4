/** Where a person types how their program computes a tensor; every letter is judged while training rests. */
import {
  LONGEST_FORMULA,
  type JudgedFormula,
  type RunDescription,
  type Watch,
  type WatchedNumber,
} from '../../src/protocol/snapshot';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import type { PageContext } from '../sections/view';
import { formulaStrings as words } from '../words/formulaStrings';
import { tensorTitle } from '../words/tensorNames';
import { NameChips, type Subject } from './nameChips';
import { sentences, Verdict } from './verdict';

type Asked = WatchedNumber['place'];

/** Somebody who types is not spoken to (ms). */
const PAUSE = 800;

export class FormulaBox {
  private readonly title = element('h3', { class: 'derivation-title' });
  private readonly field = element('input', {
    class: 'typed-field',
    attributes: {
      ...{ type: 'text', spellcheck: 'false', autocomplete: 'off' },
      ...{ placeholder: words.placeholder, maxlength: String(LONGEST_FORMULA) },
    },
  });
  private readonly keep = element('button', {
    class: 'text-button typed-keep',
    text: words.keep,
    attributes: { type: 'button', title: words.keepTitle },
  });
  private readonly chips = new NameChips(name => this.insert(name));
  private readonly note = element('p', { class: 'note' });
  private readonly verdict: Verdict;
  /** Has its room from the start. */
  private readonly result = element('div', { class: 'typed-result' });
  readonly element: HTMLElement;
  private subject: Subject | null = null;
  private speaking: number | null = null;
  private judged: JudgedFormula | null = null;

  constructor(private readonly page: PageContext) {
    this.verdict = new Verdict(page);
    this.title.id = 'typed-title';
    this.field.setAttribute('aria-labelledby', this.title.id);
    const row = element('div', { class: 'typed-row' }, this.field, this.keep);
    const { title, chips, note, verdict, result } = this;
    result.append(note, verdict.element);
    this.element = element('section', { class: 'derivation-part typed' }, title, row);
    this.element.append(chips.element, result);
    setHidden(this.element, true);
    this.field.addEventListener('input', () => this.typed());
    this.keep.addEventListener('click', () => this.keepIt());
  }

  watch(): Partial<Watch> {
    const text = this.text();
    return this.subject && text.trim() !== '' ? { formula: { ...this.subject, text } } : {};
  }

  /** @param asked the number that is derived; null: none, or it is not computed yet */
  update(asked: Asked | null): void {
    const { description, frame, status } = this.page.model;
    const before = this.subject;
    this.subject = description && asked ? subjectOf(asked) : null;
    setHidden(this.element, this.subject === null);
    if (!this.subject || !description) return;
    const isOther = before?.tensor !== this.subject.tensor || before.layer !== this.subject.layer;
    if (isOther) this.begin(description, this.subject);
    const isEmpty = this.text().trim() === '';
    const judged = frame?.formula ?? null;
    if (isEmpty || isOther) this.judged = null;
    if (!isEmpty && judged && this.isMine(judged)) this.judged = judged;
    const isCurrent = this.judged?.text === this.text();
    const trains = !isEmpty && status.state === 'running';
    setText(this.note, trains ? words.training : isEmpty ? words.help : '');
    this.verdict.update(isEmpty ? null : this.judged);
    setAttribute(this.verdict.element, 'aria-busy', String(!isCurrent || trains));
    const kind = isCurrent ? this.judged?.judgement.kind : undefined;
    setAttribute(this.field, 'aria-invalid', String(kind === 'error'));
    this.keep.disabled = kind === undefined || kind === 'error';
    this.hold(isEmpty);
  }

  private text(): string {
    return this.subject ? this.page.choices.formula(this.subject) : '';
  }

  private isMine({ tensor, layer, text }: JudgedFormula): boolean {
    const { subject } = this;
    return tensor === subject?.tensor && layer === subject.layer && text === this.text();
  }

  private begin(description: RunDescription, subject: Subject): void {
    setText(this.title, words.title(tensorTitle(description, subject)));
    this.chips.show(description, subject);
    this.field.value = this.text();
    this.result.style.minHeight = '';
  }

  /** What stands below does not move while somebody types: the room that was needed once is kept. */
  private hold(isEmpty: boolean): void {
    const { style, offsetHeight } = this.result;
    if (isEmpty) style.minHeight = '';
    else if (offsetHeight > parseFloat(style.minHeight || '0'))
      style.minHeight = `${offsetHeight}px`;
  }

  private typed(): void {
    if (!this.subject) return;
    this.page.choices.setFormula(this.subject, this.field.value);
    this.page.schedule();
    this.page.ask();
    if (this.speaking !== null) window.clearTimeout(this.speaking);
    this.speaking = window.setTimeout(() => this.speak(), PAUSE);
  }

  private speak(): void {
    this.speaking = null;
    if (this.judged?.text !== this.field.value) return;
    this.page.announce(sentences(this.judged.judgement).join(' ').trim());
  }

  private insert(name: string): void {
    const { field } = this;
    const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd];
    field.setRangeText(name, start, end ?? start, 'end');
    field.focus();
    this.typed();
  }

  private keepIt(): void {
    const { formula } = this.watch();
    if (formula) this.page.post({ type: 'keepFormula', ...formula });
  }
}

/** The whole tensor, where a formula can be typed for it. */
function subjectOf({ tensor, layer }: Asked): Subject | null {
  switch (tensor) {
    case 'z':
    case 'a':
    case 'delta':
    case 'gradW':
    case 'gradB':
      return { tensor, layer };
    default:
      return null;
  }
}
