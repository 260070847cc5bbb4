/** The part of the data whose rows are looked at, for the confusion matrix and the misclassified rows alike. */
import { EVALUATED_PARTS, type Confusion, type EvaluatedPart } from '../../src/protocol/confusion';
import type { Watch } from '../../src/protocol/snapshot';
import type { PageContext } from '../sections/view';
import { WATCH_NOTHING } from '../sections/view';

/** Misclassified rows that are asked for. */
const MOST = 40;

export class Evaluated {
  /** null: none was chosen. */
  private chosen: EvaluatedPart | null = null;

  constructor(private readonly page: PageContext) {}

  /** Those that the experiment has. */
  get parts(): EvaluatedPart[] {
    const data = this.page.model.description?.data;
    return EVALUATED_PARTS.filter(part => data && (data[part]?.rows ?? 0) > 0);
  }

  /** The chosen one; else validation before test, and train where there is nothing else. */
  get part(): EvaluatedPart {
    const { parts, chosen } = this;
    if (chosen && parts.includes(chosen)) return chosen;
    return parts.find(part => part !== 'train') ?? 'train';
  }

  choose(part: EvaluatedPart): void {
    this.chosen = part;
    this.page.schedule();
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
