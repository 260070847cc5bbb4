/** The largest rate at which plain gradient descent does not overshoot: 2/λ_max of the objective. */
import { HessianVector } from '../../../engine/curvature/hessianVector';
import { largestEigenvalue } from '../../../engine/curvature/largestEigenvalue';
import { chosenRows } from '../subject/rows';
import type { Subject } from '../subject/subject';

/** Rows that the curvature is computed over, and multiplications of one product, at most. */
const MOST_ROWS = 300;
const MOST_PRODUCTS = 1e6;
/** More than three digits of a rate are of no use. */
const PRECISION = { tolerance: 1e-5, most: 200 };

/**
 * 2(1 + momentum)/λ_max at the initial parameters, for gradients on all rows.
 * @returns null of optimisers that scale their steps, of large networks, and where nothing bounds the rate
 */
export function safeRate({ spec, train, start, prepared }: Subject): number | null {
  const { type, momentum, weight_decay: decay } = spec.optimizer;
  const weights = start.parameters.reduce((sum, each) => sum + each.weights.data.length, 0);
  const data = chosenRows(train, Math.min(MOST_ROWS, Math.floor(MOST_PRODUCTS / weights)));
  if (type !== 'sgd' || data.x.rows === 0) return null;
  const loss = { ...spec.loss, batch_reduction: 'mean' as const };
  const hessian = new HessianVector({ model: spec.model, loss }, start.parameters, data);
  const { batch_size: size } = spec.trainer;
  const all = prepared.data.train.x.rows;
  const rows = size === 'full' ? all : Math.min(size, all);
  const times = spec.loss.batch_reduction === 'sum' ? rows : 1;
  const curvature = times * largestEigenvalue(hessian, PRECISION) + decay;
  return curvature > 0 && curvature < Infinity ? (2 * (1 + momentum)) / curvature : null;
}
