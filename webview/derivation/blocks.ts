/** Everything that is said about one number, from its formula to what the next update makes of it. */
import type { Derivation, Place } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../kit/dom';
import { JacobianBlock } from './jacobianBlock';
import { MainBlock } from './mainBlock';
import { conventionsOf, notesOf } from './formula/notes';
import { PathsBlock } from './pathsBlock';
import type { Naming } from './formula/places';
import { SumBlock, type SumActions } from './sumBlock';
import { UpdateBlock } from './updateBlock';

export class Blocks {
  private readonly mainBlock: MainBlock;
  private readonly sum: SumBlock;
  private readonly paths: PathsBlock;
  private readonly jacobian: JacobianBlock;
  private readonly step: UpdateBlock;
  private readonly notes = element('ul', { class: 'derivation-notes' });
  private readonly conventions = element('div', { class: 'conventions' });
  readonly element: HTMLElement;

  constructor(actions: SumActions) {
    const open = (place: Place): void => actions.open(place);
    const toggled = (): void => actions.toggled();
    this.mainBlock = new MainBlock(open);
    this.sum = new SumBlock({
      ...actions,
      follow: row => {
        this.paths.unfold();
        actions.follow(row);
      },
    });
    this.paths = new PathsBlock(open, row => actions.follow(row), toggled);
    this.jacobian = new JacobianBlock(toggled);
    this.step = new UpdateBlock(open, toggled);
    const { main, notes, step, sum, paths, jacobian } = this;
    this.element = element(
      'div',
      { class: 'derivation-blocks' },
      main,
      notes,
      ...[sum, paths, jacobian, step].map(block => block.element),
      this.conventions,
    );
  }

  /** The number and its formula, without what is folded. */
  get main(): HTMLElement {
    return this.mainBlock.element;
  }

  update(derivation: Derivation, naming: Naming, digits: number | null): void {
    this.mainBlock.update(derivation, naming, digits);
    updateTexts(this.notes, 'li', notesOf(derivation, naming));
    updateTexts(this.conventions, 'p', conventionsOf(derivation, naming));
    this.step.update(derivation, naming, digits);
    this.sum.update(derivation, naming, digits);
    this.paths.update(derivation, naming, digits);
    this.jacobian.update(derivation, naming);
  }
}

function updateTexts(box: HTMLElement, tag: 'li' | 'p', texts: readonly string[]): void {
  while (box.children.length > texts.length) box.lastElementChild?.remove();
  texts.forEach((text, at) => {
    setText(box.children[at] ?? box.appendChild(element(tag)), text);
  });
  setHidden(box, texts.length === 0);
}
