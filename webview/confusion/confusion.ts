/** Which class the rows of a part are taken for. */
import { EVALUATED_PARTS, type Confusion } from '../../src/protocol/confusion';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { radioSwitch } from '../kit/radioSwitch';
import type { TableData } from '../kit/tableView';
import { PictureTools, type FigureParts, type Titled } from '../picture/tools';
import type { PageContext, View } from '../sections/view';
import { ConfusionScene } from './confusionScene';
import { confusionStrings as words } from './confusionStrings';
import { verdictOf } from './counts';
import type { Evaluated } from './evaluated';

export class ConfusionView implements View, Titled {
  readonly id = 'confusion';
  readonly place = 'compare';
  readonly aside = true;
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly note = element('p', { class: 'note' });
  private readonly parts;
  private readonly scene: ConfusionScene;
  private readonly pictureTools: PictureTools;

  constructor(
    private readonly page: PageContext,
    private readonly evaluated: Evaluated,
  ) {
    this.scene = new ConfusionScene(page, {
      confusion: () => evaluated.confusion,
      names: () => evaluated.names,
      width: () => page.widths.of(this.body),
    });
    const { box } = this.scene;
    this.pictureTools = new PictureTools(this, page, box.element, this.scene);
    this.parts = radioSwitch(EVALUATED_PARTS, words.parts, words.partTitles, part =>
      evaluated.choose(part),
    );
    setAttribute(this.parts.element, 'aria-label', words.partsLabel);
    this.body = element('div', {}, this.note, box.element, this.pictureTools.table.element);
    this.tools = [this.parts.element, this.pictureTools.element];
  }

  title(): string {
    return words.title;
  }

  present(): boolean {
    return this.evaluated.present;
  }

  watch() {
    return this.evaluated.watch();
  }

  update(): void {
    const { confusion, parts, part } = this.evaluated;
    this.parts.offer(parts);
    this.parts.choose(part);
    setHidden(this.parts.element, parts.length < 2);
    if (!confusion) return;
    setText(this.note, this.sentence(confusion));
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.scene.box.label(`${words.title}, ${words.parts[part]}: ${this.sentence(confusion)}`);
    this.scene.box.update();
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${words.title} ${this.evaluated.part}`;
  }

  figure(): FigureParts {
    const { confusion, part } = this.evaluated;
    if (!confusion) return {};
    return {
      shows: words.shows(words.parts[part]),
      legend: [{ text: this.sentence(confusion) }],
    };
  }

  table(): TableData {
    return this.scene.table(this.note.textContent ?? '');
  }

  /** `accuracy 0.9350, 187 of 200 · most often 3 taken for 2, 6 times` */
  private sentence(confusion: Confusion): string {
    const { names } = this.evaluated;
    const { rows, right, commonest } = verdictOf(confusion);
    return [
      words.accuracy(right, rows),
      ...(commonest
        ? [words.mostOften(names[commonest.truth], names[commonest.predicted], commonest.rows)]
        : []),
      ...(confusion.unread > 0 ? [words.unread(confusion.unread)] : []),
    ].join(' · ');
  }
}
