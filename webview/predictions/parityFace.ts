/** The outputs for the rows of a part of the data over their targets. */
import type { Watch } from '../../src/protocol/snapshot';
import { confusionStrings } from '../confusion/confusionStrings';
import type { Pen } from '../drawing/pen';
import { element } from '../kit/dom';
import type { TableData } from '../kit/tableView';
import { placeLegend } from '../picture/legendRoom';
import type { Size } from '../picture/pictureBox';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import type { Face, PageContext } from '../sections/view';
import { ParityLegend, parityLegendItems } from './parityLegend';
import { MOST_ROWS, ParityScene } from './parityScene';
import { PartBar } from './partBar';
import { predictionsStrings as words } from './predictionsStrings';

const LEGEND = { from: 420, width: 200 };

export class ParityFace implements Face, Picture {
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly bar: PartBar;
  private readonly scene: ParityScene;
  private readonly legend = new ParityLegend();
  private readonly drawing: HTMLElement;
  private readonly pictureTools: PictureTools;

  constructor(private readonly page: PageContext) {
    this.bar = new PartBar(page);
    this.scene = new ParityScene(page, () => this.bar.predictions);
    this.drawing = element('div', { class: 'boundary' });
    this.drawing.append(this.scene.box.element, this.legend.element);
    this.pictureTools = new PictureTools(this, page, this.drawing, this);
    const table = this.pictureTools.table.element;
    this.body = element('div', {}, this.bar.element, this.drawing, table);
    this.tools = [this.pictureTools.element];
  }

  watch(): Partial<Watch> {
    return { predictions: { part: this.bar.part, most: MOST_ROWS } };
  }

  update(): void {
    this.bar.update(MOST_ROWS);
    this.pictureTools.update();
    const { predictions } = this.bar;
    if (!predictions || this.pictureTools.showsTable) return;
    this.fitWidth();
    this.scene.box.update();
    this.legend.update(predictions, this.scene.points, this.page.theme);
    this.scene.box.label(words.parityLabel(confusionStrings.parts[predictions.part]));
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
    const { title = '' } = this.page.model.snapshot ?? {};
    return `${title} ${words.faces.parity} ${this.bar.part}`;
  }

  figure(): FigureParts {
    const { predictions, part } = this.bar;
    if (!predictions) return {};
    const legend = parityLegendItems(predictions, this.scene.points, this.page.theme);
    return { shows: words.parityShows(confusionStrings.parts[part]), legend };
  }

  table(): TableData {
    return this.bar.table();
  }
}
