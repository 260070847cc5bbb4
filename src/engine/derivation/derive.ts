/** Where a number of a pass comes from: its chain rule, its formula with values, its check. */
import type { OptimizerSpec } from '../ground/spec';
import { chainRule, type ChainRule } from './chainRule';
import { differenceAt, type Difference } from './difference';
import { Formulas } from './formulas';
import { jacobianOf, type JacobianEntry } from './jacobian';
import type { DerivedTensor, Place } from './terms/numbers';
import { PassReader, type PassSource } from './terms/passReader';
import { pathsOf, type Paths } from './paths';
import { stepOf, type ParameterStep } from './step';
import type { Shape, Term } from './terms/term';
import { zeroCause, type ZeroCause } from './zeros';

export interface DerivationSource extends PassSource {
  /** What the next update is made with. */
  update: { optimizer: OptimizerSpec; rate: number };
}

export interface DerivationRequest {
  /** Where neither row nor column is said: the largest number of the tensor. */
  place: Omit<Place, 'row' | 'col'> & { row: number | null; col: number | null };
  /** The most terms of a sum: the largest are kept, and the others are summed. */
  terms: number;
  /** The row that is followed down to the loss; null: the one with the largest share. */
  row: number | null;
  /** Whether the finite difference is wanted: it costs two passes through a part of the network. */
  difference: boolean;
}

export interface Derivation {
  /** A parameter comes from its gradient: in its place stands that. */
  place: Place;
  shape: Shape;
  /** The engine's own number. */
  value: number;
  /** Of the batch. */
  rows: number;
  /** Of a derivative of the loss. */
  chain: ChainRule | null;
  /** null: the number is given. */
  formula: Term | null;
  paths: Paths | null;
  /** Of an output of softmax. */
  jacobian: JacobianEntry[] | null;
  /** Why it is exactly 0, where that can be said. */
  zero: ZeroCause | null;
  /** Of a parameter's gradient. */
  step: ParameterStep | null;
  difference: Difference | null;
}

/** @throws ShapeError in one sentence, where there is no such number */
export function derive(source: DerivationSource, request: DerivationRequest): Derivation {
  const pass = new PassReader(source);
  const place = chosenPlace(pass, request.place);
  const { tensor, layer, row, col } = place;
  const formulas = new Formulas(pass, request.terms);
  const formula = formulas.of(place);
  const value = pass.value(tensor, layer, row, col);
  const followed = Math.min(request.row ?? largestRow(place, formula), pass.rows - 1);
  return {
    place,
    shape: pass.shape(tensor, layer),
    value,
    rows: pass.rows,
    chain: chainRule(pass, place),
    formula,
    paths: pathsOf(pass, place, followed),
    jacobian: jacobianOf(pass, place),
    zero: value === 0 ? zeroCause(formulas, place) : null,
    step: stepOf(pass, formulas, source.update, place),
    difference: request.difference ? differenceAt(pass, place, value) : null,
  };
}

const GRADIENTS: Partial<Record<DerivedTensor, DerivedTensor>> = {
  weights: 'gradW',
  biases: 'gradB',
};

function chosenPlace(pass: PassReader, asked: DerivationRequest['place']): Place {
  const { layer, row, col } = asked;
  const tensor = GRADIENTS[asked.tensor] ?? asked.tensor;
  const place = { tensor, layer, row: row ?? 0, col: col ?? 0 };
  pass.check(place);
  if (row !== null && col !== null) return place;
  const matrix = pass.matrix(tensor, layer);
  if (!matrix) return place;
  let largest = 0;
  matrix.data.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(matrix.data[largest])) largest = i;
  });
  return { ...place, row: Math.floor(largest / matrix.cols), col: largest % matrix.cols };
}

/** The row that has most to do with it. */
function largestRow({ tensor, row }: Place, formula: Term | null): number {
  if (formula?.kind === 'sum' && formula.over === 'r') {
    const sizes = formula.terms.map(({ term }) => Math.abs(term.value));
    return formula.terms[sizes.indexOf(Math.max(...sizes))]?.index ?? 0;
  }
  return tensor === 'delta' || tensor === 'gradA' ? row : 0;
}
