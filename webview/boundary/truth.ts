/** Truth and prediction side by side: the same points, the same axes, the same colours. */
import { element } from '../kit/dom';
import { PictureTools, type Picture } from '../picture/tools';
import type { Size } from '../picture/pictureBox';
import { pointTable } from './points';
import { readingOf } from './reading';
import { strings } from '../words/strings';
import type { Pen } from '../drawing/svgPen';
import type { TableData } from '../kit/tableView';
import { TruthScene } from './truthScene';
import { WATCH_NOTHING, type PageContext, type View } from '../sections/view';

/** The smallest boundary that brings the outputs at the points with it. */
const FEWEST_SAMPLES = 2;

export class TruthView implements View, Picture {
  readonly id = 'truth';
  readonly weight = 300;
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly scene: TruthScene;
  private readonly pictureTools: PictureTools;

  constructor(private readonly page: PageContext) {
    this.scene = new TruthScene(page, () => page.widths.of(this.body));
    this.pictureTools = new PictureTools(this, page, this.scene.box.element);
    this.body = element('div', {}, this.scene.box.element, this.pictureTools.table.element);
    this.tools = [this.pictureTools.element];
  }

  title(): string {
    return strings.truthPrediction;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return frame !== null && (description?.points.length ?? 0) > 0;
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

  size(): Size {
    return this.scene.size();
  }

  draw(pen: Pen): void {
    this.scene.draw(pen);
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${strings.truthPrediction.replace(' | ', ' and ')}`;
  }

  table(): TableData {
    const { description, data } = this.page.model;
    if (!description) return { caption: '', columns: [], rows: 0, thin: 'first', cell: () => '' };
    const features = description.data.featureNames.slice(0, 2);
    const { points } = description;
    return pointTable(points, data.boundary, readingOf(description), features, this.name());
  }
}
