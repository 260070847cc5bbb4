/** The outputs for each row of a part of the data, as numbers. */
import type { Predictions } from '../../src/protocol/confusion';
import { MOST_PREDICTIONS } from '../../src/protocol/feeds';
import { element } from '../kit/dom';
import { TableView, type TableData } from '../kit/tableView';
import { TableTools } from '../picture/tableTools';
import type { Face, PageContext } from '../sections/view';
import { PartBar } from './partBar';
import { predictionsStrings as words } from './predictionsStrings';

/** While a run goes on, no more rows are computed than the table shows. */
const MOST_WHILE_RUNNING = 200;

export class TableFace implements Face {
  readonly unhurried = true;
  readonly body: HTMLElement;
  readonly tools: HTMLElement[];
  private readonly bar: PartBar;
  private readonly view = new TableView();
  /** What the table was written from. */
  private written: Predictions | null = null;

  constructor(private readonly page: PageContext) {
    this.bar = new PartBar(page);
    this.body = element('div', {}, this.bar.element, this.view.element);
    this.tools = [new TableTools(this, page).element];
  }

  watch() {
    const { status, description } = this.page.model;
    const most = status.state === 'running' ? MOST_WHILE_RUNNING : MOST_PREDICTIONS;
    return description ? { predictions: { part: this.bar.part, most } } : {};
  }

  update(): void {
    this.bar.update(MOST_PREDICTIONS);
    const { predictions } = this.bar;
    if (!predictions || predictions === this.written) return;
    this.written = predictions;
    this.view.update(this.table());
  }

  name(): string {
    return `${this.page.model.snapshot?.title ?? ''} ${words.title} ${this.bar.part}`;
  }

  table(): TableData {
    return this.bar.table();
  }
}
