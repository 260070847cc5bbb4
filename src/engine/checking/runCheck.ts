/** The gradients of a run's next batch, at its parameters as they stand, against finite differences. */
import {
  finished,
  gradientCheckSteps,
  type GradientCheck,
  type GradientCheckOptions,
} from './gradientCheck';
import { copyMatrix } from '../ground/matrix';
import { penaltiesOf } from '../optimizers/objective';
import type { Run } from '../training/run';

/** Changes nothing of the run; see gradientCheck.ts. */
export function checkRun(run: Run, options: GradientCheckOptions = {}): GradientCheck {
  return finished(runCheckSteps(run, options));
}

/**
 * The same, entry by entry: of the objective that the run steps with, see objective.ts. In float64 what is checked are the very gradients of the next update;
 * for another dtype they are computed again.
 */
export function runCheckSteps(
  run: Run,
  options: GradientCheckOptions = {},
): ReturnType<typeof gradientCheckSteps> {
  const { spec, parameters } = run;
  const { x, y, layers } = run.peek();
  const gradients = layers.map(({ gradW, gradB }) => ({ weights: gradW, biases: gradB }));
  const own = spec.dtype === 'float64' && !options.backward ? { gradients } : {};
  const penalties = penaltiesOf(spec.optimizer);
  // The buffers of the run change while the check pauses, if the run goes on meanwhile.
  const masks = layers.map(({ mask }) => mask && copyMatrix(mask, 'float64'));
  return gradientCheckSteps(spec, parameters, x, y, { ...own, penalties, masks, ...options });
}
