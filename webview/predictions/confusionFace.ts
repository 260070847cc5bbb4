/** The confusion matrix of a part of the data, and below it the rows that are misclassified. */
import { ConfusionView } from '../confusion/confusion';
import type { Evaluated } from '../confusion/evaluated';
import { MisclassifiedView } from '../confusion/misclassified';
import { element } from '../kit/dom';
import type { Face, PageContext } from '../sections/view';

export class ConfusionFace implements Face {
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly matrix: ConfusionView;
  private readonly rows: MisclassifiedView;

  constructor(page: PageContext, evaluated: Evaluated) {
    this.matrix = new ConfusionView(page, evaluated);
    this.rows = new MisclassifiedView(page, evaluated);
    const title = element('h3', { class: 'face-title', text: this.rows.title() });
    const heading = element('div', { class: 'face-heading' }, title, ...this.rows.tools);
    // In the heading the choice of a face needs the room.
    const [parts, ...tools] = this.matrix.tools;
    const choice = element('div', { class: 'face-parts' }, parts);
    this.body = element('div', {}, choice, this.matrix.body, heading, this.rows.body);
    this.tools = tools;
  }

  watch() {
    return this.matrix.watch();
  }

  update(): void {
    this.matrix.update();
    this.rows.update();
  }
}
