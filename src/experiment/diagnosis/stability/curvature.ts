/** λ_max of the objective: how steeply the slope turns, and with that the largest rate that can follow it. */
import { HessianVector } from '../../../engine/curvature/hessianVector';
import { largestEigenvalue } from '../../../engine/curvature/largestEigenvalue';
import type { LayerParameters } from '../../../engine/ground/shapes';
import { chosenRows } from '../subject/rows';
import type { Subject } from '../subject/subject';

/** Rows that the curvature is computed over, and multiplications of one product, at most. */
const MOST_ROWS = 300;
const MOST_PRODUCTS = 1e6;
/** More than three digits of a rate are of no use. */
const PRECISION = { tolerance: 1e-5, most: 200 };

/**
 * λ_max of what plain gradient descent follows, the loss as it is reduced and the penalty, at these
 * parameters in float64.
 * @returns null of optimisers that scale their steps, and of large networks
 */
export function curvatureAt(
  { spec, train, prepared }: Subject,
  parameters: readonly LayerParameters[],
): number | null {
  const { type, weight_decay: decay } = spec.optimizer;
  const weights = parameters.reduce((sum, each) => sum + each.weights.data.length, 0);
  const data = chosenRows(train, Math.min(MOST_ROWS, Math.floor(MOST_PRODUCTS / weights)));
  if (type !== 'sgd' || data.x.rows === 0) return null;
  const loss = { ...spec.loss, batch_reduction: 'mean' as const };
  const hessian = new HessianVector({ model: spec.model, loss }, parameters, data);
  const { batch_size: size } = spec.trainer;
  const all = prepared.data.train.x.rows;
  const rows = size === 'full' ? all : Math.min(size, all);
  const times = spec.loss.batch_reduction === 'sum' ? rows : 1;
  return times * largestEigenvalue(hessian, PRECISION) + decay;
}

/** λ_max above which a step at this rate overshoots: 2(1 + momentum)/rate. */
export function largestCurvature({ spec }: Subject, rate: number): number {
  return (2 * (1 + spec.optimizer.momentum)) / rate;
}
