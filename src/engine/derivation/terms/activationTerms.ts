/** a = f(z) and f′(z) of one unit, in the operations of activations.ts and slopes.ts. */
import { LEAKY_SLOPE, rowMax, SELU_ALPHA, SELU_SCALE } from '../../functions/activations';
import type { Index } from './numbers';
import type { PassReader } from './passReader';
import type { Term } from './term';
import type { TermBuilder } from './termBuilder';

export class ActivationTerms {
  constructor(
    private readonly pass: PassReader,
    private readonly make: TermBuilder,
  ) {}

  activation(layer: number, row: number, unit: number): Term {
    const { make } = this;
    const { wide } = make;
    const z = this.pass.number('z', layer, row, unit);
    const one = make.constant(1);
    const zero = make.constant(0);
    switch (this.pass.activation(layer)) {
      case 'linear':
        return z;
      case 'sigmoid':
        return make.quotient(one, make.plus(one, make.call('exp', make.negative(z))));
      case 'tanh':
        return make.call('tanh', z);
      case 'relu':
        return this.bySign(z, zero, z);
      case 'leaky_relu':
        return this.bySign(z, make.product(make.constant(LEAKY_SLOPE), z), z);
      case 'elu':
        return this.bySign(z, make.call('expm1', z), z);
      case 'selu': {
        const scale = make.constant(SELU_SCALE, 'seluScale');
        const alpha = make.constant(SELU_ALPHA, 'seluAlpha');
        const below = make.product(alpha, make.wide.call('expm1', z));
        return this.bySign(z, make.product(scale, below), make.product(scale, z));
      }
      case 'gelu':
        return make.product(z, make.call('Phi', z));
      case 'silu':
        return make.quotient(z, make.plus(one, make.call('exp', make.negative(z))));
      case 'softplus': {
        const rest = wide.call('log1p', wide.call('exp', make.negative(wide.call('abs', z))));
        return make.plus(wide.call('positive', z), rest);
      }
      case 'softsign':
        return make.quotient(z, make.plus(one, make.call('abs', z)));
      case 'softmax':
        return this.softmax('z', layer, row, unit);
    }
  }

  /** e^(zⱼ − max) / Σₖ e^(zₖ − max) over one row of z, or of outputs that are taken as logits. */
  softmax(tensor: 'z' | 'a', layer: number, row: number, unit: number): Term {
    const { pass, make } = this;
    const matrix = pass.recording.layers[layer][tensor];
    const max = make.constant(rowMax(matrix.data, row * matrix.cols, matrix.cols), 'max');
    const power = (k: Index): Term =>
      make.call('exp', make.minus(pass.number(tensor, layer, row, k), max));
    const sum = make.sum({ over: 'k', count: matrix.cols, term: power });
    return make.quotient(power(unit), sum);
  }

  /** da/dz; not of softmax, where it is a matrix. */
  slope(layer: number, row: number, unit: number): Term {
    const { make } = this;
    const { wide } = make;
    const [z, a] = (['z', 'a'] as const).map(t => this.pass.number(t, layer, row, unit));
    const one = make.constant(1);
    switch (this.pass.activation(layer)) {
      case 'sigmoid':
        return make.product(a, make.minus(one, a));
      case 'tanh':
        return make.minus(one, make.square(a));
      case 'relu':
        return this.aboveZero(z, one, make.constant(0));
      case 'leaky_relu':
        return this.aboveZero(z, one, make.rounded(LEAKY_SLOPE));
      case 'elu':
        return this.aboveZero(z, one, make.call('exp', z));
      case 'selu': {
        const scale = make.constant(SELU_SCALE, 'seluScale');
        const alpha = make.constant(SELU_ALPHA, 'seluAlpha');
        const below = make.product(wide.product(scale, alpha), wide.call('exp', z));
        return this.aboveZero(z, make.rounded(SELU_SCALE, 'seluScale'), below);
      }
      case 'gelu': {
        return make.plus(wide.call('Phi', z), wide.product(z, wide.call('phi', z)));
      }
      case 'silu': {
        const s = wide.call('sigmoid', z);
        return make.product(s, wide.plus(one, wide.product(z, wide.minus(one, s))));
      }
      case 'softplus':
        return make.call('sigmoid', z);
      case 'softsign':
        return make.quotient(one, make.square(make.plus(one, make.call('abs', z))));
      case 'linear':
      case 'softmax':
        return one;
    }
  }

  /** As the forward passes decide: a z of 0 takes the right branch. */
  private bySign(z: Term, negative: Term, other: Term): Term {
    const zero = this.make.constant(0);
    return z.value < 0
      ? this.make.because(z, '<', zero, negative)
      : this.make.because(z, '≥', zero, other);
  }

  /** As the backward passes decide: a z of 0 takes the left branch. */
  private aboveZero(z: Term, positive: Term, other: Term): Term {
    const zero = this.make.constant(0);
    return z.value > 0
      ? this.make.because(z, '>', zero, positive)
      : this.make.because(z, '≤', zero, other);
  }
}
