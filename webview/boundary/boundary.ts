/** What the network says over a 2-D input space, with the data points on it: now, or before and now. */
import { element } from '../kit/dom';
import { placeLegend } from '../picture/legendRoom';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import type { Size } from '../picture/pictureBox';
import { planeFigure } from './planeFigure';
import { pointTable } from './points';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/pen';
import type { TableData } from '../kit/tableView';
import { BoundaryLegend } from './boundaryLegend';
import { MARGIN, PlotScene } from './plotScene';
import { plotsOf, wishesOf, type Look } from './plots';
import { RangeField } from './rangeField';
import type { Watch } from '../../src/protocol/snapshot';
import type { Face, PageContext } from '../sections/view';
import { boundaryStrings as words } from './boundaryStrings';

/** From this width on (px), the legend stands beside the plots; below it these need all of it. */
const LEGEND_BESIDE = { now: 398, change: 600 };
/** What it takes there, with the gap to the plots (px). */
const LEGEND_WIDTH = 164;

export class BoundaryFace implements Face, Picture {
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: PlotScene;
  private readonly legend: BoundaryLegend;
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;

  constructor(
    private readonly page: PageContext,
    private readonly look: Look = 'now',
  ) {
    this.scene = new PlotScene(page, () => plotsOf(page.model, look));
    this.legend = new BoundaryLegend(page);
    const range = new RangeField(page, () => this.scene.extent);
    const plot = this.scene.box.element;
    this.drawing = element('div', { class: 'boundary' }, plot, this.legend.element);
    this.pictureTools = new PictureTools(this, page, this.drawing, this, () => range.items());
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, range.element, this.drawing, table);
    this.tools = [this.pictureTools.element];
  }

  /** Samples about every four pixels: smooth when interpolated, cheap to compute. */
  watch(): Partial<Watch> {
    const wanted = Math.round(this.scene.side / 3.2 / 10) * 10;
    const resolution = Math.max(60, Math.min(100, wanted));
    return { ...wishesOf(this.page.model, this.look, resolution), range: this.page.choices.range };
  }

  update(): void {
    const { model, theme } = this.page;
    const { description } = model;
    if (!description) return;
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.fitWidth();
    this.scene.box.update();
    this.legend.update(theme, model.data.boundary);
    const [x, y] = description.data.featureNames;
    const over = strings.boundaryLabel(x, y);
    this.scene.box.label(this.look === 'now' ? over : words.beforeAfterLabel(over));
  }

  /** The plots leave room for the legend, which moves below where there is none. */
  private fitWidth(): void {
    const available = this.page.widths.of(this.body);
    if (available === 0) return;
    const room = { from: LEGEND_BESIDE[this.look], width: LEGEND_WIDTH };
    this.scene.fitInto(placeLegend(this.drawing, available, room));
  }

  /** With the names of the classes beside the plots. */
  size(): Size {
    if (this.page.paper) this.fitWidth();
    const { width, height } = this.scene.size();
    const legend = this.legend.pictureSize();
    return { width: width + legend.width, height: Math.max(height, MARGIN.top + legend.height) };
  }

  draw(pen: Pen): void {
    this.scene.drawOn(pen, this.size());
    this.legend.draw(pen, this.scene.size().width + 12, MARGIN.top + 8);
  }

  name(): string {
    const { description, snapshot } = this.page.model;
    const what = description?.data.classNames ? strings.boundary : strings.surface;
    return `${snapshot?.title ?? ''} ${this.look === 'now' ? what : words.beforeAfter}`;
  }

  figure(): FigureParts {
    const { model } = this.page;
    const what = model.description?.data.classNames ? strings.boundary : strings.surface;
    return planeFigure(model, what.toLowerCase());
  }

  table(): TableData {
    return pointTable(this.page.model, this.name(), plotsOf(this.page.model, this.look));
  }
}
