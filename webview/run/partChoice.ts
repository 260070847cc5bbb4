/** The part of the data that a view looks at: train, validation or test. */
import { EVALUATED_PARTS, type EvaluatedPart } from '../../src/protocol/confusion';
import type { PageModel } from './model';

interface PartHost {
  readonly model: PageModel;
  /** Draws with the next animation frame. */
  schedule(): void;
}

export class PartChoice {
  /** null: none was chosen. */
  private chosen: EvaluatedPart | null = null;

  /** @param usual until another one is chosen; `unseen`: validation before test, where there is one */
  constructor(
    private readonly host: PartHost,
    private readonly usual: 'train' | 'unseen',
  ) {}

  /** Those that the experiment has. */
  get parts(): EvaluatedPart[] {
    const data = this.host.model.description?.data;
    return EVALUATED_PARTS.filter(part => data && (data[part]?.rows ?? 0) > 0);
  }

  get part(): EvaluatedPart {
    const { parts, chosen, usual } = this;
    if (chosen && parts.includes(chosen)) return chosen;
    const unseen = usual === 'unseen' ? parts.find(part => part !== 'train') : undefined;
    return unseen ?? 'train';
  }

  choose(part: EvaluatedPart): void {
    this.chosen = part;
    this.host.schedule();
  }
}
