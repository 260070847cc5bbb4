/** The current run and those before it: what they differ in, and what each came to. */
import { columnTitle } from '../chart/curveSeries';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { openMenu } from '../kit/menu';
import { sameItems } from '../drawing/memo';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';
import { RunGrid } from './runGrid';
import { resultClass, RunRow, type RowActs } from './runRow';
import { runsStrings } from './runsStrings';
import { bestOf, chipsOf, resultColumns, resultOf, type ListedRun } from './runValues';

export class RunsView implements View {
  readonly id = 'runs';
  readonly place = 'compare';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly head = element('tr', { attributes: { role: 'row' } });
  private readonly comparedWith = element('button', {
    class: 'link',
    attributes: { type: 'button', 'aria-haspopup': 'menu', title: runsStrings.compareWith },
  });
  private readonly compareFiles = element('button', {
    class: 'toggle',
    text: runsStrings.compare,
    attributes: { type: 'button' },
  });
  private readonly table: HTMLElement;
  private readonly grid: RunGrid;
  private readonly expanded = new Set<number>();
  private shown: unknown[] = [];
  private rows: RunRow[] = [];

  constructor(private readonly page: PageContext) {
    const { table: label, hint } = runsStrings;
    const body = element('tbody', { attributes: { role: 'rowgroup' } });
    const head = element('thead', { attributes: { role: 'rowgroup' } }, this.head);
    const attributes = { role: 'grid', 'aria-label': label, 'aria-description': hint };
    this.table = element('table', { class: 'runs-grid', attributes }, head, body);
    this.body = element('div', { class: 'runs' }, this.table);
    this.grid = new RunGrid(body, {
      select: run => this.select(run),
      toggle: run => this.toggle(run),
      open: run => this.open(run),
      forget: run => page.post({ type: 'forgetRun', run }),
      compare: run => this.compare(run),
    });
    this.comparedWith.addEventListener('click', () => this.chooseReference());
    this.compareFiles.addEventListener('click', () => this.compare(this.selected));
    this.tools = [this.comparedWith, this.compareFiles];
  }

  title(): string {
    return runsStrings.title;
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
    const runs = this.runs();
    if (!summary || runs.length === 0) return;
    const { columns } = runs[0];
    const shown = [
      theme,
      devicePixelRatio,
      summary,
      list,
      columns,
      this.page.choices.shown.reference,
    ];
    if (!sameItems(shown, this.shown)) {
      this.shown = shown;
      this.build(runs, summary.options);
    }
    this.updateResults(runs);
  }

  /** The current run first, then the others, the newest first. */
  private runs(): ListedRun[] {
    const { pastRuns, description, frame } = this.page.model;
    const { summary, list } = pastRuns;
    const past = list
      .map(run => ({ ...run, isCurrent: false }))
      .sort((a, b) => b.number - a.number);
    // A run of a sweep may be there before the file itself has been run.
    if (!summary || !description) return past;
    const { step = 0, epoch = 0 } = frame?.position ?? {};
    const { columns } = description;
    const at = { step, epoch, columns, lastEpoch: frame?.lastEpoch ?? [] };
    const current = { ...summary.current, isCurrent: true, shown: true, ...at };
    return [current, ...past];
  }

  private build(runs: readonly ListedRun[], options: readonly string[]): void {
    const { theme } = this.page;
    const columns = resultColumns(runs[0].columns);
    const results = columns.length;
    const reference = this.referenceOf(runs);
    this.table.style.setProperty('--results', String(results));
    this.head.replaceChildren(...heads(columns));
    setText(this.comparedWith, runsStrings.comparedWith(reference.number));
    setHidden(this.comparedWith, runs.length < 2);
    const acts: RowActs = {
      show: (run, shown) => this.show(run, shown),
      forget: run => this.page.post({ type: 'forgetRun', run }),
      expand: run => this.expand(run),
    };
    this.rows = runs.map(run => {
      const chips = chipsOf(run, reference, options);
      const expanded = this.expanded.has(run.number);
      return new RunRow(run, { theme, chips, expanded, results }, acts);
    });
    this.grid.show(this.rows, this.selected);
    this.nameCompare();
  }

  private updateResults(runs: readonly ListedRun[]): void {
    const isOtherLoss = this.page.model.pastRuns.differIn('loss');
    const columns = resultColumns(runs[0].columns);
    const values = runs.map(run => columns.map(column => resultOf(run, column)));
    const best = columns.map((column, at) => {
      // Losses that are defined otherwise are not better or worse.
      if (isOtherLoss && column.endsWith('loss')) return null;
      return bestOf(
        column,
        values.map(row => row[at]),
      );
    });
    this.rows.forEach((row, at) => row.setResults(runs[at], values[at], best));
  }

  /** The chosen run while there is one; else the current one. */
  private get selected(): number {
    const runs = this.runs();
    return (runs.find(({ number }) => number === this.page.choices.shown.run) ?? runs[0]).number;
  }

  /** The run that the others are compared with: the chosen one, else the oldest. */
  private referenceOf(runs: readonly ListedRun[]): ListedRun {
    const chosen = runs.find(({ number }) => number === this.page.choices.shown.reference);
    return chosen ?? runs.reduce((oldest, run) => (run.number < oldest.number ? run : oldest));
  }

  private select(run: number): void {
    this.page.choices.show({ run });
    this.nameCompare();
  }

  private show(run: number, shown: boolean): void {
    const { pastRuns } = this.page.model;
    pastRuns.show(run, shown);
    this.page.choices.show({ hiddenRuns: pastRuns.hiddenNumbers });
    this.page.schedule();
  }

  private toggle(run: number): void {
    const { list } = this.page.model.pastRuns;
    this.show(run, !list.find(({ number }) => number === run)?.shown);
  }

  private expand(run: number): void {
    if (!this.expanded.delete(run)) this.expanded.add(run);
    this.shown = [];
    this.page.schedule();
  }

  private open(run: number): void {
    if (run !== this.page.model.pastRuns.summary?.current.number)
      this.page.post({ type: 'openRun', run });
  }

  private chooseReference(): void {
    const items = this.runs().map(({ number }) => ({
      label: runsStrings.compareWithRun(number),
      run: () => {
        this.page.choices.show({ reference: number });
        this.page.schedule();
      },
    }));
    openMenu(this.comparedWith, runsStrings.compareWith, items);
  }

  /** The two runs whose files are compared: the one of comparison itself is compared with the current one. */
  private pair(run: number): { from: number; to: number } {
    const runs = this.runs();
    const reference = this.referenceOf(runs).number;
    if (run !== reference) return { from: reference, to: run };
    return {
      from: reference,
      to: (runs.find(({ number }) => number !== reference) ?? runs[0]).number,
    };
  }

  private compare(run: number): void {
    this.page.post({ type: 'compareRuns', ...this.pair(run) });
  }

  private nameCompare(): void {
    const { from, to } = this.pair(this.selected);
    setAttribute(this.compareFiles, 'title', runsStrings.compareTitle(from, to));
  }
}

function heads(columns: readonly string[]): HTMLElement[] {
  const head = (className: string, text: string, title = ''): HTMLElement =>
    element('th', {
      class: className,
      text,
      attributes: { role: 'columnheader', scope: 'col', ...(title && { title }) },
    });
  return [
    head('run-eye', ''),
    head('run-line', ''),
    head('run-name', runsStrings.run),
    head('run-differs', runsStrings.differsIn),
    head('number epochs', runsStrings.epochs),
    ...columns.map((column, at) =>
      head(resultClass(at), runsStrings.head(column), columnTitle(column)),
    ),
    head('run-forget', ''),
  ];
}
