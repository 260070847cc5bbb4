/** The number itself, its formula in symbols, and the same with the numbers of this step. */
import type { Derivation, Place } from '../../src/protocol/snapshot';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { exactNumber, formatInteger } from '../words/numbers';
import { derivationLines, type DerivationLines } from './formula/lines';
import { MathLine } from './formula/math';
import { Openable } from './formula/openable';
import { placeWords, type Naming } from './formula/places';
import { words } from './formula/words';

export class MainBlock {
  private readonly name = new MathLine('formula derivation-name');
  private readonly is = element('p', { class: 'derivation-is' });
  private readonly given = element('p', { class: 'note', text: words.given });
  private readonly chain = new MathLine();
  private readonly symbols = new MathLine();
  private readonly numbers = new MathLine('formula pieces');
  private readonly result = new MathLine('formula derivation-result');
  private readonly conditions = new MathLine('formula pieces condition');
  private readonly matrices = new MathLine();
  private readonly precision = element('p', { class: 'note' });
  private readonly difference = element('p', { class: 'derivation-difference' });
  private readonly symbolBox = part(words.inSymbols, this.chain.element, this.symbols.element);
  private readonly numberBox = part(
    words.inNumbers,
    this.numbers.element,
    this.result.element,
    this.conditions.element,
    this.precision,
  );
  private readonly matrixBox = part(words.inMatrices, this.matrices.element);
  private readonly inSymbols: Openable;
  private readonly inNumbers: Openable;
  readonly element = element(
    'div',
    { class: 'derivation-main' },
    this.name.element,
    this.is,
    this.given,
    this.symbolBox,
    this.numberBox,
    this.difference,
    this.matrixBox,
  );

  constructor(open: (place: Place) => void) {
    this.inSymbols = new Openable(this.symbols.element, open);
    this.inNumbers = new Openable(this.numbers.element, open);
  }

  update(derivation: Derivation, naming: Naming, digits: number | null): void {
    this.inSymbols.begin();
    this.inNumbers.begin();
    const marks = { symbols: this.inSymbols.mark, numbers: this.inNumbers.mark };
    const lines = derivationLines(derivation, naming, digits, marks);
    this.name.update([`${lines.left} = ${lines.resultTex}`]);
    setAttribute(this.name.element, 'title', exactNumber(derivation.value));
    const [rows, cols] = derivation.shape;
    const shape = `${words.shape} ${formatInteger(rows)}×${formatInteger(cols)}`;
    setText(this.is, `${placeWords(naming, derivation.place)} · ${shape}`);
    setHidden(this.given, lines.symbols !== null);
    this.updateSymbols(lines, naming);
    this.updateNumbers(lines, naming);
    this.updateDifference(derivation, naming, digits);
  }

  private updateSymbols({ chain, symbols, matrices }: DerivationLines, naming: Naming): void {
    setHidden(this.symbolBox, symbols === null);
    this.chain.update(chain === null ? [] : [`= ${chain}`]);
    if (this.symbols.update(symbols === null ? [] : [`= ${symbols}`])) {
      this.inSymbols.arrange(naming);
    }
    setHidden(this.matrixBox, matrices === null);
    this.matrices.update(matrices === null ? [] : [matrices]);
  }

  private updateNumbers(lines: DerivationLines, naming: Naming): void {
    const { numbers, conditions, shown, resultTex } = lines;
    setHidden(this.numberBox, shown === null);
    const [first = '', ...others] = numbers;
    if (this.numbers.update([`= ${first}`, ...others])) this.inNumbers.arrange(naming);
    this.result.update([`= ${resultTex}`]);
    this.conditions.update(conditions.map(each => `\\text{${words.because} }\\;${each}`));
    const notes = { exact: '', float32: words.float32, rounding: words.rounding };
    setText(this.precision, notes[shown?.agrees ?? 'exact']);
  }

  private updateDifference(
    { difference, step, place }: Derivation,
    { description }: Naming,
    digits: number | null,
  ): void {
    // While training it is not computed; of a gradient it is missed.
    setHidden(this.difference, difference === null && step === null);
    setAttribute(this.difference, 'title', '');
    if (difference === null) setText(this.difference, words.notWhileTraining);
    else if (difference.kind === 'large') setText(this.difference, words.tooLarge);
    else if (difference.kind === 'kink') {
      const { of, layer, row, unit } = difference.kink;
      setText(this.difference, words.kink(of, description.layers[layer].name, row, unit));
    } else {
      const { numeric, relativeError } = difference;
      const error = words.relativeError(words.number(relativeError, 2));
      setText(this.difference, `${words.difference} ${words.number(numeric, digits)} · ${error}`);
      const isPenalised = place.tensor.endsWith('_penalized');
      const titled = isPenalised ? words.penalizedDifferenceTitle : words.differenceTitle;
      const title = titled(words.number(difference.step, 2));
      setAttribute(this.difference, 'title', title);
    }
  }
}

function part(title: string, ...children: HTMLElement[]): HTMLElement {
  const heading = element('h3', { class: 'derivation-title', text: title });
  return element('section', { class: 'derivation-part' }, heading, ...children);
}
