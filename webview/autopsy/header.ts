/** The head of an autopsy: what was looked at, the verdict, what was recognised, and what can be done. */
import type { AutopsyReport } from '../../src/protocol/autopsy/arrays';
import type { AutopsyCommand, AutopsyView } from '../../src/protocol/autopsy/page';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { icon, setIcon, type IconName } from '../kit/icons';
import { autopsyStrings as words } from '../words/autopsyStrings';
import { whatIs } from './passScene';

export class AutopsyHeader {
  private readonly name = element('h1', { class: 'autopsy-name' });
  private readonly statusIcon = icon('info');
  private readonly status = element('span');
  private readonly facts = element('span', { class: 'autopsy-facts' });
  private readonly sizes = element('span');
  private readonly kinds = element('span', { class: 'autopsy-kinds' });
  private readonly rows = element('span');
  private readonly create: HTMLButtonElement;
  private readonly open: HTMLButtonElement;
  private readonly line = element('div', {
    class: 'autopsy-status',
    attributes: { role: 'status' },
  });
  readonly element: HTMLElement;

  constructor(run: (command: AutopsyCommand) => void) {
    const paste = action('paste', words.paste, words.pasteTitle, () => run('paste'));
    this.create = action('beaker', words.create, words.createTitle, () => run('newExperiment'));
    this.open = action('file', words.openExperiment, words.openExperiment, () =>
      run('openExperiment'),
    );
    const actions = element('div', { class: 'autopsy-actions' }, paste, this.create, this.open);
    const title = element('div', { class: 'autopsy-title' }, icon('bug'), this.name, actions);
    this.line.append(this.statusIcon, this.status);
    this.facts.append(this.sizes, this.kinds, this.rows);
    this.element = element(
      'header',
      { class: 'autopsy-header' },
      title,
      element('div', { class: 'autopsy-line' }, this.line, this.facts),
    );
  }

  update(view: AutopsyView | null): void {
    setText(this.name, view?.name ?? '');
    const { text, name, kind } = statusOf(view);
    setText(this.status, text);
    setIcon(this.statusIcon, name);
    setAttribute(this.line, 'data-kind', kind);
    const facts = view?.report ? factsOf(view.report) : { sizes: '', kinds: '', rows: '' };
    setText(this.sizes, facts.sizes);
    setText(this.kinds, facts.kinds);
    setText(this.rows, facts.rows);
    setHidden(this.create, !view?.report?.model || view.report.solution !== 'full');
    setHidden(this.open, !view?.hasExperiment);
  }

  /** For a screen reader. */
  words(view: AutopsyView): string {
    return `${view.name}: ${statusOf(view).text}`;
  }
}

function action(
  name: IconName,
  label: string,
  title: string,
  press: () => void,
): HTMLButtonElement {
  const button = element('button', {
    class: 'action',
    attributes: { type: 'button', title, 'aria-label': label },
  });
  button.append(icon(name), element('span', { text: label }));
  button.addEventListener('click', press);
  return button;
}

interface Status {
  text: string;
  name: IconName;
  kind: 'right' | 'wrong' | 'open';
}

function statusOf(view: AutopsyView | null): Status {
  if (!view) return { text: words.reading, name: 'info', kind: 'open' };
  const { report, problem } = view;
  if (!report) return { text: problem ?? words.unreadable, name: 'error', kind: 'wrong' };
  if (report.verdict === 'correct') return { text: words.correct, name: 'pass', kind: 'right' };
  if (!report.model) return { text: words.noNet, name: 'warning', kind: 'open' };
  const place = placeOf(report);
  if (place === null) return { text: words.noGradients, name: 'warning', kind: 'open' };
  const text = report.verdict === 'wrong' ? words.wrongFrom(place) : words.differsFrom(place);
  return { text, name: 'error', kind: 'wrong' };
}

/** The layer in which it first goes wrong; null: nothing differs. */
function placeOf({ first, arrays }: AutopsyReport): string | null {
  const is = arrays.find(({ name }) => name === first)?.is ?? null;
  if (is === null) return null;
  const layer = /^layers\.(\d+)\./.exec(is)?.[1];
  return layer === undefined ? whatIs(is) : words.layer(Number(layer));
}

/** What was recognised; its kinds are left out where there is little room. */
function factsOf({ arrays, model }: AutopsyReport): { sizes: string; kinds: string; rows: string } {
  const count = words.arrays(arrays.length);
  if (!model) return { sizes: count, kinds: '', rows: '' };
  const x = arrays.find(({ is }) => is === 'x');
  const [rows, inputs] = model.layout === 'rows' ? [x?.rows, x?.cols] : [x?.cols, x?.rows];
  const sizes = [inputs, ...model.layers.map(({ units }) => units)].filter(
    each => each !== undefined,
  );
  const activations = model.layers.map(({ activation }) => activation).join(', ');
  return {
    sizes: `${count} · ${sizes.join('-')}`,
    kinds: `, ${activations} · ${words.losses[model.loss.type]}`,
    rows: rows === undefined ? '' : ` · ${words.rows(rows)}`,
  };
}
