/** The columns of the recorded updates: the loss, then these of each layer in turn. */
import type { STEP_NORMS as ORDER, StepNorm } from '../../src/protocol/snapshot';
import { firstAbove } from '../drawing/decimate';
import type { History } from './history';

export const STEP_NORMS: typeof ORDER = ['delta', 'gradW', 'weights', 'update'];

export function normColumn(layer: number, norm: StepNorm): number {
  return 1 + layer * STEP_NORMS.length + STEP_NORMS.indexOf(norm);
}

/** The row whose step is nearest; null where nothing is recorded. */
export function nearestStep({ steps }: { readonly steps: History }, step: number): number | null {
  const { numbers, rows } = steps;
  if (rows === 0) return null;
  const above = Math.min(firstAbove(numbers, step, 0, rows), rows - 1);
  const below = Math.max(0, above - 1);
  return step - numbers.at(below) < numbers.at(above) - step ? below : above;
}
