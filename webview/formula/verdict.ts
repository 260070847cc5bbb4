/** What came of a typed formula: a sentence, the place of an error, and the numbers beside the right ones. */
import type { JudgedFormula, Judgement } from '../../src/protocol/snapshot';
import { codeLines } from '../comparison/codeLines';
import { Comparison } from '../comparison/comparison';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon, setIcon, type IconName } from '../kit/icons';
import { formulaStrings as words } from '../words/formulaStrings';
import { formatNumber } from '../words/numbers';
import type { PageContext } from '../sections/view';

const ICONS: Record<Judgement['kind'], IconName> = {
  right: 'pass',
  wrong: 'error',
  error: 'warning',
};

export class Verdict {
  private readonly icon = icon('pass');
  private readonly title = element('strong');
  private readonly text = element('span', { class: 'typed-text' });
  private readonly line = element(
    'p',
    { class: 'typed-line' },
    this.icon,
    element('span', {}, this.title, this.text),
  );
  /** The formula again, with a mark below the characters that are meant. */
  private readonly place = element('pre', { class: 'typed-place' });
  private readonly code = element('div');
  private readonly comparison: Comparison;
  readonly element: HTMLElement;
  private judged: JudgedFormula | null = null;
  private drawn: JudgedFormula | null = null;

  constructor(page: PageContext) {
    this.comparison = new Comparison(
      page,
      () => this.compared(),
      () => words.yours,
      () => page.widths.of(this.element),
      words.faces,
    );
    const { line, place, code, comparison } = this;
    this.element = element('div', { class: 'typed-verdict' }, line, place, code);
    this.element.append(comparison.element);
  }

  /** @param judged null: nothing is known of it yet */
  update(judged: JudgedFormula | null): void {
    this.judged = judged;
    setHidden(this.element, judged === null);
    if (!judged) return;
    if (judged !== this.drawn) this.write(judged);
    this.drawn = judged;
    this.comparison.update();
  }

  private write({ judgement, text }: JudgedFormula): void {
    const { kind } = judgement;
    setAttribute(this.element, 'data-kind', kind);
    setIcon(this.icon, ICONS[kind]);
    const [title, said] = sentences(judgement);
    setText(this.title, title);
    setText(this.text, said === '' ? '' : ` ${said}`);
    const isError = judgement.kind === 'error';
    setHidden(this.place, !isError);
    setText(this.place, isError ? marked(text, judgement.start, judgement.end) : '');
    const code = judgement.kind === 'wrong' ? judgement.code : null;
    this.code.replaceChildren(...(code && code.right !== '' ? [codeLines(code)] : []));
  }

  private compared() {
    const judgement = this.judged?.judgement;
    if (judgement?.kind !== 'wrong' || !judgement.yours) return null;
    const { yours, right } = judgement;
    const fits = right?.rows === yours.rows && right.cols === yours.cols;
    return { arrays: [{ name: words.yours, ...yours, expected: fits ? right : null }] };
  }
}

/** What it comes to in a word or two, and what is known of it. */
export function sentences(judgement: Judgement): [title: string, said: string] {
  switch (judgement.kind) {
    case 'right': {
      const { apart } = judgement;
      return [apart === 0 ? words.exact : words.right(formatNumber(apart, 2)), ''];
    }
    case 'wrong':
      // Without the right numbers a file says no more than that.
      return [words.wrong, judgement.words || (judgement.right ? words.unknown : '')];
    case 'error':
      return [words.error, judgement.words];
  }
}

function marked(text: string, start: number, end: number): string {
  const width = Math.max(1, end - start);
  return `${text}\n${' '.repeat(start)}${'^'.repeat(width)}`;
}
