/** A loss that stands still far from where it should be, without a cause that was found. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { finiteOf, meanBetween } from './curve';

/** Share by which the loss changes in the second half of the run, at most. */
const STILL = 0.002;
const LEAST_EPOCHS = 10;

export const plateau: Producer = {
  id: 'plateau',
  atEnd: true,
  explains: [],
  find(subject) {
    const { end, constant } = subject;
    if (!end) return null;
    const losses = finiteOf(end.columns.get('loss'));
    if (losses.length < LEAST_EPOCHS) return null;
    const [middle, last] = [meanBetween(losses, 0.5, 0.6), meanBetween(losses, 0.9, 1)];
    if (Math.abs(middle - last) > STILL * middle) {
      return `the loss went from ${shortNumber(middle)} to ${shortNumber(last)} in the second half of the run`;
    }
    const { loss } = end.snapshot;
    const message =
      `The loss has stood still at ${shortNumber(loss)} for the second half of the run; that of the best constant answer is ${shortNumber(constant)}. ` +
      'More epochs at this rate change nothing: another seed or a larger rate may leave the plateau.';
    const picture = lossChart(subject, end);
    return { place: atKey('trainer', 'epochs'), message, evidence: { loss, constant }, picture };
  },
};
