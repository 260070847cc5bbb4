/** The part of the data whose predictions are shown: chosen here, with the number of its rows. */
import { EVALUATED_PARTS, type Predictions } from '../../src/protocol/confusion';
import { confusionStrings } from '../confusion/confusionStrings';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { radioSwitch } from '../kit/radioSwitch';
import type { TableData } from '../kit/tableView';
import { PartChoice } from '../run/partChoice';
import type { PageContext } from '../sections/view';
import { predictionTable } from './predictionTable';
import { predictionsStrings as words } from './predictionsStrings';

export class PartBar {
  private readonly choice: PartChoice;
  private readonly parts;
  private readonly note = element('p', { class: 'note' });
  readonly element: HTMLElement;

  constructor(private readonly page: PageContext) {
    this.choice = new PartChoice(page, 'table', 'train');
    const { parts, partsLabel, partTitles } = confusionStrings;
    this.parts = radioSwitch(EVALUATED_PARTS, parts, partTitles, part => this.choice.choose(part));
    setAttribute(this.parts.element, 'aria-label', partsLabel);
    this.element = element('div', { class: 'face-parts' }, this.parts.element, this.note);
  }

  get part() {
    return this.choice.part;
  }

  /** Of the part that is shown; null: they are still on their way. */
  get predictions(): Predictions | null {
    const { predictions } = this.page.model.data;
    return predictions?.part === this.part ? predictions : null;
  }

  /** What is here as numbers. */
  table(): TableData {
    const { predictions, part } = this;
    const { description } = this.page.model;
    const caption = words.tableCaption(confusionStrings.parts[part]);
    return predictions && description
      ? predictionTable(predictions, description, caption)
      : { caption, columns: [], rows: 0, thin: 'first', cell: () => '' };
  }

  /** @param most rows that are shown of those that are here */
  update(most: number): void {
    const { parts, part } = this.choice;
    this.parts.offer(parts);
    this.parts.choose(part);
    setHidden(this.parts.element, parts.length < 2);
    const { predictions } = this;
    if (!predictions) return;
    const rows = Math.min(most, predictions.rows);
    setHidden(this.note, rows === predictions.of);
    setText(this.note, words.firstRows(rows, predictions.of));
  }
}
