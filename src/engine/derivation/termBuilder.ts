/** Makes terms, and computes their values in the order and with the roundings of the engine. */
import { normalCdf, sigmoid, softplus } from '../activations';
import { rounded } from '../rounding';
import { normalDensity } from '../slopes';
import type { Index, RunningIndex } from './numbers';
import type {
  AddTerm,
  CallTerm,
  CaseTerm,
  ConstantTerm,
  FunctionName,
  NegativeTerm,
  ProductTerm,
  QuotientTerm,
  SquareTerm,
  SumTerm,
  Term,
} from './term';

const FUNCTIONS: Record<FunctionName, (x: number) => number> = {
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  tanh: Math.tanh,
  sigmoid,
  Phi: normalCdf,
  phi: normalDensity,
  abs: Math.abs,
  sign: Math.sign,
  clamp: x => Math.max(-1, Math.min(1, x)),
  positive: x => Math.max(0, x),
  softplus,
  huber: x => (Math.abs(x) <= 1 ? 0.5 * x * x : Math.abs(x) - 0.5),
};

/** A sum to be made. */
export interface SumParts {
  over: RunningIndex;
  count: number;
  term: (index: Index) => Term;
}

export class TermBuilder {
  /** In float32: terms that the engine computes in float64 on its way. */
  readonly wide: TermBuilder;

  /** @param limit of a sum at most so many terms are made */
  constructor(
    private readonly f32: boolean,
    private readonly limit: number,
    private readonly exact = false,
  ) {
    this.wide = exact ? this : new TermBuilder(f32, limit, true);
  }

  constant(value: number, name: ConstantTerm['name'] = null): ConstantTerm {
    return { kind: 'constant', name, value };
  }

  /** A number of the formula that the engine rounds before it computes with it. */
  rounded(value: number, name: ConstantTerm['name'] = null): ConstantTerm {
    return this.constant(this.round(value), name);
  }

  /** From left to right. */
  product(...factors: Term[]): ProductTerm {
    const value = factors.map(f => f.value).reduce((a, b) => this.round(a * b));
    return { kind: 'product', factors, exact: this.exact, value };
  }

  /** From left to right. */
  plus(...terms: Term[]): AddTerm {
    const value = terms.map(term => term.value).reduce((a, b) => this.round(a + b));
    const parts = terms.map(term => ({ minus: false, term }));
    return { kind: 'add', parts, exact: this.exact, value };
  }

  minus(left: Term, right: Term): AddTerm {
    const parts = [
      { minus: false, term: left },
      { minus: true, term: right },
    ];
    const value = this.round(left.value - right.value);
    return { kind: 'add', parts, exact: this.exact, value };
  }

  quotient(above: Term, below: Term): QuotientTerm {
    const value = this.round(above.value / below.value);
    return { kind: 'quotient', above, below, exact: this.exact, value };
  }

  negative(of: Term): NegativeTerm {
    return { kind: 'negative', of, value: -of.value };
  }

  square(of: Term): SquareTerm {
    return { kind: 'square', of, exact: this.exact, value: this.round(of.value * of.value) };
  }

  call(name: FunctionName, of: Term): CallTerm {
    const value = this.round(FUNCTIONS[name](of.value));
    return { kind: 'call', name, of, exact: this.exact, value };
  }

  /** `then`, because `left` stands in that relation to `right`. */
  because(left: Term, relation: CaseTerm['relation'], right: Term, then: Term): CaseTerm {
    return { kind: 'case', left, relation, right, then, value: then.value };
  }

  /** In the order of the index, from 0, as every sum of the engine. */
  sum({ over, count, term }: SumParts): SumTerm {
    const values = new Float64Array(count);
    for (let index = 0; index < count; index++) values[index] = term(index).value;
    let [value, positive, negative] = [0, 0, 0];
    for (const each of values) {
      value = this.round(value + each);
      if (each > 0) positive += each;
      else negative += each;
    }
    const shown = largest(values, this.limit);
    const terms = shown.map(index => ({ index, term: term(index) }));
    const general = term(over);
    // Their own sum, but for the roundings: so that what is shown adds up to what is shown.
    const rest =
      shown.length < count
        ? {
            count: count - shown.length,
            value: value - shown.reduce((sum, index) => sum + values[index], 0),
          }
        : null;
    const { exact } = this;
    return { kind: 'sum', over, count, general, terms, rest, positive, negative, exact, value };
  }

  private round(x: number): number {
    return rounded(x, this.f32 && !this.exact);
  }
}

/** Indices of the `limit` numbers of the largest size, in their order; of equal ones the first. */
function largest(values: Float64Array, limit: number): number[] {
  if (values.length <= limit) return Array.from(values, (_, index) => index);
  const sizes = values.map(value => (Number.isNaN(value) ? Infinity : Math.abs(value)));
  const least = sizes.slice().sort()[values.length - limit];
  let spare = limit;
  for (const size of sizes) if (size > least) spare--;
  const found: number[] = [];
  sizes.forEach((size, index) => {
    if (size > least || (size === least && spare-- > 0)) found.push(index);
  });
  return found;
}
