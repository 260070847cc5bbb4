/** The cross-entropies and their ∂L/∂z, in the operations of crossEntropy.ts. */
import {
  logSumExp,
  probabilityWithout,
  readingOf,
  type CrossEntropy,
} from '../../functions/crossEntropy';
import type { ActivationTerms } from './activationTerms';
import type { LayerTerms } from './layerTerms';
import { lossFactor, withFactor } from './lossFactor';
import type { Index } from './numbers';
import type { PassReader } from './passReader';
import type { NumberTerm, Term } from './term';
import type { TermBuilder } from './termBuilder';

export class CrossEntropyTerms {
  constructor(
    private readonly pass: PassReader,
    private readonly make: TermBuilder,
    private readonly layers: LayerTerms,
  ) {}

  /** δ = ∂L/∂z of an output, without a step over ∂L/∂a, which may be infinite. */
  delta(type: CrossEntropy, row: number, unit: number): Term {
    const { pass, make } = this;
    const reading = readingOf(pass.activation(pass.last));
    if (type === 'cross_entropy' && reading === 'sigmoid') return this.sigmoidDelta(row, unit);
    if (type === 'binary_cross_entropy' && reading === 'softmax') {
      return this.softmaxBinaryDelta(row, unit);
    }
    const p = this.probability(row, unit);
    const share = type === 'cross_entropy' ? this.timesMass(p, row) : p;
    const byLogit = withFactor(make, lossFactor(pass), make.minus(share, this.target(row, unit)));
    return reading === 'logits' ? this.layers.timesSlope(pass.last, row, unit, byLogit) : byLogit;
  }

  /** ℓ of a row. */
  rowLoss(type: CrossEntropy, row: number): Term {
    const reading = readingOf(this.pass.activation(this.pass.last));
    const element =
      type === 'binary_cross_entropy'
        ? (k: Index) => (reading === 'softmax' ? this.softmaxBinary(row, k) : this.binary(row, k))
        : (k: Index) =>
            reading === 'sigmoid' ? this.sigmoidCategorical(row, k) : this.categorical(row, k);
    const { units } = this.pass.spec.model.layers[this.pass.last];
    if (units === 1) return element(0);
    if (type === 'cross_entropy') {
      const targets = Array.from({ length: units }, (_, k) => this.target(row, k).value);
      const classes = targets.flatMap((y, k) => (y === 0 ? [] : [k]));
      // One class: the others add nothing, and are not written.
      if (classes.length === 1) return element(classes[0]);
    }
    return this.make.sum({ over: 'k', count: units, term: element });
  }

  /** What such a probability comes from. */
  probabilityOf(row: number, unit: number, activations: ActivationTerms): Term {
    const { pass, make } = this;
    const activation = pass.activation(pass.last);
    const logit = this.logit(row, unit);
    if (pass.spec.loss.type === 'cross_entropy') {
      return activations.softmax(this.logitTensor(), pass.last, row, unit);
    }
    if (activation === 'softmax') {
      return make.wide.call('exp', make.wide.minus(logit, this.logSum(row)));
    }
    const one = make.constant(1);
    return make.quotient(one, make.plus(one, make.call('exp', make.negative(logit))));
  }

  /** The probability of an output: itself, or what the loss makes of it. */
  private probability(row: number, unit: number): NumberTerm {
    const { pass } = this;
    const logits = readingOf(pass.activation(pass.last)) === 'logits';
    return pass.number(logits ? 'probability' : 'a', pass.last, row, unit);
  }

  /** p · Σₖ yₖ; p alone where the targets add up to 1. */
  private timesMass(p: Term, row: number): Term {
    const { pass, make } = this;
    const mass = make.sum({
      over: 'k',
      count: pass.spec.model.layers[pass.last].units,
      term: k => this.target(row, k),
    });
    return mass.value === 1 ? p : make.product(p, mass);
  }

