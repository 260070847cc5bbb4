/** The products of a layer, forward and backward, number by number. */
import { LEAKY_SLOPE } from '../../functions/activations';
import type { Index, RunningIndex } from './numbers';
import type { PassReader } from './passReader';
import type { NumberTerm, Term } from './term';
import type { TermBuilder } from './termBuilder';

export class LayerTerms {
  constructor(
    private readonly pass: PassReader,
    private readonly make: TermBuilder,
  ) {}

  /** z = Σᵢ aPrevᵢ · Wᵢⱼ + bⱼ, where aPrevᵢ may be a product with a mask. */
  weightedSum(layer: number, row: number, unit: number): Term {
    const { pass, make } = this;
    const { weights, biases } = pass.recording.layers[layer];
    const product = (i: Index): NumberTerm[] => [
      ...pass.inputNumbers(layer, row, i),
      pass.number('weights', layer, i, unit),
    ];
    const sum = this.sumOfProducts('i', weights.rows, product);
    return biases ? make.plus(sum, pass.number('biases', layer, 0, unit)) : sum;
  }

  /** ∂L/∂Wᵢⱼ = Σᵣ aPrevᵣᵢ · δᵣⱼ; a single row is no sum. */
  gradWeight(layer: number, input: number, unit: number): Term {
    const { pass, make } = this;
    const product = (r: Index): NumberTerm[] => [
      ...pass.inputNumbers(layer, r, input),
      pass.number('delta', layer, r, unit),
    ];
    return pass.rows === 1
      ? make.product(...product(0))
      : this.sumOfProducts('r', pass.rows, product);
  }

  /** ∂L/∂bⱼ = Σᵣ δᵣⱼ */
  gradBias(layer: number, unit: number): Term {
    const { pass, make } = this;
    const delta = (r: Index) => pass.number('delta', layer, r, unit);
    if (pass.rows === 1) return delta(0);
    return make.sum({
      over: 'r',
      count: pass.rows,
      term: delta,
    });
  }

  /** ∂L/∂p + weight_decay · p + l1 · sign(p), without what is 0. */
  penalised(tensor: 'weights' | 'biases', layer: number, row: number, col: number): Term {
    const { pass, make } = this;
    const { decay, l1 } = pass.penaltiesOf(layer, tensor) ?? { decay: 0, l1: 0 };
    const p = pass.number(tensor, layer, row, col);
    const gradient = pass.number(tensor === 'weights' ? 'gradW' : 'gradB', layer, row, col);
    const added = [
      ...(decay !== 0 ? [make.product(make.rounded(decay), p)] : []),
      ...(l1 !== 0 ? [make.product(make.rounded(l1), make.call('sign', p))] : []),
    ];
    return added.length > 0 ? make.plus(gradient, ...added) : gradient;
  }

  /** ∂L/∂aⱼ = Σₖ δₖ · Wⱼₖ of the layer above, times the mask of aⱼ where there is one. */
  gradActivation(layer: number, row: number, unit: number): Term {
    const { pass, make } = this;
    const above = layer + 1;
    const { cols } = pass.recording.layers[above].weights;
    const sum = this.sumOfProducts('k', cols, k => [
      pass.number('delta', above, row, k),
      pass.number('weights', above, unit, k),
    ]);
    const mask = pass.maskOf(layer, row, unit);
    return mask ? make.product(sum, mask) : sum;
  }

  /** δⱼ = f′(zⱼ) · ∂L/∂aⱼ */
  hiddenDelta(layer: number, row: number, unit: number): Term {
    return this.timesSlope(layer, row, unit, this.gradActivation(layer, row, unit));
  }

  /** ∂L/∂z from ∂L/∂a of the same unit, as slopes.ts multiplies; not for softmax. */
  timesSlope(layer: number, row: number, unit: number, gradient: Term): Term {
    const { pass, make } = this;
    const z = pass.value('z', layer, row, unit);
    switch (pass.activation(layer)) {
      case 'linear':
        return gradient;
      case 'leaky_relu':
        // The slope is a float64 number, in float32 too.
        if (!(z > 0)) return make.product(gradient, make.constant(LEAKY_SLOPE));
        break;
      case 'softsign': {
        const width = make.plus(make.constant(1), make.call('abs', this.z(layer, row, unit)));
        return make.quotient(gradient, make.square(width));
      }
      default:
    }
    return make.product(gradient, pass.number('slope', layer, row, unit));
  }

  private z(layer: number, row: number, unit: number): NumberTerm {
    return this.pass.number('z', layer, row, unit);
  }

  private sumOfProducts(
    over: RunningIndex,
    count: number,
    factors: (index: Index) => NumberTerm[],
  ): Term {
    const { make } = this;
    return make.sum({ over, count, term: index => make.product(...factors(index)) });
  }
}
