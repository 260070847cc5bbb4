/** The update of all trained parameters, with the state that an optimiser carries along. */
import type { Kernels } from '../kernels/kernels';
import { isDecoupled } from '../ground/optimizers';
import { parameterPath, withGradients, type ParameterWithGradient } from '../ground/parameters';
import { penaltiesOf, type Penalties } from './objective';
import { addPenalties, clip, clippingFactor, shrink } from './penalties';
import type { LayerGradients, LayerParameters } from '../ground/shapes';
import type { FloatArray, ModelSpec, OptimizerSpec } from '../ground/spec';
import type { Progress, Updated, UpdateRule } from './rule';
import { UPDATE_RULES } from './updateRules';

/** A trained tensor with its gradients and its state, all of one length. */
interface Slot extends Updated {
  /** Which tensor: `layers.0.weights`. */
  name: string;
  /** That of the loss; `g` is the same array where nothing is clipped or added. */
  gradient: FloatArray;
  penalised: boolean;
}

/** Arrays of state that are kept for every parameter. */
export function stateCount(spec: OptimizerSpec): number {
  return UPDATE_RULES[spec.type].arrays(spec);
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

export class Optimizer implements Progress {
  /** What it adds to the loss. */
  readonly penalties: Penalties | null;
  private readonly slots: Slot[];
  /** The gradients of the trained tensors, for their common norm. */
  private readonly trained: FloatArray[];
  private readonly names: string[];
  private readonly rule: UpdateRule;
  steps = 0;
  momentumProduct = 1;

  /** Works on the given parameters and gradients in place, whenever `step` is called. */
  constructor(
    readonly spec: OptimizerSpec,
    model: ModelSpec,
    readonly kernels: Kernels,
    parameters: readonly LayerParameters[],
    gradients: readonly LayerGradients[],
  ) {
    this.rule = UPDATE_RULES[spec.type];
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
    this.momentumProduct *= this.rule.momentum?.(this.spec, this.steps) ?? 1;
    const factor = this.normFactor();
    for (const slot of this.slots) {
      this.prepare(slot, factor, rate);
      this.rule.update(slot, rate, this);
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
    const g = changed ? this.kernels.createArray(p.length) : gradient;
    return { name: parameterPath(parameter), p, gradient, g, penalised, state };
  }

  private normFactor(): number {
    const { gradient_clipping: clipping } = this.spec;
    return clipping && 'norm' in clipping ? clippingFactor(this.trained, clipping.norm) : 1;
  }

  /** Fills `g`; a decoupled weight decay acts on the parameters themselves. */
  private prepare(slot: Slot, factor: number, rate: number): void {
    const { p, gradient, g, penalised } = slot;
    const { weight_decay, l1, gradient_clipping: clipping } = this.spec;
    if (g === gradient) return;
    const limit = clipping && 'value' in clipping ? clipping.value : Infinity;
    clip(gradient, g, factor, limit);
    if (!penalised) return;
    const decoupled = isDecoupled(this.spec);
    addPenalties(g, p, decoupled ? 0 : weight_decay, l1);
    if (decoupled) shrink(p, rate * weight_decay);
  }
}
