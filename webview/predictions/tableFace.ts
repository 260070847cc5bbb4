/** The outputs for each row of a part of the data, as numbers. */
import { EVALUATED_PARTS, type Predictions } from '../../src/protocol/confusion';
import { MOST_PREDICTIONS } from '../../src/protocol/feeds';
import { confusionStrings } from '../confusion/confusionStrings';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { radioSwitch } from '../kit/radioSwitch';
import { TableView, type TableData } from '../kit/tableView';
import { TableTools } from '../picture/tableTools';
import { PartChoice } from '../run/partChoice';
import type { Face, PageContext } from '../sections/view';
import { predictionTable } from './predictionTable';
import { predictionsStrings as words } from './predictionsStrings';

/** While a run goes on, no more rows are computed than the table shows. */
const MOST_WHILE_RUNNING = 200;

export class TableFace implements Face {
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly choice: PartChoice;
  private readonly parts;
  private readonly note = element('p', { class: 'note' });
  private readonly view = new TableView();
  /** What the table was written from. */
  private written: Predictions | null = null;

  constructor(private readonly page: PageContext) {
    this.choice = new PartChoice(page, 'table', 'train');
    const { parts, partsLabel, partTitles } = confusionStrings;
    this.parts = radioSwitch(EVALUATED_PARTS, parts, partTitles, part => this.choice.choose(part));
    setAttribute(this.parts.element, 'aria-label', partsLabel);
    const bar = element('div', { class: 'face-parts' }, this.parts.element, this.note);
    this.body = element('div', {}, bar, this.view.element);
    this.tools = [new TableTools(this, page).element];
  }

  watch() {
    const { status, description } = this.page.model;
    const most = status.state === 'running' ? MOST_WHILE_RUNNING : MOST_PREDICTIONS;
    return description ? { predictions: { part: this.choice.part, most } } : {};
  }

  update(): void {
    const { parts, part } = this.choice;
    this.parts.offer(parts);
    this.parts.choose(part);
    setHidden(this.parts.element, parts.length < 2);
    const { predictions } = this;
    if (!predictions || predictions === this.written) return;
    this.written = predictions;
    const { rows, of } = predictions;
    setHidden(this.note, rows === of);
    setText(this.note, words.firstRows(rows, of));
    this.view.update(this.table());
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${words.title} ${this.choice.part}`;
  }

  table(): TableData {
    const { predictions } = this;
    const { description } = this.page.model;
    const caption = words.tableCaption(confusionStrings.parts[this.choice.part]);
    return predictions && description
      ? predictionTable(predictions, description, caption)
      : { caption, columns: [], rows: 0, thin: 'first', cell: () => '' };
  }

  /** null: they are still on their way. */
  private get predictions(): Predictions | null {
    const { predictions } = this.page.model.data;
    return predictions?.part === this.choice.part ? predictions : null;
  }
}
