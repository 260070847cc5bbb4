/** The part of the data whose rows are looked at, for the confusion matrix and the misclassified rows alike. */
import type { Confusion } from '../../src/protocol/confusion';
import type { Watch } from '../../src/protocol/snapshot';
import { PartChoice } from '../run/partChoice';
import type { PageContext } from '../sections/view';
import { WATCH_NOTHING } from '../sections/view';

/** Misclassified rows that are asked for. */
const MOST = 40;

export class Evaluated extends PartChoice {
  constructor(private readonly page: PageContext) {
    super(page, 'confusion', 'unseen');
  }

  /** null: it is still on its way. */
  get confusion(): Confusion | null {
    const { confusion } = this.page.model.data;
    return confusion?.part === this.part ? confusion : null;
  }

  /** There are classes, and a run. */
  get present(): boolean {
    const { description, frame } = this.page.model;
    return frame !== null && (description?.data.classNames ?? null) !== null;
  }

  /** A name for each class. */
  get names(): string[] {
    return this.page.model.description?.data.classNames ?? [];
  }

  watch(): Partial<Watch> {
    return this.present ? { confusion: { part: this.part, most: MOST } } : WATCH_NOTHING;
  }
}
