/** What the numbers of a formula come to, as they are displayed: the reader's own calculation. */
import type { FunctionName, Term } from '../../../src/engine/derivation/terms/term';

/** How results are rounded on the way. */
export type Arithmetic = 'exact' | 'float32';

const SQRT_2_PI = 2.5066282746310007;

const FUNCTIONS: Record<Exclude<FunctionName, 'Phi'>, (x: number) => number> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  tanh: Math.tanh,
  sigmoid: x => 1 / (1 + Math.exp(-x)),
  phi: x => Math.exp(-0.5 * x * x) / SQRT_2_PI,
  abs: Math.abs,
  sign: Math.sign,
  clamp: x => Math.max(-1, Math.min(1, x)),
  positive: x => Math.max(0, x),
  softplus: x => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))),
  huber: x => (Math.abs(x) <= 1 ? 0.5 * x * x : Math.abs(x) - 0.5),
};

/**
 * @param read the number that is displayed for this one
 * @param arithmetic `float32`: as the engine rounds a run of that dtype
 */
export function evaluate(
  term: Term,
  read: (value: number) => number,
  arithmetic: Arithmetic,
): number {
  const of = (part: Term): number => evaluate(part, read, arithmetic);
  const round = (x: number): number =>
    arithmetic === 'float32' && !('exact' in term && term.exact) ? Math.fround(x) : x;
  switch (term.kind) {
    case 'number':
    case 'constant':
      return read(term.value);
    case 'factor':
      // Written as the fraction it is, which a reader computes with all digits.
      return term.value;
    case 'sum': {
      const parts = term.terms.map(({ term: part }) => of(part));
      const rest = term.rest ? [read(term.rest.value)] : [];
      return [...parts, ...rest].reduce((sum, value) => round(sum + value), 0);
    }
    case 'product':
      return term.factors.map(of).reduce((a, b) => round(a * b));
    case 'quotient':
      return round(of(term.above) / of(term.below));
    case 'add':
      return term.parts
        .map(({ minus, term: part }) => (minus ? -of(part) : of(part)))
        .reduce((a, b) => round(a + b));
    case 'negative':
      return -of(term.of);
    case 'square': {
      const value = of(term.of);
      return round(value * value);
    }
    case 'call':
      // The distribution function has no key on a calculator: its value is displayed.
      return term.name === 'Phi' ? read(term.value) : round(FUNCTIONS[term.name](of(term.of)));
    case 'case':
      return of(term.then);
  }
}
