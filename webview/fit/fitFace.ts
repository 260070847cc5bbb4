/** What a network with one input has learned: its curve among the data, now and where the run began. */
import type { Watch } from '../../src/protocol/snapshot';
import { RangeField } from '../boundary/rangeField';
import type { Pen } from '../drawing/pen';
import { element } from '../kit/dom';
import type { TableData } from '../kit/tableView';
import { placeLegend } from '../picture/legendRoom';
import type { Size } from '../picture/pictureBox';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import { FIT_PLACES } from '../run/watches';
import type { Face, PageContext } from '../sections/view';
import { FitLegend, fitLegendItems } from './fitLegend';
import { FitScene } from './fitScene';
import { fitStrings as words } from './fitStrings';
import { fitTable } from './fitWords';

const LEGEND = { from: 520, width: 190 };

export class FitFace implements Face, Picture {
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: FitScene;
  private readonly legend = new FitLegend();
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;

  constructor(private readonly page: PageContext) {
    this.scene = new FitScene(page);
    const range = new RangeField(page, () => this.scene.extent, words.rangeLabel);
    this.drawing = element('div', { class: 'boundary' });
    this.drawing.append(this.scene.box.element, this.legend.element);
    this.pictureTools = new PictureTools(this, page, this.drawing, this, () => range.items());
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, range.element, this.drawing, table);
    this.tools = [this.pictureTools.element];
  }

  watch(): Partial<Watch> {
    return { fit: FIT_PLACES, range: this.page.choices.range };
  }

  update(): void {
    const { model, theme } = this.page;
    const { description } = model;
    if (!description) return;
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.fitWidth();
    this.scene.box.update();
    this.legend.update(model, theme);
    this.scene.box.label(words.label(description.data.featureNames[0]));
  }

  /** The plot leaves room for the legend, which moves below where there is none. */
  private fitWidth(): void {
    const available = this.page.widths.of(this.body);
    if (available === 0) return;
    // A figure has its legend below in any case.
    const room = this.page.paper ? { from: Infinity, width: 0 } : LEGEND;
    this.scene.fitInto(placeLegend(this.drawing, available, room));
  }

  size(): Size {
    if (this.page.paper) this.fitWidth();
    return this.scene.size();
  }

  draw(pen: Pen): void {
    this.scene.draw(pen);
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${words.name}`;
  }

  figure(): FigureParts {
    return { shows: words.shows, legend: fitLegendItems(this.page.model, this.page.theme) };
  }

  table(): TableData {
    const { description, data, frame } = this.page.model;
    const caption = this.name();
    if (!description) return { caption, columns: [], rows: 0, thin: 'first', cell: () => '' };
    const start = frame?.timeline.start ?? 0;
    return fitTable({ description, fit: data.fit, start }, caption);
  }
}
