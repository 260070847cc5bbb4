/** The decision boundary over a 2-D input space, with the data points on it. */
import { element } from '../kit/dom';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import type { Size } from '../picture/pictureBox';
import { planeFigure } from './planeFigure';
import { pointTable } from './points';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { BoundaryLegend } from './boundaryLegend';
import { MARGIN, PlotScene } from './plotScene';
import { WATCH_NOTHING, type PageContext, type Face } from '../sections/view';

/** From this width on (px), the legend stands beside the plot; below it the plot needs all of it. */
const LEGEND_BESIDE = 398;
/** What it takes there, with the gap to the plot (px). */
const LEGEND_WIDTH = 164;

export class BoundaryFace implements Face, Picture {
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: PlotScene;
  private readonly legend: BoundaryLegend;
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;

  constructor(private readonly page: PageContext) {
    this.scene = new PlotScene(page);
    this.legend = new BoundaryLegend(page);
    const plot = this.scene.box.element;
    this.drawing = element('div', { class: 'boundary' }, plot, this.legend.element);
    this.pictureTools = new PictureTools(this, page, this.drawing, this);
    this.body = element('div', {}, this.drawing, this.pictureTools.table.element);
    this.tools = [this.pictureTools.element];
  }

  /** Samples about every four pixels: smooth when interpolated, cheap to compute. */
  watch() {
    const wanted = Math.round(this.scene.side / 3.2 / 10) * 10;
    return { ...WATCH_NOTHING, boundary: Math.max(60, Math.min(100, wanted)) };
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
    this.scene.box.label(strings.boundaryLabel(x, y));
  }

  /** The plot leaves room for the legend, which moves below where there is none. */
  private fitWidth(): void {
    const available = this.page.widths.of(this.body);
    if (available === 0) return;
    const beside = available >= LEGEND_BESIDE;
    this.drawing.classList.toggle('beside', beside);
    this.scene.fitInto(beside ? available - LEGEND_WIDTH : available);
  }

  /** With the names of the classes beside the plot. */
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
    return `${snapshot?.title ?? ''} ${what}`;
  }

  figure(): FigureParts {
    const { model } = this.page;
    const what = model.description?.data.classNames ? strings.boundary : strings.surface;
    return planeFigure(model, what.toLowerCase());
  }

  table(): TableData {
    return pointTable(this.page.model, this.name());
  }
}
