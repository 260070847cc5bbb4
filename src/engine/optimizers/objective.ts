/**
 * The objective that a run steps with: the loss and the penalties of its optimiser,
 *
 *   objective = L + ½·weight_decay·Σ p² + l1·Σ |p|
 *
 * over the parameters that are trained and decay. A weight decay that is decoupled from the
 * gradient, as that of adamw, is no part of any objective: there only l1 counts.
 */
import { roundingOf, type Slope } from '../ground/differences';
import { isDecoupled } from '../ground/optimizers';
import { addPenalties } from './penalties';
import type { LayerGradients, LayerParameters } from '../ground/shapes';
import { parametersOf, withGradients, type Parameter } from '../ground/parameters';
import type { ModelSpec, OptimizerSpec } from '../ground/spec';

/** What is added to the loss. */
export interface Penalties {
  decay: number;
  l1: number;
  biases: boolean;
}

/** null: nothing is added, and the objective is the loss. */
export function penaltiesOf(
  optimizer: Pick<OptimizerSpec, 'type' | 'weight_decay' | 'l1' | 'decay_biases'>,
): Penalties | null {
  const decay = isDecoupled(optimizer) ? 0 : optimizer.weight_decay;
  const { l1, decay_biases: biases } = optimizer;
  return decay === 0 && l1 === 0 ? null : { decay, l1, biases };
}

/** Whether a parameter has a part in them. */
export function isPenalised(
  { biases }: Penalties,
  { tensor, trains }: Pick<Parameter, 'tensor' | 'trains'>,
): boolean {
  return trains && (tensor === 'weights' || biases);
}

/** The penalty on one parameter. */
export function penaltyAt({ decay, l1 }: Penalties, p: number): number {
  return 0.5 * decay * p * p + l1 * Math.abs(p);
}

/** The central difference of one parameter's penalty, on one side of 0, where |p| has its kink. */
export function penaltyDifference(penalties: Penalties, p: number, step: number): Slope {
  const own = p === 0 ? step : Math.min(step, Math.abs(p) / 2);
  const [high, low] = [p + own, p - own];
  const [above, below] = [penaltyAt(penalties, high), penaltyAt(penalties, low)];
  const width = high - low;
  return { slope: (above - below) / width, rounding: roundingOf(above + below, width) };
}

/** The penalty on a whole network. */
export function penalty(
  penalties: Penalties,
  model: ModelSpec,
  parameters: readonly LayerParameters[],
): number {
  let total = 0;
  for (const parameter of parametersOf(model, parameters)) {
    if (!isPenalised(penalties, parameter)) continue;
    let sum = 0;
    for (const p of parameter.value) sum += penaltyAt(penalties, p);
    total += sum;
  }
  return total;
}

/** The objective of one batch, and what it consists of. */
export interface Objective {
  /** The loss of the batch and the penalty. */
  value: number;
  penalty: number;
  /** Gradients of the objective; copies in the shapes of the parameters. */
  gradients: readonly LayerGradients[];
}

/** @param gradients of the loss; they stay as they are */
export function objectiveOf(
  penalties: Penalties,
  model: ModelSpec,
  parameters: readonly LayerParameters[],
  loss: number,
  gradients: readonly LayerGradients[],
): Objective {
  const added = penalty(penalties, model, parameters);
  const copies = gradients.map(({ weights, biases }) => ({
    weights: { ...weights, data: weights.data.slice() },
    biases: biases && biases.slice(),
  }));
  penalise(penalties, model, parameters, copies);
  return { value: loss + added, penalty: added, gradients: copies };
}

/** ∂L/∂p becomes the gradient of the objective, in place. */
export function penalise(
  penalties: Penalties,
  model: ModelSpec,
  parameters: readonly LayerParameters[],
  gradients: readonly LayerGradients[],
): void {
  const { decay, l1 } = penalties;
  for (const parameter of withGradients(model, parameters, gradients))
    if (isPenalised(penalties, parameter))
      addPenalties(parameter.gradient, parameter.value, decay, l1);
}
