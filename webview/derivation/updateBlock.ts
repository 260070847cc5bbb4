/** What the next update makes of a gradient: the rest of the way to the new weight. */
import type { NumberTerm, Term } from '../../src/engine/derivation/terms/term';
import type { Derivation, Place } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../kit/dom';
import { Fold } from './fold';
import { numberTex, symbolLeaves } from './formula/leaves';
import { numberPieces, NO_MARK } from './formula/lines';
import { MathLine } from './formula/math';
import { Openable } from './formula/openable';
import { placeTex, type Naming } from './formula/places';
import { termTex } from './formula/termTex';
import { words } from './formula/words';

/** Further digits of the result of an update, which changes late ones. */
const MORE_DIGITS = 4;

type Step = NonNullable<Derivation['step']>;

export class UpdateBlock {
  private readonly fold: Fold;
  private readonly first = element('p', { class: 'note', text: words.penalizedFirst });
  private readonly penalty = new MathLine('formula pieces');
  private readonly symbols = new MathLine('formula pieces');
  private readonly numbers = new MathLine('formula pieces');
  private readonly note = element('p', { class: 'note' });
  private readonly inPenalty: Openable;

  constructor(open: (place: Place) => void, toggled: () => void) {
    this.fold = new Fold(toggled);
    this.fold.unfold();
    this.inPenalty = new Openable(this.penalty.element, open);
    this.fold.content.append(
      this.first,
      this.penalty.element,
      this.symbols.element,
      this.numbers.element,
      this.note,
    );
  }

  get element(): HTMLElement {
    return this.fold.element;
  }

  update({ step, place, value }: Derivation, naming: Naming, digits: number | null): void {
    if (!this.fold.show(step && words.update) || !step) return;
    const isWeight = place.tensor.startsWith('gradW');
    const symbol = placeTex(naming, { ...place, tensor: isWeight ? 'weights' : 'biases' });
    const { parameter, next, rate, plain, trained, type, penalized } = step;
    this.updatePenalty(penalized, naming, digits);
    const computed = plain && trained && next !== null;
    setHidden(this.symbols.element, !computed);
    setText(this.note, computed || !trained ? '' : words.otherStep(type, String(rate)));
    if (!computed) {
      this.numbers.update([`${symbol} = ${numberTex(parameter, digits)}`]);
      return;
    }
    const followed = penalized ?? { place, value };
    const gradient = placeTex(naming, followed.place);
    this.symbols.update([symbol, `\\leftarrow ${symbol}`, `- \\eta \\cdot ${gradient}`]);
    const wanted = digits === null ? null : digits + MORE_DIGITS;
    const term = stepTerm(step, followed.value, followed.place);
    const { pieces } = numberPieces(term, next, wanted, NO_MARK);
    this.numbers.update([`= ${pieces.join(' ')}`, `= ${numberTex(next, wanted)}`]);
  }

  /** The gradient of the objective: in symbols, in which it can be opened, and in numbers. */
  private updatePenalty(penalized: Step['penalized'], naming: Naming, digits: number | null): void {
    setHidden(this.first, penalized === null);
    setHidden(this.penalty.element, penalized === null);
    if (!penalized) return;
    const { place, formula, value } = penalized;
    this.inPenalty.begin();
    const own: NumberTerm = { kind: 'number', place, shape: [1, 1], value };
    const left = this.inPenalty.mark(own, placeTex(naming, place));
    const symbols = termTex(formula, symbolLeaves(naming, NO_MARK));
    const { pieces } = numberPieces(formula, value, digits, NO_MARK);
    const lines = [left, `= ${symbols}`, `= ${pieces.join(' ')}`, `= ${numberTex(value, digits)}`];
    if (this.penalty.update(lines)) this.inPenalty.arrange(naming);
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
