/** δ of a softmax output the long way, over all outputs of its row. */
import type { Derivation } from '../../src/protocol/snapshot';
import { TableView } from '../kit/tableView';
import { Fold } from './fold';
import { placeText, type Naming } from './formula/places';
import { tensorText } from './formula/places';
import { words } from './formula/words';

export class JacobianBlock {
  private readonly fold: Fold;
  private readonly table = new TableView();

  constructor(toggled: () => void) {
    this.fold = new Fold(toggled);
    this.fold.content.append(this.table.element);
  }

  get element(): HTMLElement {
    return this.fold.element;
  }

  update({ jacobian, place, value }: Derivation, { description }: Naming): void {
    if (!this.fold.show(jacobian && words.jacobian) || !jacobian) return;
    const { layer } = place;
    const [loss, a, z] = (['loss', 'a', 'z'] as const).map(tensor =>
      tensorText(description, { tensor, layer }),
    );
    this.table.update({
      caption: `${placeText(description, place)} = ${words.number(value, null)}`,
      columns: [words.outputOf, `∂${loss}/∂${a}`, `∂${a}/∂${z}[${place.col + 1}]`, words.term],
      rows: jacobian.length,
      thin: 'first',
      cell: (row, column) => {
        const { output, gradA, partial, product } = jacobian[row];
        return [String(output + 1), gradA, partial, product][column];
      },
    });
  }
}
