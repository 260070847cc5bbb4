/** Loss, accuracy and other metrics over the epochs, above every tab: the time of the run. */
import { CurveChart } from '../chart/curveChart';
import { CurveFrames, type CurveFrame } from '../chart/curveFrame';
import { drawCurves } from '../chart/curvePicture';
import { columnTitle, curveStrips, type Limits } from '../chart/curveSeries';
import { element, pixelRatio, setAttribute, setHidden } from '../kit/dom';
import { sameItems } from '../drawing/memo';
import { roundedFrom } from '../run/rounded';
import { listenForLetters } from '../picture/pictureKeys';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { TableData } from '../kit/tableView';
import type { Theme } from '../drawing/theme';
import { Cursor } from '../picture/cursor';
import { CurveRows } from './curveRows';
import { DragZoom } from './dragZoom';
import { CURVE_HEIGHTS, isLow, paperHeight, screenHeight } from './curveHeights';
import { CurveNotes } from './curveNotes';
import { FindingMarks } from './findingMarks';
import { MyLogNote } from './myLogNote';
import { Ruler } from './ruler';
import { EmptyHint } from '../sections/emptyHint';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

/** What the axes take of the width (px). */
const AXES_WIDTH = 76;

export class CurvesView implements View, Picture {
  readonly id = 'curves';
  readonly place = 'timeline';
  /** Its first curve comes at once. */
  get unhurried(): boolean {
    return this.begun;
  }
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  private readonly notes: CurveNotes;
  private readonly myLog: MyLogNote;
  private readonly drawing: HTMLElement;
  private readonly logSwitch = textToggle(strings.log, strings.logTitle);
  private readonly zoomReset = textToggle(strings.zoomReset, strings.curvesHint);
  private readonly hint: EmptyHint;
  private readonly pictureTools: PictureTools;
  private readonly cursor: Cursor<number>;
  private readonly ruler: Ruler;
  private readonly marks: FindingMarks;
  private readonly frames = new CurveFrames();
  private frame: CurveFrame | null = null;
  private chart: CurveChart | null = null;
  /** What the chart was made for, and what it shows. */
  private made: unknown[] = [];
  private shown: unknown[] = [];

