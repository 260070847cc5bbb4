/** The last sweep: what its runs came to, as a map that fills while it runs. */
import type { SweepAct } from '../../src/protocol/panel';
import type { SweepCurves } from '../../src/protocol/runs';
import { columnTitle } from '../chart/curveSeries';
import { sameItems } from '../drawing/memo';
import { element, setHidden, setText } from '../kit/dom';
import { radioSwitch, type RadioSwitch } from '../kit/radioSwitch';
import type { TableData } from '../kit/tableView';
import { PictureTools, type FigureParts, type Titled } from '../picture/tools';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';
import { SweepScene } from './sweepScene';
import { sweepStrings as words } from './sweepStrings';

export class SweepView implements View, Titled {
  readonly id = 'sweep';
  readonly place = 'compare';
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly metrics = element('div');
  private readonly scene: SweepScene;
  private readonly pictureTools: PictureTools;
  private readonly results: HTMLElement;
  private readonly note = element('p', { class: 'note' });
  private readonly buttons: Readonly<Record<SweepAct, HTMLElement>>;
  private columns: readonly string[] = [];
  private choice: RadioSwitch<string> | null = null;

  constructor(private readonly page: PageContext) {
    this.scene = new SweepScene(page, {
      sweep: () => page.model.sweep,
      column: () => this.column,
      width: () => page.widths.of(this.body),
      open: number => this.open(number),
    });
    const { box, whole } = this.scene;
    this.pictureTools = new PictureTools(this, page, box.element, whole);
    this.results = element('div', {}, box.element, this.pictureTools.table.element);
    const button = (act: SweepAct): HTMLElement => this.button(act);
    this.buttons = {
      ...{ file: button('file'), seeds: button('seeds'), goOn: button('goOn') },
      ...{ cancel: button('cancel'), copy: button('copy') },
    };
    const acts = element('div', { class: 'sweep-acts' }, ...Object.values(this.buttons));
    const foot = element('div', { class: 'sweep-foot' }, this.note, acts);
    this.body = element('div', {}, this.results, foot);
    this.tools = [this.metrics, this.pictureTools.element];
  }

  title(): string {
    return words.title;
  }

  present(): boolean {
    const { description, sweep } = this.page.model;
    return description !== null || sweep !== null;
  }

  watch() {
    return WATCH_NOTHING;
  }

  /** For a screen reader, when it is shown. */
  words(): string {
    const { sweep } = this.page.model;
    return sweep ? words.done(sweep) : words.none;
  }

  drawnSelection(): HTMLElement | null {
    return this.page.model.sweep ? this.body : null;
  }

  update(): void {
    const { sweep } = this.page.model;
    setHidden(this.results, sweep === null);
    setHidden(this.pictureTools.element, sweep === null);
    setHidden(this.metrics, sweep === null);
    setText(this.note, sweep ? words.note(sweep) : words.none);
    this.showButtons(sweep);
    if (!sweep) return;
    this.offer(sweep.columns);
    this.choice?.choose(this.column);
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.scene.box.label(this.label(sweep));
    this.scene.box.update();
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${words.title}`;
  }

  figure(): FigureParts {
    const { sweep } = this.page.model;
    if (!sweep) return {};
    return { shows: words.shows(columnTitle(this.column)), facts: words.note(sweep) };
  }

  table(): TableData {
    return this.scene.table(this.words());
  }

  private get column(): string {
    const { sweep } = this.page.model;
    const { sweepColumn: chosen = '' } = this.page.choices.shown;
    return sweep?.columns.includes(chosen) === true ? chosen : (sweep?.metric ?? '');
  }

  /** Segments for the columns of the log. */
  private offer(columns: readonly string[]): void {
    if (sameItems(columns, this.columns)) return;
    this.columns = columns;
    const labels = Object.fromEntries(columns.map(each => [each, words.segment(each)]));
    const titles = Object.fromEntries(columns.map(each => [each, columnTitle(each)]));
    this.choice = radioSwitch(columns, labels, titles, column => {
      this.page.choices.show({ sweepColumn: column });
      this.page.schedule();
    });
    this.metrics.replaceChildren(this.choice.element);
  }

  private label(sweep: SweepCurves): string {
    const { best, rows, columns } = this.scene.map;
    const size = words.size(rows.length, columns.length);
    if (!best) return `${columnTitle(this.column)}, ${size}`;
    return `${columnTitle(this.column)}, ${size}. ${words.bestIs(this.scene.map)} ${words.done(sweep)}`;
  }

  private showButtons(sweep: SweepCurves | null): void {
    const isRunning = sweep?.state === 'running';
    const isPartial = sweep !== null && !isRunning && sweep.done < sweep.of;
    // A sweep may have been run before anything else of the file.
    const hasOwn = sweep?.kind === 'file' || this.page.model.pastRuns.summary?.sweeps === true;
    setHidden(this.buttons.file, isRunning || !hasOwn);
    setHidden(this.buttons.seeds, isRunning);
    setHidden(this.buttons.goOn, !isPartial);
    setHidden(this.buttons.cancel, !isRunning);
    setHidden(this.buttons.copy, sweep === null || sweep.done === 0);
  }

  private button(act: SweepAct): HTMLElement {
    const { text, title } = words.acts[act];
    const button = element('button', {
      class: 'toggle',
      text,
      attributes: { type: 'button', title },
    });
    button.addEventListener('click', () => {
      this.page.post({ type: 'sweep', act });
      if (act === 'copy') this.page.announce(words.copied);
    });
    return button;
  }

  private open(number: number): void {
    this.page.post({ type: 'openSwept', number });
    this.page.announce(words.added);
  }
}
