/** Truth and prediction side by side: the same points, the same axes, the same colours. */
import { element } from '../kit/dom';
import { PictureTools, type Titled } from '../picture/tools';
import { pointTable } from './points';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import { TruthScene } from './truthScene';
import { WATCH_NOTHING, type PageContext, type Face } from '../sections/view';

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
    this.pictureTools = new PictureTools(this, page, box.element, this.scene);
    this.body = element('div', {}, box.element, this.pictureTools.table.element);
    this.tools = [this.pictureTools.element];
  }

  watch() {
    return { ...WATCH_NOTHING, boundary: FEWEST_SAMPLES };
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
    return pointTable(this.page.model, this.name());
  }
}
