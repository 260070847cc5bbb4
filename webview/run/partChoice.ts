/** The part of the data that a view looks at: train, validation or test. */
import { EVALUATED_PARTS, type EvaluatedPart } from '../../src/protocol/confusion';
import type { PartChooser } from '../../src/protocol/choices';
import type { Choices } from './choices';
import type { PageModel } from './model';

interface PartHost {
  readonly model: PageModel;
  readonly choices: Choices;
  /** Draws with the next animation frame. */
  schedule(): void;
}

export class PartChoice {
  /** @param usual until another one is chosen; `unseen`: validation before test, where there is one */
  constructor(
    private readonly host: PartHost,
    private readonly of: PartChooser,
    private readonly usual: 'train' | 'unseen',
  ) {}

  /** Those that the experiment has. */
  get parts(): EvaluatedPart[] {
    const data = this.host.model.description?.data;
    return EVALUATED_PARTS.filter(part => data && (data[part]?.rows ?? 0) > 0);
  }

  get part(): EvaluatedPart {
    const { parts, usual } = this;
    const chosen = this.host.choices.parts[this.of];
    if (chosen && parts.includes(chosen)) return chosen;
    const unseen = usual === 'unseen' ? parts.find(part => part !== 'train') : undefined;
    return unseen ?? 'train';
  }

  choose(part: EvaluatedPart): void {
    this.host.choices.setPart(this.of, part);
    this.host.schedule();
  }
}
