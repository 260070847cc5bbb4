/** What the next update makes of a gradient: the rest of the way to the new parameter. */
import { trains } from '../ground/parameters';
import { rounded } from '../ground/rounding';
import type { OptimizerSpec } from '../ground/spec';
import type { Formulas } from './formulas';
import type { DerivedTensor, Place } from './terms/numbers';
import type { PassReader } from './terms/passReader';
import type { Term } from './terms/term';

/** The gradient of the objective, which the update follows in place of that of the loss. */
export interface PenalizedGradient {
  place: Place;
  formula: Term;
  value: number;
}

export interface ParameterStep {
  /** As it stands before the update. */
  parameter: number;
  type: OptimizerSpec['type'];
  /** The learning rate of this update. */
  rate: number;
  /** The file lets this parameter be trained. */
  trained: boolean;
  /** The gradient with the penalty, where the optimiser adds one to this gradient of the loss. */
  penalized: PenalizedGradient | null;
  /** What acts on the parameter beside the gradient of the loss. */
  decay: number;
  l1: number;
  clipped: boolean;
  momentum: number;
  /** The update is parameter − rate · gradient and nothing else; `penalized` where there is one. */
  plain: boolean;
  /** After the update; null where more than this gradient decides about it. */
  next: number | null;
}

/** Which parameter a gradient is of, and which gradient has the penalty in it. */
const OF: Partial<
  Record<DerivedTensor, ['weights', 'gradW_penalized'] | ['biases', 'gradB_penalized']>
> = {
  gradW: ['weights', 'gradW_penalized'],
  gradW_penalized: ['weights', 'gradW_penalized'],
  gradB: ['biases', 'gradB_penalized'],
  gradB_penalized: ['biases', 'gradB_penalized'],
};

/** @returns null for what is no gradient of a parameter */
export function stepOf(
  pass: PassReader,
  formulas: Formulas,
  { optimizer, rate }: { optimizer: OptimizerSpec; rate: number },
  place: Place,
): ParameterStep | null {
  const { tensor, layer, row, col } = place;
  const of = OF[tensor];
  if (!of) return null;
  const [own, withPenalty] = of;
  const isWeight = own === 'weights';
  const trained = trains(pass.spec.model, layer, own);
  const parameter = pass.value(own, layer, row, col);
  const decays = isWeight || optimizer.decay_biases;
  const penalties = pass.penaltiesOf(layer, own);
  const followed = penalties ? { ...place, tensor: withPenalty } : place;
  const gradient = pass.value(followed.tensor, layer, row, col);
  const formula = followed.tensor === tensor ? null : formulas.of(followed);
  const { type, momentum, gradient_clipping: clipping } = optimizer;
  const plain = type === 'sgd' && momentum === 0 && clipping === null;
  const { f32 } = pass;
  const next = plain ? rounded(parameter - rounded(rounded(rate, f32) * gradient, f32), f32) : null;
  return {
    parameter,
    type,
    rate,
    trained,
    penalized: formula && { place: followed, formula, value: gradient },
    decay: decays ? optimizer.weight_decay : 0,
    l1: decays ? optimizer.l1 : 0,
    clipped: clipping !== null,
    momentum,
    plain,
    next: trained ? next : parameter,
  };
}
