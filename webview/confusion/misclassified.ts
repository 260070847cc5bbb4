/** The rows that are misclassified, the most certain first: as pictures where the inputs are pixels, else as a table. */
import type { Misclassified } from '../../src/protocol/confusion';
import type { ImageSize } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../kit/dom';
import { TableView, type TableData } from '../kit/tableView';
import { PictureTools, type FigureParts, type Titled } from '../picture/tools';
import type { PageContext, View } from '../sections/view';
import { confusionStrings as words } from './confusionStrings';
import { verdictOf } from './counts';
import type { Evaluated } from './evaluated';
import { MisclassifiedScene } from './misclassifiedScene';

export class MisclassifiedView implements View, Titled {
  readonly id = 'misclassified';
  readonly place = 'compare';
  readonly aside = true;
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly note = element('p', { class: 'note' });
  private readonly scene: MisclassifiedScene;
  private readonly pictureTools: PictureTools;
  private readonly pictures: HTMLElement;
  /** Where there are no pictures. */
  private readonly list = new TableView();
  private listed: Misclassified | null = null;

  constructor(
    private readonly page: PageContext,
    private readonly evaluated: Evaluated,
  ) {
    this.scene = new MisclassifiedScene(page, {
      rows: () => this.rows,
      image: () => this.image,
      names: () => evaluated.names,
      width: () => page.widths.of(this.body),
    });
    const { box } = this.scene;
    this.pictureTools = new PictureTools(this, page, box.element, this.scene);
    this.pictures = element('div', {}, box.element, this.pictureTools.table.element);
    // Out of sight nothing is written into them yet.
    for (const each of [this.pictures, this.list.element]) each.hidden = true;
    this.body = element('div', {}, this.note, this.pictures, this.list.element);
    this.tools = [this.pictureTools.element];
  }

  title(): string {
    return words.misclassified;
  }

  present(): boolean {
    return this.evaluated.present;
  }

  watch() {
    return this.evaluated.watch();
  }

  update(): void {
    const { confusion } = this.evaluated;
    if (!confusion) return;
    const { rows, right } = verdictOf(confusion);
    const shown = confusion.misclassified.rows.length;
    setText(this.note, words.note(shown, rows - right - confusion.unread));
    const isPicture = this.image !== null;
    setHidden(this.pictureTools.element, !isPicture || shown === 0);
    setHidden(this.pictures, !isPicture || shown === 0);
    setHidden(this.list.element, isPicture || shown === 0);
    if (!isPicture) return this.updateList();
    this.pictureTools.update();
    if (this.pictureTools.showsTable) return;
    this.scene.box.label(`${words.misclassified}: ${this.note.textContent ?? ''}`);
    this.scene.box.update();
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${words.misclassified} ${this.evaluated.part}`;
  }

  figure(): FigureParts {
    const shows = `${words.misclassified.toLowerCase()}, ${words.parts[this.evaluated.part]}`;
    return { shows, legend: [{ text: this.note.textContent ?? '' }] };
  }

  table(): TableData {
    const { rows } = this;
    const { names } = this.evaluated;
    const { featureNames = [] } = this.page.model.description?.data ?? {};
    const width = rows?.width ?? 0;
    const { row, truth, predicted, output } = words;
    return {
      caption: this.note.textContent ?? '',
      columns: [row, truth, predicted, output, ...featureNames.slice(0, width)],
      rows: rows?.rows.length ?? 0,
      thin: 'first',
      cell: (at, column) => {
        if (!rows) return '';
        if (column > 3) return rows.inputs[at * width + column - 4];
        const { truths, predicted: taken, outputs } = rows;
        return [rows.rows[at] + 1, names[truths[at]], names[taken[at]], outputs[at]][column];
      },
    };
  }

  private updateList(): void {
    if (this.listed === this.rows) return;
    this.listed = this.rows;
    this.list.update({ ...this.table(), isCaptioned: true });
  }

  private get rows(): Misclassified | null {
    return this.evaluated.confusion?.misclassified ?? null;
  }

  /** null: the inputs are no pictures, or too large. */
  private get image(): ImageSize | null {
    const { image = null } = this.page.model.description?.data ?? {};
    return image && this.rows?.width === image.width * image.height ? image : null;
  }
}
