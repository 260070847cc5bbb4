/** Truth and prediction side by side: the same points, the same axes, the same colours. */
import { element } from '../kit/dom';
import type { Pen } from '../drawing/pen';
import type { Size } from '../picture/pictureBox';
import { PictureTools, type FigureParts, type Picture } from '../picture/tools';
import { BoundaryLegend } from './boundaryLegend';
import { pointsFigure } from './planeFigure';
import type { MenuItem } from '../kit/menu';
import { plotsOf } from './plots';
import { pointTable } from './points';
import { RangeField } from './rangeField';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import { TOP, TruthScene } from './truthScene';
import type { Face, PageContext } from '../sections/view';

/** The smallest boundary that brings the outputs at the points with it. */
const FEWEST_SAMPLES = 2;

export class TruthFace implements Face, Picture {
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: TruthScene;
  /** Beside the plots in a file: on the page the box of the boundary has it. */
  private readonly legend: BoundaryLegend;
  private readonly pictureTools: PictureTools;

  constructor(private readonly page: PageContext) {
    this.legend = new BoundaryLegend(page);
    const besidePlots = (): number => (page.paper ? this.legend.pictureSize().width : 0);
    this.scene = new TruthScene(page, () => page.widths.of(this.body) - besidePlots());
    const { box } = this.scene;
    const range = new RangeField(page, () => page.model.data.boundary?.extent ?? null);
    const items = (): MenuItem[] => range.items();
    this.pictureTools = new PictureTools(this, page, box.element, this, items);
    this.body = element('div', {}, range.element, box.element, this.pictureTools.table.element);
    this.tools = [this.pictureTools.element];
  }

  watch() {
    return { boundary: FEWEST_SAMPLES, range: this.page.choices.range };
  }

  update(): void {
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.scene.box.update();
    this.scene.box.label(strings.truthPrediction);
  }

  /** With the names of the classes beside the plots. */
  size(): Size {
    const { width, height } = this.scene.size();
    const legend = this.legend.pictureSize();
    return { width: width + legend.width, height: Math.max(height, TOP + legend.height) };
  }

  draw(pen: Pen): void {
    this.scene.drawOn(pen, this.size());
    this.legend.draw(pen, this.scene.size().width + 12, TOP + 8);
  }

  figure(): FigureParts {
    return pointsFigure(this.page.model, strings.truthPrediction.toLowerCase());
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.truthAndPrediction}`;
  }

  table(): TableData {
    return pointTable(this.page.model, this.name(), plotsOf(this.page.model, 'now'));
  }
}
