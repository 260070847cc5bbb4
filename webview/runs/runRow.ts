/** A run in the list: its line, what it differs in, and what it came to. */
import { cssColor } from '../drawing/colors';
import { strokeSample } from '../chart/samples';
import type { Theme } from '../drawing/theme';
import { element, setAttribute, setText } from '../kit/dom';
import { iconButton } from '../kit/icons';
import { runColor, runDash } from '../run/pastRuns';
import { exactNumber, formatInteger, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { runsStrings } from './runsStrings';
import type { Chip, ListedRun } from './runValues';

/** Options shown of each run; the others are counted. */
const MOST_CHIPS = 3;

export interface RowActs {
  show(run: number, shown: boolean): void;
  forget(run: number): void;
  /** Shows all chips of a run, or only the first. */
  expand(run: number): void;
}

export class RunRow {
  readonly element: HTMLTableRowElement;
  private readonly epochs = cell('number epochs');
  private readonly results: HTMLElement[];

  /** @param results number of columns with results */
  constructor(
    readonly run: ListedRun,
    look: { theme: Theme; chips: readonly Chip[]; expanded: boolean; results: number },
    private readonly acts: RowActs,
  ) {
    const { number, isCurrent } = run;
    this.results = Array.from({ length: look.results }, (_, at) => cell(resultClass(at)));
    const name = element('th', {
      class: 'run-name',
      text: isCurrent ? runsStrings.current(number) : strings.runNumber(number),
      attributes: { role: 'rowheader', scope: 'row' },
    });
    this.element = element(
      'tr',
      { attributes: { role: 'row', tabindex: '-1' } },
      cell('run-eye', this.eye()),
      cell('run-line', this.line(look.theme)),
      name,
      cell('run-differs', ...this.origin(), ...this.chips(look.chips, look.expanded)),
      this.epochs,
      ...this.results,
      cell('run-forget', ...this.forget()),
    );
    if (isCurrent) this.element.classList.add('present');
  }

  /** @param best of each column: null where none is */
  setResults(
    { epoch, step }: Pick<ListedRun, 'epoch' | 'step'>,
    values: readonly (number | undefined)[],
    best: readonly (number | null)[],
  ): void {
    setText(this.epochs, formatInteger(epoch));
    setAttribute(this.epochs, 'title', runsStrings.at(epoch, step));
    this.results.forEach((each, at) => {
      const value = values[at];
      setText(each, value === undefined ? strings.notYet : formatNumber(value));
      setAttribute(each, 'title', value === undefined ? '' : exactNumber(value));
      each.classList.toggle('best', value !== undefined && value === best[at]);
    });
  }

  private eye(): HTMLElement {
    const { number, shown, isCurrent } = this.run;
    if (isCurrent) {
      const title = runsStrings.isCurrent;
      return element('span', {
        class: 'run-dot',
        attributes: { role: 'img', 'aria-label': title },
      });
    }
    const title = shown ? runsStrings.hide(number) : runsStrings.show(number);
    const press = (): void => this.acts.show(number, !shown);
    const button = iconButton(shown ? 'eye' : 'eyeClosed', title, press);
    button.tabIndex = -1;
    return button;
  }

  private line(theme: Theme): HTMLElement {
    const { number, isCurrent } = this.run;
    return isCurrent
      ? strokeSample(cssColor(theme.parts.train), [], theme)
      : strokeSample(cssColor(runColor(number, theme.kind)), runDash(number), theme);
  }

  private origin(): Node[] {
    const { origin } = this.run;
    return origin ? [element('span', { class: 'origin', text: runsStrings.forkOf(origin) })] : [];
  }

  private chips(chips: readonly Chip[], expanded: boolean): Node[] {
    const rest = chips.slice(MOST_CHIPS);
    const shown = expanded ? chips : chips.slice(0, MOST_CHIPS);
    const items = shown.map(({ name, value, title }) =>
      element(
        'span',
        { class: 'chip', attributes: { title } },
        ...(name
          ? [element('span', { class: 'chip-name', text: name }), document.createTextNode(' ')]
          : []),
        element('span', { text: value }),
      ),
    );
    if (rest.length === 0) return items;
    const more = element('button', {
      class: 'chip more-chips',
      text: expanded ? runsStrings.fewer : runsStrings.more(rest.length),
      attributes: {
        type: 'button',
        title: rest.map(({ title }) => title).join('\n'),
        'aria-expanded': String(expanded),
        tabindex: '-1',
      },
    });
    more.addEventListener('click', () => this.acts.expand(this.run.number));
    return [...items, more];
  }

  private forget(): HTMLElement[] {
    const { number, isCurrent } = this.run;
    if (isCurrent) return [];
    const forget = iconButton('close', runsStrings.forget(number), () => this.acts.forget(number));
    forget.tabIndex = -1;
    return [forget];
  }
}

/** In a narrow list there is room for the first columns only. */
export function resultClass(at: number): string {
  return ['number', 'number', 'number third', 'number fourth'][at];
}

function cell(className: string, ...children: Node[]): HTMLElement {
  const attributes = { role: 'gridcell' };
  return element('td', { class: className, attributes }, ...children);
}
