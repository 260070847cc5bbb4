/** The edits that were tried against a finding, a row each: what came of them, and what can be done. */
import type { EditAct } from '../../src/protocol/panel';
import type { Examination, TriedEdit } from '../../src/protocol/findings';
import { element, setHidden, setText } from '../kit/dom';
import type { Theme } from '../drawing/theme';
import { exactNumber, shortNumber } from '../words/numbers';
import { codeOf, meanOf } from './findingWords';
import { findingsStrings as words } from './findingsStrings';
import { courseSample, seedsSample } from './miniPictures';

export interface FixHost {
  readonly theme: Theme;
  act(act: EditAct, edit: number): void;
  tryAgain(): void;
  cancel(): void;
}

export class FixRows {
  private readonly legend = element('span', { class: 'note' });
  private readonly cancel = textButton(words.cancel, '', () => this.host.cancel());
  private readonly again = textButton(words.tryAgain, words.tryTitle, () => this.host.tryAgain());
  private readonly rows = element('div', { class: 'fix-rows' });
  private readonly progress = element('p', { class: 'note fix-progress' });
  private readonly others = element('details', { class: 'fix-others' });
  private readonly summary = element('summary');
  private readonly list = element('ul');
  readonly element = element(
    'div',
    { class: 'fixes' },
    element(
      'div',
      { class: 'part-head' },
      element('h3', { text: words.fixes }),
      this.legend,
      this.cancel,
      this.again,
    ),
    this.rows,
    this.progress,
    this.others,
  );
  /** Rows by what they are about: one that stays keeps the focus that it has. */
  private readonly known = new Map<string, HTMLElement>();
  private theme: Theme | null = null;

  constructor(private readonly host: FixHost) {
    this.others.append(this.summary, this.list);
  }

  /** @param canTry there are edits that may help */
  update(examination: Examination | null, canTry: boolean, canEdit: boolean): void {
    const edits = examination?.edits ?? [];
    const offered = edits.filter(edit => edit.offered);
    const rest = edits.filter(edit => !edit.offered);
    const isRunning = examination?.state === 'running';
    setHidden(this.element, !examination && !canTry);
    setHidden(this.cancel, !isRunning);
    setHidden(this.again, !canTry || (examination !== null && examination.state !== 'stopped'));
    setText(this.legend, offered.length > 0 ? words.legend(offered[0].before.length) : '');
    this.updateRows(offered, canEdit);
    const progress = progressOf(examination, offered.length);
    setText(this.progress, progress);
    setHidden(this.progress, progress === '');
    setHidden(this.others, rest.length === 0 || isRunning);
    setText(this.summary, words.others(rest.length));
    this.list.replaceChildren(...rest.map(edit => element('li', { text: outcomeOf(edit) })));
  }

  private updateRows(offered: readonly TriedEdit[], canEdit: boolean): void {
    if (this.theme !== this.host.theme) this.known.clear();
    this.theme = this.host.theme;
    const rows = offered.map((edit, at) => {
      const key = JSON.stringify([edit, at, canEdit]);
      const row = this.known.get(key) ?? this.row(edit, at, canEdit);
      this.known.set(key, row);
      return row;
    });
    const isSame =
      rows.length === this.rows.children.length &&
      rows.every((row, i) => this.rows.children[i] === row);
    if (!isSame) this.rows.replaceChildren(...rows);
  }

  private row(edit: TriedEdit, at: number, canEdit: boolean): HTMLElement {
    const { title, measure, before, after, rises } = edit;
    const { theme } = this.host;
    const code = codeOf(edit);
    const what = element('span', { class: 'fix-what', attributes: { title } });
    what.append(code === null ? title : element('code', { text: code }));
    const [from, to] = [meanOf(before), meanOf(after)];
    const outcome = element(
      'span',
      {
        class: 'fix-outcome number',
        attributes: { title: `${exactNumber(from)} → ${exactNumber(to)}` },
      },
      element('span', { class: 'note', text: `${words.measures[measure]} ` }),
      element('span', { text: `${shortNumber(from, 3)} → ` }),
      element('b', { text: shortNumber(to, 3) }),
    );
    const seeds = seedsSample(edit, theme);
    const pairs = before.map(
      (value, i) => `${shortNumber(value, 3)} → ${shortNumber(after[i], 3)}`,
    );
    seeds.setAttribute('role', 'img');
    seeds.removeAttribute('aria-hidden');
    seeds.setAttribute('aria-label', words.seeds(pairs.join(', ')));
    seeds.title = words.seeds(pairs.join(', '));
    const course = element('span', { class: 'fix-course' }, courseSample(edit, theme));
    // A few rises more or less are noise.
    if (rises[0] >= 1 && rises[1] <= rises[0] / 2)
      course.append(element('span', { class: 'note', text: words.rises(...rises) }));
    const apply = textButton(words.apply, words.applyTitle(title), () =>
      this.host.act('apply', at),
    );
    const both = textButton(words.runBoth, words.runBothTitle(title), () =>
      this.host.act('runBoth', at),
    );
    return element(
      'div',
      { class: 'fix-row' },
      what,
      element('span', { class: 'fix-came-of-it' }, outcome, seeds),
      course,
      element('span', { class: 'fix-acts' }, ...(canEdit ? [apply] : []), both),
    );
  }
}

function progressOf(examination: Examination | null, offered: number): string {
  if (!examination) return '';
  const { state, at, edits } = examination;
  if (state === 'stopped') return words.stopped;
  if (state === 'done') return offered === 0 ? words.noneHelped(edits.length) : '';
  return at ? words.trying(at.edit, at.edits, at.seed, at.seeds) : words.waiting;
}

/** "Set batch_reduction to "mean": accuracy 0.811 → 0.837" */
function outcomeOf({ title, measure, before, after }: TriedEdit): string {
  const [from, to] = [before, after].map(values => shortNumber(meanOf(values), 3));
  return `${title}: ${words.measures[measure]} ${from} → ${to}`;
}

export function textButton(text: string, title: string, press: () => void): HTMLButtonElement {
  const button = element('button', { class: 'text-button', text, attributes: { type: 'button' } });
  if (title !== '') button.title = title;
  button.addEventListener('click', press);
  return button;
}
