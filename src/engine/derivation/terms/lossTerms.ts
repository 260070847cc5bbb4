/** The loss and what it sends back to the outputs, in the operations of losses.ts. */
import type { LossName } from '../../ground/spec';
import type { CrossEntropyTerms } from './crossEntropyTerms';
import type { LayerTerms } from './layerTerms';
import { lossFactor, withFactor } from './lossFactor';
import type { Index } from './numbers';
import type { PassReader } from './passReader';
import type { NumberTerm, Term } from './term';
import type { TermBuilder } from './termBuilder';

type ElementLoss = Exclude<LossName, 'binary_cross_entropy' | 'cross_entropy'>;

export class LossTerms {
  constructor(
    private readonly pass: PassReader,
    private readonly make: TermBuilder,
    private readonly layers: LayerTerms,
    private readonly crossEntropies: CrossEntropyTerms,
  ) {}

  /** L = scale · (Σᵣ ℓᵣ / (outputs · rows)) */
  loss(): Term {
    const { pass, make } = this;
    const { wide } = make;
    const rowLoss = (r: Index) => pass.number('rowLoss', pass.last, r, 0);
    const sum =
      pass.rows === 1 ? rowLoss(0) : make.sum({ over: 'r', count: pass.rows, term: rowLoss });
    const { scale, outputs, rows } = lossFactor(pass);
    const divisors = [outputs, rows].filter(n => n !== 1).map(n => make.constant(n));
    const mean =
      divisors.length === 0
        ? sum
        : wide.quotient(sum, divisors.length === 1 ? divisors[0] : wide.product(...divisors));
    return scale === 1 ? mean : wide.product(make.constant(scale), mean);
  }

  /** ℓ of a row: Σₖ over its outputs. */
  rowLoss(row: number): Term {
    const { pass, make } = this;
    const { type } = pass.spec.loss;
    if (type === 'binary_cross_entropy' || type === 'cross_entropy') {
      return this.crossEntropies.rowLoss(type, row);
    }
    const { units } = pass.spec.model.layers[pass.last];
    const element = (k: Index): Term => this.element(type, row, k);
    if (units === 1) return element(0);
    return make.sum({ over: 'k', count: units, term: element });
  }

  /** ∂L/∂a of an output; null for the cross-entropies, which go from L to z at once. */
  outputSlope(row: number, unit: number): Term | null {
    const { pass, make } = this;
    const { type } = pass.spec.loss;
    if (type === 'binary_cross_entropy' || type === 'cross_entropy') return null;
    const factor = lossFactor(pass, { doubled: type === 'mse' });
    const slope = this.elementSlope(type, row, unit);
    if (slope.kind === 'case') {
      const then = slope.then.value === 0 ? slope.then : withFactor(make, factor, slope.then);
      return make.because(slope.left, slope.relation, slope.right, then);
    }
    return withFactor(make, factor, slope);
  }

  /** δ = ∂L/∂z of an output. */
  outputDelta(row: number, unit: number): Term {
    const { pass, make } = this;
    const { type } = pass.spec.loss;
    if (type === 'binary_cross_entropy' || type === 'cross_entropy') {
      return this.crossEntropies.delta(type, row, unit);
    }
    if (pass.activation(pass.last) === 'softmax') return this.softmaxDelta(row, unit);
    const slope = this.outputSlope(row, unit);
    const gradient = slope ?? make.constant(0);
    return this.layers.timesSlope(pass.last, row, unit, gradient);
  }

  /** The row's full Jacobian at once: δᵢ = aᵢ (gᵢ − Σₖ gₖ aₖ) with g = ∂L/∂a. */
  private softmaxDelta(row: number, unit: number): Term {
    const { pass, make } = this;
    const g = (k: Index): NumberTerm => pass.number('gradA', pass.last, row, k);
    const a = (k: Index): NumberTerm => pass.number('a', pass.last, row, k);
    const sum = make.sum({
      over: 'k',
      count: pass.spec.model.layers[pass.last].units,
      term: k => make.product(g(k), a(k)),
    });
    return make.product(a(unit), make.minus(g(unit), sum));
  }

  private element(type: ElementLoss, row: number, unit: Index): Term {
    const { make } = this;
    const { a, y } = this.outputAndTarget(row, unit);
    const apart = make.minus(a, y);
    switch (type) {
      case 'mse':
        return make.square(apart);
      case 'mae':
        return make.call('abs', apart);
      case 'huber': {
        if (typeof unit !== 'number') return make.call('huber', apart);
        const size = make.call('abs', apart);
        const half = make.constant(0.5);
        const one = make.constant(1);
        return size.value <= 1
          ? make.because(size, '≤', one, make.product(half, make.square(apart)))
          : make.because(size, '>', one, make.minus(size, half));
      }
      case 'hinge':
        return make.call('positive', make.minus(make.constant(1), make.product(y, a)));
    }
  }

  /** ∂ℓ/∂a, without the 2 of (a − y)². */
  private elementSlope(type: ElementLoss, row: number, unit: number): Term {
    const { make } = this;
    const { a, y } = this.outputAndTarget(row, unit);
    switch (type) {
      case 'mse':
        return make.minus(a, y);
      case 'mae':
        return make.call('sign', make.minus(a, y));
      case 'huber':
        return make.call('clamp', make.minus(a, y));
      case 'hinge': {
        const margin = make.product(y, a);
        const one = make.constant(1);
        return margin.value < 1
          ? make.because(margin, '<', one, make.negative(y))
          : make.because(margin, '≥', one, make.constant(0));
      }
    }
  }

  private outputAndTarget(row: number, unit: Index): { a: NumberTerm; y: NumberTerm } {
    const { pass } = this;
    return {
      a: pass.number('a', pass.last, row, unit),
      y: pass.number('y', pass.last, row, unit),
    };
  }
}
