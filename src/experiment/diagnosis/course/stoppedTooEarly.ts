/** A run that ends while its loss still falls. */
import { counted, formatInteger, percent } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import type { Producer } from '../producer';
import { stillFalling } from './stillFalling';

export const stoppedTooEarly: Producer = {
  id: 'stopped_too_early',
  atEnd: true,
  explains: [
    'predicts_constant',
    'predicts_majority',
    'plateau',
    'capacity_too_small',
    'metric_misleads',
  ],
  find(subject) {
    const { end, spec } = subject;
    if (!end) return null;
    const falling = stillFalling(subject, end);
    if (falling === null) return null;
    const { epochs } = spec.trainer;
    const message =
      `The run ends after ${counted(falling.epochs, 'epoch')} while the loss still falls: it is ${percent(falling.rest)} of that of the best constant answer. ` +
      `At its present slope it needs about ${formatInteger(Math.max(2, Math.ceil(1 + falling.factor)))} times as many epochs.`;
    const path = ['trainer', 'epochs'];
    return {
      place: atValue(...path),
      message,
      evidence: { epochs: falling.epochs, rest: falling.rest, times: 1 + falling.factor },
      fixes: longerRuns(falling.factor).map(times =>
        replaceValue(`Set epochs to ${epochs * times}`, path, epochs * times),
      ),
    };
  },
};

/** A few times as long as the slope at the end asks for: it becomes flatter. */
function longerRuns(factor: number): number[] {
  return [2, 5, 20].map(times => Math.max(times, Math.min(100, Math.ceil(times * factor))));
}
