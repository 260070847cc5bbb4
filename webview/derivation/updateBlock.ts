/** What the next update makes of a gradient: the rest of the way to the new weight. */
import type { Term } from '../../src/engine/derivation/term';
import type { Derivation, Place } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../dom';
import { Fold } from './fold';
import { numberTex } from './leaves';
import { numberPieces, NO_MARK } from './lines';
import { MathLine } from './math';
import { placeTex, type Naming } from './places';
import { words } from './words';

/** An update changes late digits: its result is shown with so many more. */
const MORE_DIGITS = 4;

type Step = NonNullable<Derivation['step']>;

export class UpdateBlock {
  private readonly fold: Fold;
  private readonly symbols = new MathLine('formula pieces');
  private readonly numbers = new MathLine('formula pieces');
  private readonly note = element('p', { class: 'note' });

  constructor(toggled: () => void) {
    this.fold = new Fold(toggled);
    this.fold.unfold();
    this.fold.content.append(this.symbols.element, this.numbers.element, this.note);
  }

  get element(): HTMLElement {
    return this.fold.element;
  }

  update({ step, place, value }: Derivation, naming: Naming, digits: number | null): void {
    if (!this.fold.show(step && words.update) || !step) return;
    const tensor = place.tensor === 'gradW' ? 'weights' : 'biases';
    const symbol = placeTex(naming, { ...place, tensor });
    const { parameter, next, rate, plain, trained, type } = step;
    const computed = plain && trained && next !== null;
    setHidden(this.symbols.element, !computed);
    setText(this.note, computed || !trained ? '' : words.otherStep(type, String(rate)));
    if (!computed) {
      this.numbers.update([`${symbol} = ${numberTex(parameter, digits)}`]);
      return;
    }
    const gradient = placeTex(naming, place);
    this.symbols.update([symbol, `\\leftarrow ${symbol}`, `- \\eta \\cdot ${gradient}`]);
    const wanted = digits === null ? null : digits + MORE_DIGITS;
    const { pieces } = numberPieces(stepTerm(step, value, place), next, wanted, NO_MARK);
    this.numbers.update([`= ${pieces.join(' ')}`, `= ${numberTex(next, wanted)}`]);
  }
}

/** w − η · ∂L/∂w */
function stepTerm({ parameter, rate, next }: Step, gradient: number, place: Place): Term {
  const number = (value: number): Term => ({ kind: 'number', place, shape: [1, 1], value });
  const change: Term = {
    kind: 'product',
    factors: [{ kind: 'constant', name: null, value: rate }, number(gradient)],
    exact: false,
    value: rate * gradient,
  };
  const parts = [
    { minus: false, term: number(parameter) },
    { minus: true, term: change },
  ];
  return { kind: 'add', parts, exact: false, value: next ?? NaN };
}
