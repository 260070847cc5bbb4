/** `checks.gradient_check`: backpropagation against finite differences. */
import { whereErrorsStart, type GradientCheck } from '../../engine/checking/gradientCheck';
import { runCheckSteps } from '../../engine/checking/runCheck';
import { GRADIENT_TOLERANCE } from '../../engine/ground/differences';
import { either, mapped, object } from '../format/compounds';
import { optional } from '../format/core';
import { flag } from '../format/scalars';
import { say } from '../verify/compare';
import { failed, passed } from '../verify/result';
import type { CheckResult } from '../verify/result';
import { relative } from './fields';
import { checkKind } from './kind';

const AT = ['checks', 'gradient_check'];

export const gradientCheck = checkKind({
  ...optional(
    either(
      mapped(flag(), on => (on ? { tolerance: null } : null)),
      object({ tolerance: relative('1e-5') }, { noun: '`gradient_check`' }),
    ),
    'Compares all gradients of the first batch with finite differences.',
    null,
  ),
  prepare: spec =>
    spec === null
      ? []
      : [
          {
            step: 0,
            count: 1,
            *make(run) {
              return [resultOf(yield* runCheckSteps(run), spec.tolerance)];
            },
          },
        ],
});

function resultOf(check: GradientCheck, tolerance: number | null): CheckResult {
  const left = check.parameters.reduce((sum, { kinks }) => sum + kinks.length, 0);
  // With penalties it is their sum with the loss that the run steps with.
  const whose = check.of === 'objective' ? ' of the objective' : '';
  const what = `gradient_check${whose}${left > 0 ? ` (${left} at kinks left out)` : ''}`;
  const most = tolerance ?? GRADIENT_TOLERANCE;
  if (Number.isNaN(check.maxRelativeError)) {
    const message = 'No gradient could be compared: every entry stands at a kink.';
    return failed(what, AT, message, 'key');
  }
  const wrong = whereErrorsStart(check, most).at(-1);
  if (!wrong) return passed(what);
  const { name } = wrong;
  const worst = wrong.worst.at(0);
  const where = worst
    ? `: ${say(worst.analytic)} against ${say(worst.numeric)} at [${worst.index.join(', ')}]`
    : '';
  const message =
    `Backpropagation and finite differences differ by ${say(check.maxRelativeError)} ` +
    `(tolerance ${most}), starting at ${name}${where}.`;
  return failed(what, AT, message, 'key');
}
