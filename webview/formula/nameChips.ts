/** The names that a formula is likely to need; each writes itself into it. */
import type { FormulaTensor, RunDescription } from '../../src/protocol/snapshot';
import { element, setHidden } from '../kit/dom';
import { formulaStrings as words } from '../words/formulaStrings';
import { tensorTitle } from '../words/tensorNames';
import { isTensorName } from '../../src/engine/ground/tensors';

/** A tensor of a layer that can be computed by a formula. */
export interface Subject {
  tensor: FormulaTensor;
  layer: number;
}

type Offered = NonNullable<RunDescription['names']>[number][number];

export class NameChips {
  readonly element = element('div', {
    class: 'typed-names',
    attributes: { role: 'group', 'aria-label': words.names },
  });

  constructor(private readonly write: (name: string) => void) {}

  show(description: RunDescription, { layer, tensor }: Subject): void {
    const offered = description.names?.[layer] ?? [];
    const others = offered.filter(each => each.layer !== layer || each.tensor !== tensor);
    this.element.replaceChildren(...others.map(each => this.chip(description, each)));
    setHidden(this.element, others.length === 0);
  }

  private chip(description: RunDescription, offered: Offered): HTMLElement {
    const { name } = offered;
    const title = words.insert(name, meaning(description, offered));
    const chip = element('button', {
      class: 'typed-name',
      text: name,
      attributes: { type: 'button', title },
    });
    chip.addEventListener('click', () => this.write(name));
    return chip;
  }
}

function meaning(description: RunDescription, { layer, tensor }: Offered): string {
  if (tensor === 'x') return words.x;
  if (tensor === 'y') return words.y;
  if (layer === null || !isTensorName(tensor)) return words.output;
  return tensorTitle(description, { layer, tensor });
}
