/**
 * What of a formula is displayed, and with how many digits: enough for a reader who computes with the
 * displayed numbers to get the displayed result, to its last digit.
 */
import type { SumTerm, Term } from '../../../src/engine/derivation/terms/term';
import { exactNumber, formatNumber } from '../../words/numbers';
import { evaluate } from './evaluate';

/** Terms of a sum that stand in a line; the others are displayed as one number. */
const LINE_TERMS = 6;
/** The same inside a fraction, which is never broken. */
const INNER_TERMS = 4;
/** More digits than this say no more than all of them. */
const MOST_DIGITS = 15;

export interface ShownFormula {
  /** The formula with what is not displayed summed up. */
  term: Term;
  /** The digits that its numbers are displayed with; null: all. */
  digits: number | null;
  /**
   * `exact`: with plain arithmetic the displayed numbers give the displayed result; `float32`: only
   * where every operation is rounded as the run rounds; `rounding`: all digits do but for the last
   * ones, because sums that are displayed as one number have been rounded on their way.
   */
  agrees: 'exact' | 'float32' | 'rounding';
}

/** @param digits significant ones of the result; null: all of the result and of every number */
export function showFormula(formula: Term, value: number, digits: number | null): ShownFormula {
  const term = shorten(formula, false);
  const result = writeNumber(value, digits);
  if (digits !== null) {
    for (let more = digits; more <= MOST_DIGITS; more++) {
      const got = evaluate(term, each => displayed(each, more), 'exact');
      if (writeNumber(got, digits) === result) return { term, digits: more, agrees: 'exact' };
    }
  }
  const arithmetics = ['exact', 'float32'] as const;
  const agrees = arithmetics.find(
    arithmetic =>
      writeNumber(
        evaluate(term, each => each, arithmetic),
        digits,
      ) === result,
  );
  return { term, digits: null, agrees: agrees ?? 'rounding' };
}

/** A number as the page writes it; digits that are 0 and say nothing are left out. */
export function writeNumber(value: number, digits: number | null): string {
  if (digits === null) return exactNumber(value);
  const text = formatNumber(value, digits);
  if (!text.includes('.') || parse(text) !== value) return text;
  const [mantissa, ...power] = text.split('e');
  let end = mantissa.length;
  while (mantissa[end - 1] === '0') end--;
  if (mantissa[end - 1] === '.') end--;
  return [mantissa.slice(0, end), ...power].join('e');
}

/** The number that a reader of `digits` digits reads. */
export function displayed(value: number, digits: number): number {
  return Number.isFinite(value) ? parse(writeNumber(value, digits)) : value;
}

function parse(text: string): number {
  return Number(text.replaceAll('−', '-'));
}

/** Long sums keep their largest terms; inside a fraction a long sum is one number. */
function shorten(term: Term, inner: boolean): Term {
  const part = (each: Term): Term => shorten(each, inner);
  switch (term.kind) {
    case 'number':
    case 'constant':
    case 'factor':
      return term;
    case 'sum':
      return shortenSum(term, inner);
    case 'product':
      return { ...term, factors: term.factors.map(part) };
    case 'quotient':
      return { ...term, above: shorten(term.above, true), below: shorten(term.below, true) };
    case 'add':
      return {
        ...term,
        parts: term.parts.map(each => ({ ...each, term: part(each.term) })),
      };
    case 'negative':
    case 'square':
    case 'call':
      return { ...term, of: shorten(term.of, true) };
    case 'case':
      return { ...term, then: part(term.then) };
  }
}

function shortenSum(sum: SumTerm, inner: boolean): Term {
  const limit = inner ? INNER_TERMS : LINE_TERMS;
  const terms = sum.terms.map(({ index, term }) => ({ index, term: shorten(term, inner) }));
  if (sum.count <= limit) return { ...sum, terms };
  if (inner) return { kind: 'constant', name: null, value: sum.value };
  const sizes = terms.map(({ term }) => Math.abs(term.value)).sort((a, b) => b - a);
  const least = sizes[limit - 2] ?? 0;
  const kept = terms.filter(({ term }) => Math.abs(term.value) >= least).slice(0, limit - 1);
  const shown = kept.reduce((total, { term }) => total + term.value, 0);
  const rest = { count: sum.count - kept.length, value: sum.value - shown };
  return { ...sum, terms: kept, rest };
}
