/** The columns of the recorded updates: the loss, then these of each layer in turn. */
import type { STEP_NORMS as ORDER, StepNorm } from '../../src/protocol/snapshot';

export const STEP_NORMS: typeof ORDER = ['delta', 'gradW', 'weights', 'update'];

export function normColumn(layer: number, norm: StepNorm): number {
  return 1 + layer * STEP_NORMS.length + STEP_NORMS.indexOf(norm);
}
