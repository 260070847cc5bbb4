/** A loss that stands still far from where it should be, without a cause that was found. */
import { shortNumber } from '../../../engine/ground/numbers';
import type { RunSpec } from '../../../engine/ground/spec';
import { atKey, replaceValue } from '../../format/core';
import type { Fix } from '../../format/finding';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { finiteOf, meanBetween } from './curve';

/** Share by which the loss changes in the second half of the run, at most. */
const STILL = 0.002;
const LEAST_EPOCHS = 10;
/** What a network answers of its rows, as a share or as R², when it follows them at all; and how near is as good. */
const SOME = 0.1;
const NEAR = 0.03;

/** What may leave a plateau: longer steps, and more of them. */
export function waysOut({ optimizer, trainer }: RunSpec): Fix[] {
  const set = (path: [string, string], value: number): Fix =>
    replaceValue(`Set ${path[1]} to ${value}`, path, value);
  const rate = Number((optimizer.learning_rate * 10).toPrecision(3));
  return [
    set(['optimizer', 'learning_rate'], rate),
    ...[5, 20].map(times => set(['trainer', 'epochs'], trainer.epochs * times)),
  ];
}

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
    const { neighbours, linear } = subject;
    const score = subject.scoreOf(end.snapshot);
    const best = Math.max(neighbours ?? Infinity, linear ?? 0);
    if (score > SOME && score >= best - NEAR)
      return 'the loss stands still where the network answers as well as its nearest rows and the best line do';
    const message =
      `The loss has stood still at ${shortNumber(loss)} for the second half of the run; that of the best constant answer is ${shortNumber(constant)}. ` +
      'More epochs at this rate change nothing: another seed or a larger rate may leave the plateau.';
    const picture = lossChart(subject, end);
    const candidates = waysOut(subject.spec);
    return {
      place: atKey('trainer', 'epochs'),
      message,
      evidence: { loss, constant },
      picture,
      candidates,
    };
  },
};