  /** −y σ(−z), where 1 − σ(z) is written σ(−z). */
  private sigmoidDelta(row: number, unit: number): Term {
    const { pass, make } = this;
    const { wide } = make;
    const weighted = withFactor(wide, lossFactor(pass, { exact: true }), this.target(row, unit));
    const z = pass.number('z', pass.last, row, unit);
    return make.negative(make.product(weighted, wide.call('sigmoid', make.negative(z))));
  }

  /** Σₖ yₖ(pᵢ − [i = k]) + (1 − yₖ)(pᵢ − qᵢ), q without class k. */
  private softmaxBinaryDelta(row: number, unit: number): Term {
    const { pass, make } = this;
    const { wide } = make;
    const { z } = pass.recording.layers[pass.last];
    const p = pass.number('probability', pass.last, row, unit);
    const one = make.constant(1);
    const term = (k: Index): Term => {
      const y = this.target(row, k);
      const own = wide.minus(p, make.constant(k === unit ? 1 : 0));
      const q = typeof k === 'number' ? probabilityWithout(z, row, unit, k) : NaN;
      const others = wide.minus(p, make.constant(q, 'others'));
      return wide.plus(wide.product(y, own), wide.product(wide.minus(one, y), others));
    };
    const sum = wide.sum({ over: 'k', count: z.cols, term });
    return withFactor(make, lossFactor(pass, { exact: true }), sum);
  }

  /** y (ln Σ e^z − z), which is −y ln p. */
  private categorical(row: number, k: Index): Term {
    const { make } = this;
    const y = this.target(row, k);
    const surprise = make.minus(this.logSum(row), this.logit(row, k));
    return y.value === 1 ? surprise : make.product(y, surprise);
  }

  /** y softplus(−z), which is −y ln σ(z). */
  private sigmoidCategorical(row: number, k: Index): Term {
    const { make } = this;
    return make.product(
      this.target(row, k),
      make.call('softplus', make.negative(this.logit(row, k))),
    );
  }

  /** max(z, 0) − z·y + ln(1 + e^−|z|), which is −y ln p − (1 − y) ln(1 − p). */
  private binary(row: number, k: Index): Term {
    const { make } = this;
    const z = this.logit(row, k);
    const linear = make.minus(make.call('positive', z), make.product(z, this.target(row, k)));
    const size = make.negative(make.call('abs', z));
    return make.plus(linear, make.call('log1p', make.call('exp', size)));
  }

  /** y (ln Σ e^z − z) + (1 − y)(ln Σ e^z − ln Σ e^z without k) */
  private softmaxBinary(row: number, k: Index): Term {
    const { wide } = this.make;
    const y = this.target(row, k);
    const logSum = this.logSum(row);
    const others = this.make.constant(this.logSumOf(row, k), 'logSumOthers');
    return wide.plus(
      wide.product(y, wide.minus(logSum, this.logit(row, k))),
      wide.product(wide.minus(this.make.constant(1), y), wide.minus(logSum, others)),
    );
  }

  private logSum(row: number): Term {
    return this.make.constant(this.logSumOf(row, -1), 'logSum');
  }

  private logSumOf(row: number, without: Index): number {
    const { cols, data } = this.logits();
    if (typeof without !== 'number') return NaN;
    const skip = without < 0 ? -1 : row * cols + without;
    return logSumExp(data, row * cols, cols, skip);
  }

  private logit(row: number, k: Index): NumberTerm {
    const { pass } = this;
    return pass.number(this.logitTensor(), pass.last, row, k);
  }

  private logits() {
    return this.pass.recording.layers[this.pass.last][this.logitTensor()];
  }

  private logitTensor(): 'a' | 'z' {
    return readingOf(this.pass.activation(this.pass.last)) === 'logits' ? 'a' : 'z';
  }

  private target(row: number, k: Index): NumberTerm {
    return this.pass.number('y', this.pass.last, row, k);
  }
}
