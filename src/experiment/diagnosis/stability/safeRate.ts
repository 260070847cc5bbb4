/** The largest rate at which plain gradient descent does not overshoot. */
import type { Subject } from '../subject/subject';
import { curvatureAt, largestCurvature } from './curvature';

/**
 * 2(1 + momentum)/λ_max at the initial parameters, for gradients on all rows.
 * @returns null of optimisers that scale their steps, of large networks, and where nothing bounds the rate
 */
export function safeRate(subject: Subject): number | null {
  const curvature = curvatureAt(subject, subject.start.parameters);
  const isBound = curvature !== null && curvature > 0 && curvature < Infinity;
  return isBound ? largestCurvature(subject, curvature) : null;
}
