/** Why a number is exactly 0: followed down to the factor that is, or to the terms that cancel. */
import type { Formulas } from './formulas';
import type { Place } from './terms/numbers';
import type { NumberTerm, SumTerm, Term } from './terms/term';

export type ZeroCause =
  /** A sum of numbers that are not 0: what is above and below 0 is equally much. */
  | { kind: 'cancels'; place: Place; positive: number; count: number }
  /** A factor that is 0 and comes from nowhere else: an input, a weight, a slope, an error. */
  | { kind: 'factor'; place: Place };

/** @returns null where nothing can be said, and for what is not 0 */
export function zeroCause(formulas: Formulas, place: Place): ZeroCause | null {
  const term = formulas.of(place);
  if (term?.value !== 0) return null;
  const sum = cancellingSum(term);
  if (sum) return { kind: 'cancels', place, positive: sum.positive, count: sum.count };
  const zero = zeroNumber(term);
  if (!zero) return null;
  // A delta comes from the layer above it.
  const deeper = zero.tensor === 'delta' ? zeroCause(formulas, zero) : null;
  return deeper ?? { kind: 'factor', place: zero };
}

function cancellingSum(term: Term): SumTerm | null {
  switch (term.kind) {
    case 'sum':
      return term.value === 0 && term.positive > 0 ? term : null;
    case 'product':
      return first(term.factors, cancellingSum);
    case 'quotient':
      return cancellingSum(term.above);
    default:
      return null;
  }
}

/** A number that makes its product 0; of a sum whose every term is 0, that of the first term. */
function zeroNumber(term: Term): Place | null {
  switch (term.kind) {
    case 'number':
      return term.value === 0 ? fixed(term) : null;
    case 'product':
      return first(term.factors, zeroNumber);
    case 'quotient':
      return zeroNumber(term.above);
    case 'sum':
      return term.value === 0 && term.positive === 0
        ? first(term.terms, t => zeroNumber(t.term))
        : null;
    default:
      return null;
  }
}

function fixed({ place }: NumberTerm): Place | null {
  const { row, col } = place;
  return typeof row === 'number' && typeof col === 'number' ? { ...place, row, col } : null;
}

function first<T, R>(list: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of list) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
