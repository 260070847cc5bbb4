/** The lines of a derivation, as TeX: the chain rule, the formula in symbols, the same in numbers. */
import type { Term } from '../../../src/engine/derivation/terms/term';
import type { Derivation, Index, Place } from '../../../src/protocol/snapshot';
import { numberLeaves, numberTex, symbolLeaves, type Mark } from './leaves';
import { matrixForm, under } from './matrixForm';
import { derivativeTex, functionTex, placeTex, type Naming } from './places';
import { showFormula, writeNumber, type ShownFormula } from './shown';
import { termPieces, termTex, type Leaves } from './termTex';

/** Where no number of a page is to be found again. */
export const NO_MARK: Mark = (_term, tex) => tex;

export interface DerivationLines {
  /** What is derived. */
  left: string;
  /** null: it is no derivative of the loss. */
  chain: string | null;
  /** null: the number is given. */
  symbols: string | null;
  matrices: string | null;
  /** In pieces, between which a line may be broken. */
  numbers: string[];
  /** Which branches of definitions by cases hold, and why. */
  conditions: string[];
  shown: ShownFormula | null;
  result: string;
  resultTex: string;
}

/** What is called for every number that is written. */
export interface Marks {
  symbols: Mark;
  numbers: Mark;
}

/** @param digits significant ones of the result; null: all of every number */
export function derivationLines(
  derivation: Derivation,
  naming: Naming,
  digits: number | null,
  marks: Marks = { symbols: NO_MARK, numbers: NO_MARK },
): DerivationLines {
  const { place, formula, value } = derivation;
  const written = formula && numberPieces(formula, value, digits, marks.numbers);
  const shown = written && written.shown;
  const symbols = symbolLeaves(naming, withShape(marks.symbols));
  return {
    left: leftTex(naming, place),
    chain: chainTex(derivation, naming),
    symbols: formula && symbolsTex(formula, naming, place, symbols),
    matrices: matrixForm(naming, place),
    numbers: written ? written.pieces : [],
    conditions: shown ? conditionsOf(shown.term, naming, shown.digits) : [],
    shown,
    result: writeNumber(value, digits),
    resultTex: numberTex(value, digits),
  };
}

/** δ is a name: what it stands for is said too. */
function leftTex(naming: Naming, place: Place): string {
  const tex = placeTex(naming, place);
  const loss: Place = { tensor: 'loss', layer: place.layer, row: 0, col: 0 };
  if (place.tensor === 'delta') {
    return `${tex} = ${derivativeTex(naming, loss, { ...place, tensor: 'z' })}`;
  }
  if (place.tensor === 'slope') {
    const z: Place = { ...place, tensor: 'z' };
    return `${derivativeTex(naming, { ...place, tensor: 'a' }, z)} = ${tex}`;
  }
  return tex;
}

function chainTex({ chain }: Derivation, naming: Naming): string | null {
  if (!chain) return null;
  const partials = chain.partials.map(({ of, by }) => derivativeTex(naming, of, by));
  const sum = chain.over ? `\\sum_{${chain.over.index}=1}^{${chain.over.count}} ` : '';
  return sum + partials.join(' \\cdot ');
}

function symbolsTex(formula: Term, naming: Naming, place: Place, leaves: Leaves): string {
  const tex = termTex(formula, leaves);
  const { activation } = naming.description.layers[place.layer];
  if (place.tensor !== 'a' || ['linear', 'softmax'].includes(activation)) return tex;
  // What the function is called, before what it does.
  return `${functionTex(activation)}\\left(${placeTex(naming, { ...place, tensor: 'z' })}\\right) = ${tex}`;
}

function withShape(mark: Mark): Mark {
  return (term, tex) => {
    const marked = isOne(term.place) ? mark(term, tex) : tex;
    return under(marked, term.shape);
  };
}

/** A formula in numbers, with enough digits for a reader who computes to get the displayed result. */
export function numberPieces(
  formula: Term,
  value: number,
  digits: number | null,
  mark: Mark,
): { shown: ShownFormula; pieces: string[] } {
  const shown = showFormula(formula, value, digits);
  return { shown, pieces: termPieces(shown.term, numberLeaves(shown.digits, mark)) };
}

/** A single number, not one of those that an index runs over. */
export function isOne(place: Place<Index>): place is Place {
  return typeof place.row === 'number' && typeof place.col === 'number';
}

function conditionsOf(term: Term, naming: Naming, digits: number | null): string[] {
  if (term.kind === 'product') return term.factors.flatMap(f => conditionsOf(f, naming, digits));
  if (term.kind !== 'case') return [];
  const symbols = termTex(term.left, symbolLeaves(naming, NO_MARK));
  const numbers = termTex(term.left, numberLeaves(digits, NO_MARK));
  const relation = { '<': '<', '>': '>', '≤': '\\le', '≥': '\\ge' }[term.relation];
  const right = termTex(term.right, numberLeaves(digits, NO_MARK));
  return [`${symbols} = ${numbers} ${relation} ${right}`];
}

/** The terms of a sum that the formula is, or that stands in it. */
export function sumIn(term: Term): Extract<Term, { kind: 'sum' }> | null {
  switch (term.kind) {
    case 'sum':
      return term;
    case 'product':
      return firstSum(term.factors);
    case 'quotient':
      return firstSum([term.above, term.below]);
    case 'add':
      return firstSum(term.parts.map(({ term: part }) => part));
    case 'case':
      return sumIn(term.then);
    default:
      return null;
  }
}

function firstSum(terms: readonly Term[]): Extract<Term, { kind: 'sum' }> | null {
  for (const term of terms) {
    const sum = sumIn(term);
    if (sum) return sum;
  }
  return null;
}
