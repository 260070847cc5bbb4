/**
 * A formula as data: what is combined with what, and the value that each part has in this step.
 * Where an index runs over a sum the value is NaN: that part stands for many numbers.
 */
import type { Index, Place, RunningIndex } from './numbers';

export type Shape = [rows: number, cols: number];

/** A number of the pass, which can be asked in turn where it comes from. */
export interface NumberTerm {
  kind: 'number';
  place: Place<Index>;
  /** Of the tensor that it comes from. */
  shape: Shape;
  value: number;
}

/** Numbers that stand in a formula itself; the named ones have a letter of their own. */
export interface ConstantTerm {
  kind: 'constant';
  /**
   * `max`: the largest z of the row; `logSum`: ln Σ e^z of it, and `logSumOthers` without one class;
   * `others`: a probability where that class is left out.
   */
  name: 'max' | 'logSum' | 'logSumOthers' | 'others' | 'seluScale' | 'seluAlpha' | null;
  value: number;
}

/** What stands before ∂ℓ/∂a: (2 ·) scale / (outputs · rows), with 1 where nothing is divided by. */
export interface FactorTerm {
  kind: 'factor';
  doubled: boolean;
  scale: number;
  outputs: number;
  rows: number;
  value: number;
}

interface Operation {
  /** In float32: the engine goes on with this result in float64, without rounding it. */
  exact: boolean;
  value: number;
}

export interface SumTerm extends Operation {
  kind: 'sum';
  over: RunningIndex;
  /** What the index runs over; it counts from 0. */
  count: number;
  /** One of its terms, with the running index in it. */
  general: Term;
  /** In the order of their index; the largest ones where there are too many. */
  terms: { index: number; term: Term }[];
  /** All the others together; null where there are none. */
  rest: { count: number; value: number } | null;
  /** Of all terms: what the positive and what the negative ones add up to. */
  positive: number;
  negative: number;
}

export interface ProductTerm extends Operation {
  kind: 'product';
  factors: Term[];
}

export interface QuotientTerm extends Operation {
  kind: 'quotient';
  above: Term;
  below: Term;
}

export interface AddTerm extends Operation {
  kind: 'add';
  parts: { minus: boolean; term: Term }[];
}

export interface NegativeTerm {
  kind: 'negative';
  of: Term;
  value: number;
}

export interface SquareTerm extends Operation {
  kind: 'square';
  of: Term;
}

/**
 * Phi and phi: the standard normal distribution function and its density. clamp holds between −1
 * and 1, positive is max(0, ·), huber is ½d² up to |d| = 1 and |d| − ½ beyond.
 */
export type FunctionName =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'tanh'
  | 'sigmoid'
  | 'Phi'
  | 'phi'
  | 'abs'
  | 'sign'
  | 'clamp'
  | 'positive'
  | 'softplus'
  | 'huber';

export interface CallTerm extends Operation {
  kind: 'call';
  name: FunctionName;
  of: Term;
}

/** One branch of a definition by cases, with the condition that holds. */
export interface CaseTerm {
  kind: 'case';
  left: Term;
  relation: '<' | '≤' | '>' | '≥';
  right: Term;
  then: Term;
  value: number;
}

export type Term =
  | NumberTerm
  | ConstantTerm
  | FactorTerm
  | SumTerm
  | ProductTerm
  | QuotientTerm
  | AddTerm
  | NegativeTerm
  | SquareTerm
  | CallTerm
  | CaseTerm;
