/** What the next update makes of a gradient: the rest of the way to the new parameter. */
import { isPlainDescent } from '../optimizers';
import { rounded } from '../rounding';
import type { OptimizerSpec } from '../spec';
import type { Place } from './numbers';
import type { PassReader } from './passReader';

export interface ParameterStep {
  /** As it stands before the update. */
  parameter: number;
  type: OptimizerSpec['type'];
  /** The learning rate of this update. */
  rate: number;
  /** The file lets this parameter be trained. */
  trained: boolean;
  /** What acts on it beside the gradient of the loss: none of it is a part of the derivation. */
  decay: number;
  l1: number;
  clipped: boolean;
  momentum: number;
  /** The update is parameter − rate · gradient and nothing else. */
  plain: boolean;
  /** After the update; null where more than this gradient decides about it. */
  next: number | null;
}

/** @returns null for what is no gradient of a parameter */
export function stepOf(
  pass: PassReader,
  { optimizer, rate }: { optimizer: OptimizerSpec; rate: number },
  { tensor, layer, row, col }: Place,
): ParameterStep | null {
  if (tensor !== 'gradW' && tensor !== 'gradB') return null;
  const isWeight = tensor === 'gradW';
  const { trainable } = pass.spec.model.layers[layer];
  const trained = isWeight ? trainable.kernel : trainable.bias;
  const parameter = pass.value(isWeight ? 'weights' : 'biases', layer, row, col);
  const decays = isWeight || optimizer.decay_biases;
  const plain = isPlainDescent(optimizer);
  const { f32 } = pass;
  const change = rounded(rounded(rate, f32) * pass.value(tensor, layer, row, col), f32);
  const next = plain ? rounded(parameter - change, f32) : null;
  return {
    parameter,
    type: optimizer.type,
    rate,
    trained,
    decay: decays ? optimizer.weight_decay : 0,
    l1: decays ? optimizer.l1 : 0,
    clipped: optimizer.gradient_clipping !== null,
    momentum: optimizer.momentum,
    plain,
    next: trained ? next : parameter,
  };
}
