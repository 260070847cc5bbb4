/** The update of all trained parameters, with the state that an optimiser carries along. */
import type { Kernels } from '../kernels/kernels';
import { parameterPath, withGradients, type ParameterWithGradient } from '../ground/parameters';
import { penaltiesOf, type Penalties } from './objective';
import { addPenalties, clip, clippingFactor, shrink } from './penalties';
import type { LayerGradients, LayerParameters } from '../ground/shapes';
import type { FloatArray, ModelSpec, OptimizerSpec } from '../ground/spec';
import {
  adadeltaStep,
  adagradStep,
  adamStep,
  momentumStep,
  nadamMomentum,
  nadamStep,
  rmspropStep,
  updateMoments,
} from './updateRules';

/** A trained tensor with its gradient and its state, all of one length. */
interface Slot {
  /** Which tensor: `layers.0.weights`. */
  name: string;
  p: FloatArray;
  gradient: FloatArray;
  /** Where the clipped and penalised gradient is put; the gradient itself where there is none. */
  effective: FloatArray;
  penalised: boolean;
  /** Momentum buffer, running mean or running square, as the type needs them. */
  state: FloatArray[];
}

/** Arrays of state that each type keeps for every parameter. */
export function stateCount(spec: OptimizerSpec): number {
  switch (spec.type) {
    case 'sgd':
      return spec.momentum !== 0 ? 1 : 0;
    case 'rmsprop':
      return spec.momentum !== 0 ? 2 : 1;
    case 'adagrad':
      return 1;
    default:
      return 2;
  }
}

/** Whether an update is p −= rate · g and nothing else. */
export function isPlainDescent(spec: OptimizerSpec): boolean {
  const { type, momentum, weight_decay, l1, gradient_clipping } = spec;
  const penalised = weight_decay !== 0 || l1 !== 0 || gradient_clipping !== null;
  return type === 'sgd' && momentum === 0 && !penalised;
}

/** Plain data: survives structured cloning. */
export interface OptimizerState {
  steps: number;
  momentumProduct: number;
  /** The trained tensors, as `layers.0.weights`. */
  names: string[];
  /** Their state arrays, tensor after tensor. */
  arrays: FloatArray[];
}

export class Optimizer {
  /** What it adds to the loss. */
  readonly penalties: Penalties | null;
  private readonly slots: Slot[];
  /** The gradients of the trained tensors, for their common norm. */
  private readonly trained: FloatArray[];
  private readonly names: string[];
  private steps = 0;
  /** Product of NAdam's momenta so far. */
  private momentumProduct = 1;

  /** Works on the given parameters and gradients in place, whenever `step` is called. */
  constructor(
    private readonly spec: OptimizerSpec,
    model: ModelSpec,
    private readonly kernels: Kernels,
    parameters: readonly LayerParameters[],
    gradients: readonly LayerGradients[],
  ) {
    this.penalties = penaltiesOf(spec);
    this.slots = withGradients(model, parameters, gradients)
      .filter(({ trains }) => trains)
      .map(parameter => this.slotOf(parameter));
    this.trained = this.slots.map(slot => slot.gradient);
    this.names = this.slots.map(slot => slot.name);
  }

  /** One update of every trained parameter; the gradients stay as they are. */
  step(rate: number): void {
    this.steps++;
    if (this.spec.type === 'nadam') {
      this.momentumProduct *= nadamMomentum(this.spec.betas[0], this.steps);
    }
    const factor = this.normFactor();
    for (const slot of this.slots) {
      this.prepare(slot, factor, rate);
      this.update(slot, rate);
    }
  }

  /** So many updates have been done elsewhere, by kernels that do several in one call. */
  count(updates: number): void {
    this.steps += updates;
  }

  save(): OptimizerState {
    const arrays = this.slots.flatMap(slot => slot.state.map(a => a.slice()));
    const { steps, momentumProduct, names } = this;
    return { steps, momentumProduct, names, arrays };
  }

  restore(state: OptimizerState): void {
    this.steps = state.steps;
    this.momentumProduct = state.momentumProduct;
    this.slots.flatMap(slot => slot.state).forEach((array, i) => array.set(state.arrays[i]));
  }

  private slotOf(parameter: ParameterWithGradient): Slot {
    const { tensor, value: p, gradient } = parameter;
    const { weight_decay, l1, gradient_clipping, decay_biases } = this.spec;
    const decays = tensor === 'weights' || decay_biases;
    const penalised = decays && (weight_decay !== 0 || l1 !== 0);
    const changed = penalised || gradient_clipping !== null;
    const state = Array.from({ length: stateCount(this.spec) }, () =>
      this.kernels.createArray(p.length),
    );
    const effective = changed ? this.kernels.createArray(p.length) : gradient;
    return { name: parameterPath(parameter), p, gradient, effective, penalised, state };
  }

  private normFactor(): number {
    const { gradient_clipping: clipping } = this.spec;
    return clipping && 'norm' in clipping ? clippingFactor(this.trained, clipping.norm) : 1;
  }

  /** Fills `effective`; AdamW's weight decay acts on the parameters themselves. */
  private prepare(slot: Slot, factor: number, rate: number): void {
    const { p, gradient, effective, penalised } = slot;
    const { type, weight_decay, l1, gradient_clipping: clipping } = this.spec;
    if (effective === gradient) return;
    const limit = clipping && 'value' in clipping ? clipping.value : Infinity;
    clip(gradient, effective, factor, limit);
    if (!penalised) return;
    const decoupled = type === 'adamw';
    addPenalties(effective, p, decoupled ? 0 : weight_decay, l1);
    if (decoupled) shrink(p, rate * weight_decay);
  }

  private update(slot: Slot, rate: number): void {
    const { p, effective: g, state } = slot;
    const { spec } = this;
    switch (spec.type) {
      case 'sgd':
        if (state.length === 0) return this.kernels.descend(p, g, rate);
        return momentumStep(p, g, state[0], rate, spec.momentum, spec.nesterov, this.steps === 1);
      case 'rmsprop': {
        const buffer = state.length > 1 ? state[1] : null;
        return rmspropStep(p, g, state[0], buffer, rate, spec.alpha, spec.eps, spec.momentum);
      }
      case 'adagrad':
        return adagradStep(p, g, state[0], rate, spec.eps);
      case 'adadelta':
        return adadeltaStep(p, g, state[0], state[1], rate, spec.rho, spec.eps);
      case 'adam':
      case 'adamw':
        updateMoments(g, state[0], state[1], spec.betas);
        return adamStep(p, state[0], state[1], rate, spec.betas, spec.eps, this.steps);
      case 'nadam': {
        const { steps, momentumProduct: product } = this;
        updateMoments(g, state[0], state[1], spec.betas);
        return nadamStep(p, g, state[0], state[1], rate, spec.betas, spec.eps, steps, product);
      }
    }
  }
}