  constructor(private readonly page: PageContext) {
    this.frames.zoom = page.choices.shown.zoom ?? null;
    this.hint = new EmptyHint(page);
    const rows = new CurveRows(page, {
      chart: () => this.chart,
      frame: () => this.frame,
      setZoom: limits => this.setZoom(limits),
    });
    const words = { name: strings.curves, hint: strings.curvesHint };
    const look = { class: 'chart', ...words, mark: 'chart-cursor' };
    this.cursor = new Cursor(page, rows, this.canvas, look);
    this.ruler = new Ruler(page);
    this.marks = new FindingMarks(page);
    const zoom = new DragZoom(
      this.chartBox,
      () => this.chart,
      limits => this.setZoom(limits),
    );
    this.myLog = new MyLogNote(page);
    this.notes = new CurveNotes(page);
    this.canvas.after(this.marks.element, this.myLog.mark, zoom.element, ...this.ruler.elements);
    this.zoomReset.classList.add('zoom-reset');
    const notes = this.notes.elements;
    this.drawing = element('div', {}, this.chartBox, this.zoomReset, ...notes);
    this.pictureTools = new PictureTools(this, page, this.drawing, this);
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, this.hint.element, this.drawing, table, this.myLog.element);
    this.tools = [this.logSwitch, this.pictureTools.element];
    this.zoomReset.addEventListener('click', () => this.setZoom(null));
    this.chartBox.addEventListener('dblclick', () => this.setZoom(null));
    const switchLog = (): void => {
      page.choices.setLogLoss(!page.choices.logLoss);
      page.schedule();
    };
    this.logSwitch.addEventListener('click', switchLog);
    listenForLetters(this.drawing, { l: switchLog });
  }

  private get chartBox(): HTMLElement {
    return this.cursor.element;
  }

  /** Curves have been drawn. */
  get begun(): boolean {
    return this.chart !== null;
  }

  drawnSelection(): HTMLElement | null {
    return this.begun ? this.body : null;
  }

  title(): string {
    return strings.curves;
  }

  present(): boolean {
    const { description, snapshot, status } = this.page.model;
    return description !== null || (snapshot !== null && status.message === '');
  }

  watch() {
    return WATCH_NOTHING;
  }

  update(): void {
    const { description, history, pastRuns, myLog } = this.page.model;
    const hasPast = pastRuns.shown.some(({ log }) => log.rows > 0);
    const isBlank = history.rows === 0 && !hasPast && !myLog?.columns.size;
    // What is measured is not known before there is a run.
    const empty = description === null || isBlank;
    const { timeline } = this.page;
    const asTable = this.pictureTools.showsTable && timeline !== 'line';
    this.body.classList.toggle('line', timeline === 'line');
    this.hint.update(empty);
    setHidden(this.drawing, empty || asTable);
    setHidden(this.pictureTools.table.element, empty || !asTable);
    for (const tool of [this.logSwitch, this.pictureTools.element]) setHidden(tool, empty);
    setHidden(this.zoomReset, this.frames.zoom === null || empty);
    setAttribute(this.logSwitch, 'aria-pressed', String(this.page.choices.logLoss));
    this.notes.update();
    this.myLog.update();
    // The curves will need this room: nothing below moves when the first one comes.
    this.hint.element.style.height = `${this.boxHeight()}px`;
    if (empty) return;
    this.pictureTools.update();
    if (asTable) return;
    this.drawChart();
    this.ruler.update(this.chart);
    this.marks.update(this.chart);
    this.myLog.place(this.chart);
    this.cursor.tell();
  }

  private drawChart(): void {
    const { model, choices, theme, timeline } = this.page;
    const { history } = model;
    const width = this.page.widths.of(this.chartBox);
    const { list } = model.pastRuns;
    const names = model.description?.columns ?? [];
    const low = isLow();
    const made = [
      theme,
      pixelRatio(),
      choices.logLoss,
      names.join('\n'),
      list,
      model.myLog,
      timeline,
      low,
    ];
    const shown = [history.version, model.status.state, width, this.frames.zoom];
    if (sameItems(made, this.made) && sameItems(shown, this.shown)) return;
    this.shown = shown;
    const frame = this.frames.build(model, choices.logLoss, Math.max(50, width - AXES_WIDTH));
    // With other columns it ends.
    if (!this.frames.zoom && choices.shown.zoom) choices.show({ zoom: null });
    // Beside other runs, and above other pictures, one metric is enough.
    this.frame = timeline === 'whole' ? frame : { ...frame, strips: frame.strips.slice(0, 1) };
    if (!sameItems(made, this.made)) this.makeChart(this.frame, theme);
    else this.chart?.update(this.frame);
    this.made = made;
    const titles = names.map(columnTitle).join(', ');
    setAttribute(this.canvas, 'aria-label', strings.curvesLabel(titles, history.last));
  }

  private makeChart(frame: CurveFrame, theme: Theme): void {
    this.chart?.destroy();
    const { timeline } = this.page;
    this.chartBox.style.height = `${this.boxHeight()}px`;
    const look = timeline === 'line' ? 'line' : 'whole';
    this.chart = new CurveChart(this.canvas, frame, theme, look);
  }

  /** Less than one epoch has nothing to show. */
  private setZoom(limits: Limits | null): void {
    if (limits && limits.max - limits.min < 1) return this.page.schedule();
    this.frames.zoom = limits && { min: Math.max(0, limits.min), max: limits.max };
    this.page.choices.show({ zoom: this.frames.zoom });
    this.page.schedule();
  }

  private boxHeight(): number {
    return this.page.timeline === 'line' ? CURVE_HEIGHTS.line : this.size().height;
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.curves}`;
  }

  figure(): FigureParts {
    const metrics = curveStrips(this.page.model.description?.columns ?? []);
    return { shows: strings.curvesShow(metrics.map(({ metric }) => columnTitle(metric))) };
  }

  size(): { width: number; height: number } {
    const columns = this.page.model.description?.columns ?? [];
    const { timeline, paper, widths } = this.page;
    if (paper) {
      const height = paperHeight(curveStrips(columns).length, paper.width);
      return { width: paper.width, height };
    }
    const all = timeline === 'whole' ? curveStrips(columns).length : 1;
    const height = screenHeight(this.frame?.strips.length ?? all);
    return { width: Math.max(320, widths.of(this.chartBox)), height };
  }

  draw(pen: Pen): void {
    const { model, theme, paper, choices } = this.page;
    const pixels = this.size().width - AXES_WIDTH;
    // The page keeps the lines that it has thinned out for itself.
    const frame = paper ? null : this.frame;
    drawCurves(
      pen,
      frame ?? this.frames.alike().build(model, choices.logLoss, pixels),
      theme,
      this.size(),
    );
  }

  table(): TableData {
    const { history, description, snapshot, findings } = this.page.model;
    const from = roundedFrom(findings);
    const notes = history.thinned > 1 ? [strings.thinned(history.thinned)] : [];
    return {
      caption: [`${snapshot?.title ?? ''}: ${strings.curves}`, ...notes].join(' · '),
      columns: [strings.epoch, ...(description?.columns ?? [])],
      rows: history.rows,
      thin: 'evenly',
      cell: (row, column) =>
        column === 0 ? history.numbers.at(row) : history.columns[column - 1].at(row),
      grey: row =>
        from !== null && history.numbers.at(row) >= from ? strings.rounded(from) : null,
    };
  }
}

function textToggle(text: string, title: string): HTMLButtonElement {
  return element('button', { class: 'toggle', text, attributes: { type: 'button', title } });
}
