/** Truth and prediction side by side: the same points, the same axes, the same colours. */
import { element } from '../kit/dom';
import { PictureTools, type Titled } from '../picture/tools';
import type { MenuItem } from '../kit/menu';
import { plotsOf } from './plots';
import { pointTable } from './points';
import { RangeField } from './rangeField';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import { TruthScene } from './truthScene';
import type { Face, PageContext } from '../sections/view';

/** The smallest boundary that brings the outputs at the points with it. */
const FEWEST_SAMPLES = 2;

export class TruthFace implements Face, Titled {
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: TruthScene;
  private readonly pictureTools: PictureTools;

  constructor(private readonly page: PageContext) {
    this.scene = new TruthScene(page, () => page.widths.of(this.body));
    const { box } = this.scene;
    const range = new RangeField(page, () => page.model.data.boundary?.extent ?? null);
    const items = (): MenuItem[] => range.items();
    this.pictureTools = new PictureTools(this, page, box.element, this.scene, items);
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

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.truthPrediction.replace(' | ', ' and ')}`;
  }

  table(): TableData {
    return pointTable(this.page.model, this.name(), plotsOf(this.page.model, 'now'));
  }
}
