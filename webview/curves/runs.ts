/** The current run and those before it: what they differ in, and what each came to. */
import type { RunSummary } from '../../src/protocol/runs';
import { cssColor } from '../drawing/colors';
import { measured } from '../run/course';
import { columnTitle } from '../chart/curveSeries';
import { element, setText } from '../kit/dom';
import { sameItems } from '../drawing/memo';
import { exactNumber, formatInteger, formatNumber } from '../words/numbers';
import { runColor, runDash, type PastRun } from '../run/pastRuns';
import { iconButton } from '../kit/icons';
import { strings } from '../words/strings';
import type { Theme } from '../drawing/theme';
import { strokeSample } from '../chart/samples';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

/** Results shown for each run: the first columns of its epoch log. */
const MOST_RESULTS = 4;

export class RunsView implements View {
  readonly id = 'runs';
  readonly place = 'compare';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly head = element('tr');
  private readonly rows = element('tbody');
  private shown: unknown[] = [];
  private results: HTMLElement[] = [];

  constructor(private readonly page: PageContext) {
    const caption = element('caption', { class: 'visually-hidden', text: strings.runsTable });
    const table = element('table', {}, caption, element('thead', {}, this.head), this.rows);
    this.body = element('div', { class: 'table-frame runs', attributes: { tabindex: '0' } }, table);
    const compare = element('button', {
      class: 'toggle',
      text: strings.compareRuns,
      attributes: { type: 'button', title: strings.compareRunsTitle },
    });
    compare.addEventListener('click', () => page.post({ type: 'command', command: 'compareRuns' }));
    this.tools = [compare];
  }

  title(): string {
    return strings.runs;
  }

  present(): boolean {
    return this.page.model.pastRuns.list.length > 0;
  }

  watch() {
    return WATCH_NOTHING;
  }

  update(): void {
    const { model, theme } = this.page;
    const { summary, list } = model.pastRuns;
    const { description } = model;
    if (!summary || !description) return;
    const shown = [theme, devicePixelRatio, description, summary, list];
    if (!sameItems(shown, this.shown)) {
      this.shown = shown;
      this.build(theme, summary.options, summary.current, list);
    }
    this.updateResults();
  }

  private build(
    theme: Theme,
    options: readonly string[],
    current: RunSummary,
    list: readonly PastRun[],
  ): void {
    const results = this.resultColumns();
    const titles = results.map(columnTitle);
    const heads = [strings.runColumn, ...shortNames(options), strings.stepsColumn, ...titles];
    this.head.replaceChildren(
      ...heads.map(text => element('th', { text, attributes: { scope: 'col' } })),
      element('td'),
    );
    options.forEach((path, at) => (this.head.cells[at + 1].title = path));
    this.results = [strings.stepsColumn, ...results].map(() => element('td', { class: 'number' }));
    const now = element('th', { attributes: { scope: 'row' } });
    now.append(strings.currentRun(current.number), ...originOf(current));
    this.rows.replaceChildren(
      element(
        'tr',
        { class: 'present' },
        now,
        ...valueCells(current),
        ...this.results,
        element('td'),
      ),
      ...[...list].reverse().map(run => this.pastRow(run, theme, results)),
    );
  }

  private pastRow(run: PastRun, theme: Theme, results: readonly string[]): HTMLElement {
    const { number } = run;
    const box = element('input', {
      attributes: { type: 'checkbox', 'aria-label': strings.showRun(number) },
    });
    box.checked = run.shown;
    box.title = strings.showRun(number);
    box.addEventListener('change', () => {
      this.page.model.pastRuns.show(number, box.checked);
      this.page.schedule();
    });
    const words = document.createTextNode(strings.runNumber(number));
    const name = element(
      'label',
      {},
      box,
      strokeSample(cssColor(runColor(number, theme.kind)), runDash(number), theme),
      words,
    );
    const forget = iconButton('close', strings.forgetRun(number), () =>
      this.page.post({ type: 'forgetRun', run: number }),
    );
    const ends = results.map(column => lastValue(run, run.columns.indexOf(column)));
    return element(
      'tr',
      {},
      element('th', { attributes: { scope: 'row' } }, name, ...originOf(run)),
      ...valueCells(run),
      element('td', { class: 'number', text: formatInteger(run.step) }),
      ...ends.map(resultCell),
      element('td', {}, forget),
    );
  }

  private updateResults(): void {
    const { frame, description } = this.page.model;
    if (!frame || !description) return;
    const { position, lastEpoch, timeline } = frame;
    const [steps, ...cells] = this.results;
    setText(steps, formatInteger(position.step));
    cells.forEach((cell, at) =>
      setResult(cell, measured(lastEpoch[at], position.epoch, timeline.origin.epoch)),
    );
  }

  private resultColumns(): string[] {
    return this.page.model.description?.columns.slice(0, MOST_RESULTS) ?? [];
  }
}

/** The last word of each path, where no other path ends in it: columns stay narrow. */
function shortNames(paths: readonly string[]): string[] {
  const lastWord = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
  const words = paths.map(lastWord);
  return paths.map((path, at) => {
    const isClear = words.filter(word => word === words[at]).length === 1;
    return isClear && Number.isNaN(Number(words[at])) ? words[at] : path;
  });
}

function originOf({ origin }: RunSummary): Node[] {
  return origin ? [element('span', { class: 'origin', text: strings.forkOf(origin) })] : [];
}

function valueCells({ values }: RunSummary): HTMLElement[] {
  return values.map(text => element('td', { text }));
}

/** Where it was left, however far it had been; undefined: that run has not measured it. */
function lastValue({ epoch, lastEpoch, origin }: PastRun, column: number): number | undefined {
  return column < 0 ? undefined : measured(lastEpoch[column], epoch, origin?.epoch ?? 0);
}

function resultCell(value: number | undefined): HTMLElement {
  const cell = element('td', { class: 'number' });
  setResult(cell, value);
  return cell;
}

function setResult(cell: HTMLElement, value: number | undefined): void {
  setText(cell, value === undefined ? strings.notYet : formatNumber(value));
  cell.title = value === undefined ? '' : exactNumber(value);
}
