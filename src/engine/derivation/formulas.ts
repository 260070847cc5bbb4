/** Which formula a number comes from. */
import { ActivationTerms } from './terms/activationTerms';
import { CrossEntropyTerms } from './terms/crossEntropyTerms';
import { LayerTerms } from './terms/layerTerms';
import { LossTerms } from './terms/lossTerms';
import type { Place } from './terms/numbers';
import type { PassReader } from './terms/passReader';
import type { Term } from './terms/term';
import { TermBuilder } from './terms/termBuilder';

export class Formulas {
  private readonly layers: LayerTerms;
  private readonly activations: ActivationTerms;
  private readonly crossEntropies: CrossEntropyTerms;
  private readonly losses: LossTerms;

  /** @param limit the most terms that are made of a sum */
  constructor(
    private readonly pass: PassReader,
    limit: number,
  ) {
    const make = new TermBuilder(pass.f32, limit);
    this.layers = new LayerTerms(pass, make);
    this.activations = new ActivationTerms(pass, make);
    this.crossEntropies = new CrossEntropyTerms(pass, make, this.layers);
    this.losses = new LossTerms(pass, make, this.layers, this.crossEntropies);
  }

  /**
   * What a number was computed from, in the operations that computed it: the value of the term is
   * the number, to its last bit. (float32 kernels with fused multiply-add skip a rounding; a sum
   * over rows and outputs runs over all of them at once.) A parameter comes from its gradient.
   * @returns null where the number is given: inputs, targets and masks
   */
  of({ tensor, layer, row, col }: Place): Term | null {
    const isOutput = layer === this.pass.last;
    switch (tensor) {
      case 'x':
      case 'y':
      case 'mask':
        return null;
      case 'z':
        return this.layers.weightedSum(layer, row, col);
      case 'a':
        return this.activations.activation(layer, row, col);
      case 'slope':
        return this.activations.slope(layer, row, col);
      case 'delta':
        return isOutput
          ? this.losses.outputDelta(row, col)
          : this.layers.hiddenDelta(layer, row, col);
      case 'gradA':
        return isOutput
          ? this.losses.outputSlope(row, col)
          : this.layers.gradActivation(layer, row, col);
      case 'weights':
      case 'gradW':
        return this.layers.gradWeight(layer, row, col);
      case 'biases':
      case 'gradB':
        return this.layers.gradBias(layer, col);
      case 'gradW_penalized':
        return this.layers.penalised('weights', layer, row, col);
      case 'gradB_penalized':
        return this.layers.penalised('biases', layer, row, col);
      case 'probability':
        return this.crossEntropies.probabilityOf(row, col, this.activations);
      case 'rowLoss':
        return this.losses.rowLoss(row);
      case 'loss':
        return this.losses.loss();
    }
  }
}
