/** Makes terms, and computes their values in the order and with the roundings of the engine. */
import { normalCdf, sigmoid, softplus } from '../../functions/activations';
import { rounded } from '../../ground/rounding';
import { normalDensity } from '../../functions/slopes';
import { LargestTerms } from './largestTerms';
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

  /** @param limit the most terms that are made of a sum */
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
    const largest = new LargestTerms(this.limit);
    let [value, positive, negative] = [0, 0, 0];
    for (let index = 0; index < count; index++) {
      const each = term(index);
      largest.add(index, each);
      value = this.round(value + each.value);
      if (each.value > 0) positive += each.value;
      else negative += each.value;
    }
    const terms = largest.all;
    const general = term(over);
    // Their own sum, but for the roundings: so that what is shown adds up to what is shown.
    const shown = terms.reduce((sum, { term: { value: own } }) => sum + own, 0);
    const rest =
      terms.length < count ? { count: count - terms.length, value: value - shown } : null;
    const { exact } = this;
    return { kind: 'sum', over, count, general, terms, rest, positive, negative, exact, value };
  }

  private round(x: number): number {
    return rounded(x, this.f32 && !this.exact);
  }
}
