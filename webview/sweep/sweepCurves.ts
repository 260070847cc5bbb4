/** The file's last sweep: how its metric went, as means with bands of one standard deviation. */
import { bandColor, bandDash } from '../chart/bands';
import { CurveChart } from '../chart/curveChart';
import type { CurveFrame } from '../chart/curveFrame';
import { drawCurves } from '../chart/curvePicture';
import type { Limits } from '../chart/curveSeries';
import { element, pixelRatio, setAttribute, setHidden, setText } from '../kit/dom';
import { sameItems } from '../drawing/memo';
import { formatNumber } from '../words/numbers';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import { drawnGroups, sweepFrame } from './sweepFrame';
import { sweepStrings } from './sweepStrings';
import type { TableData } from '../kit/tableView';
import { strokeSample } from '../chart/samples';
import { DragZoom } from '../curves/dragZoom';
import { Cursor } from '../picture/cursor';
import { SweepEpochs } from './sweepEpochs';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

/** The height of the whole picture (px). */
const HEIGHT = 200;
/** What the axes take of the width (px). */
const AXES_WIDTH = 66;

export class SweepCurvesView implements View, Picture {
  readonly id = 'sweepCurves';
  readonly place = 'compare';
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly canvas = element('canvas', { attributes: { role: 'img' } });
  private readonly legend = element('div', { class: 'legend' });
  private readonly note = element('p', { class: 'note' });
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;
  private readonly cursor: Cursor<number>;
  private zoom: Limits | null = null;
  private frame: CurveFrame | null = null;
  private chart: CurveChart | null = null;
  /** What the chart was made for, and what it shows. */
  private made: unknown[] = [];
  private shown: unknown[] = [];

  constructor(private readonly page: PageContext) {
    const epochs = new SweepEpochs(page, {
      chart: () => this.chart,
      bands: () => this.frame?.strips[0].bands ?? [],
      seeAll: () => this.setZoom(null),
    });
    const words = { name: sweepStrings.curves, hint: sweepStrings.hint };
    const look = { class: 'chart', ...words, mark: 'chart-cursor' };
    this.cursor = new Cursor(page, epochs, this.canvas, look);
    this.chartBox.style.height = `${HEIGHT}px`;
    const zoom = new DragZoom(
      this.chartBox,
      () => this.chart,
      limits => this.setZoom(limits),
    );
    this.chartBox.append(zoom.element);
    this.chartBox.addEventListener('dblclick', () => this.setZoom(null));
    this.drawing = element('div', {}, this.legend, this.chartBox);
    this.pictureTools = new PictureTools(this, page, this.drawing, this);
    this.body = element('div', {}, this.note, this.drawing, this.pictureTools.table.element);
    this.tools = [this.pictureTools.element];
  }

  private get chartBox(): HTMLElement {
    return this.cursor.element;
  }

  title(): string {
    return sweepStrings.curves;
  }

  present(): boolean {
    return (this.page.model.sweep?.groups.length ?? 0) > 0;
  }

  watch() {
    return WATCH_NOTHING;
  }

  update(): void {
    const { sweep } = this.page.model;
    if (!sweep) return;
    const drawn = drawnGroups(sweep).length;
    const most = drawn < sweep.groups.length ? sweepStrings.best(drawn, sweep.groups.length) : '';
    setText(
      this.note,
      sweepStrings.curvesNote(sweep.metric, sweep.over, sweep.done, sweep.of) + most,
    );
    setHidden(this.drawing, this.pictureTools.showsTable);
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.drawChart();
    this.cursor.tell();
  }

  private drawChart(): void {
    const { model, choices, theme } = this.page;
    const width = this.page.widths.of(this.chartBox);
    const made = [model.sweep, theme, pixelRatio(), choices.logLoss, this.zoom];
    const shown = [...made, width];
    if (sameItems(shown, this.shown)) return;
    this.shown = shown;
    this.frame = this.build(width);
    if (!this.frame) return;
    // With another width it is the same chart, with other ticks.
    if (sameItems(made, this.made)) this.chart?.update(this.frame);
    else this.makeChart(this.frame);
    this.made = made;
  }

  private makeChart(frame: CurveFrame): void {
    this.chart?.destroy();
    this.chart = new CurveChart(this.canvas, frame, this.page.theme);
    this.updateLegend();
  }

  private build(width: number): CurveFrame | null {
    const { model, choices } = this.page;
    const pixels = Math.max(50, width - AXES_WIDTH);
    const options = { zoom: this.zoom, logarithmic: choices.logLoss, pixels };
    return model.sweep && sweepFrame(model.sweep, options);
  }

  private updateLegend(): void {
    const { model, theme } = this.page;
    const bands = this.frame?.strips[0].bands ?? [];
    const items = bands.map(({ number, label }) => {
      const words = element('span', { text: label || sweepStrings.allRuns });
      const line = strokeSample(bandColor(number, theme), bandDash(number), theme);
      return element('span', { class: 'legend-item' }, line, words);
    });
    this.legend.replaceChildren(...items);
    const ends = bands.map(({ label, mean, high }) => {
      const [end, edge] = [mean.at(-1)?.y ?? NaN, high.at(-1)?.y];
      const spread = edge === undefined ? '' : ` ± ${formatNumber(edge - end)}`;
      return `${label || sweepStrings.allRuns} ${formatNumber(end)}${spread}`;
    });
    const { metric = '' } = model.sweep ?? {};
    setAttribute(
      this.canvas,
      'aria-label',
      sweepStrings.label(metric, bands.length, ends.join(', ')),
    );
  }

  /** Less than one epoch has nothing to show. */
  private setZoom(limits: Limits | null): void {
    this.made = [];
    this.shown = [];
    if (!limits || limits.max - limits.min >= 1) this.zoom = limits;
    this.page.schedule();
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${sweepStrings.curves}`;
  }

  figure(): FigureParts {
    const { sweep } = this.page.model;
    const { theme } = this.page;
    const legend = (this.frame?.strips[0].bands ?? []).map(({ number, label }) => ({
      text: label || sweepStrings.allRuns,
      color: bandColor(number, theme),
    }));
    const shows = sweepStrings.shows(sweep?.metric ?? '');
    return { shows, legend, facts: this.note.textContent ?? '' };
  }

  size(): { width: number; height: number } {
    return { width: Math.max(320, this.page.widths.of(this.chartBox)), height: HEIGHT };
  }

  draw(pen: Pen): void {
    const { paper } = this.page;
    const frame = (paper ? null : this.frame) ?? this.build(this.size().width);
    if (frame) drawCurves(pen, frame, this.page.theme, this.size());
  }

  /** Every group, also those that are not drawn. */
  table(): TableData {
    const { sweep } = this.page.model;
    const groups = sweep?.groups ?? [];
    const rows = groups.flatMap(({ epochs }, group) =>
      Array.from(epochs, (_, at) => ({ group, at })),
    );
    const columns = [
      sweepStrings.curves,
      strings.epoch,
      sweep?.metric ?? '',
      ...(sweep && sweep.over.length > 0 ? [sweepStrings.std] : []),
    ];
    return {
      caption: this.note.textContent ?? '',
      columns,
      rows: rows.length,
      thin: 'evenly',
      cell: (row, column) => {
        const { group, at } = rows[row];
        const { label, epochs, mean, std } = groups[group];
        return [label || sweepStrings.allRuns, epochs[at], mean[at], std[at]][column];
      },
    };
  }
}
