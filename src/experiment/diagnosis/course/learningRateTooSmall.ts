/** Steps so small that the run ends long before it arrives. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { largestMove, stillFalling } from './stillFalling';

/** Weights that moved by no more than this share of their size. */
const UNMOVED = 0.03;
/** Updates after which they should have. */
const ENOUGH_STEPS = 100;
/** How many times as long a run would have to be for its rate to be too small. */
const MANY = 8;
/** Updates after which a run that is still on its first slope is too slow as well. */
const MANY_STEPS = 1000;
/** Share of the loss of the best constant that is left of a run on its first slope. */
const LITTLE = 0.5;

export const learningRateTooSmall: Producer = {
  id: 'learning_rate_too_small',
  atEnd: true,
  explains: [
    'stopped_too_early',
    'predicts_constant',
    'predicts_majority',
    'plateau',
    'capacity_too_small',
  ],
  find(subject) {
    const { end, spec } = subject;
    if (!end || end.steps < ENOUGH_STEPS) return null;
    const moved = largestMove(subject, end);
    const falling = stillFalling(subject, end);
    const slow =
      falling !== null &&
      falling.rest > LITTLE &&
      (falling.factor > MANY || end.steps >= MANY_STEPS);
    if (moved > UNMOVED && !slow) {
      return `the weights of a layer have moved by ${shortNumber(moved, 2)} times their size`;
    }
    const { learning_rate: rate } = spec.optimizer;
    const words =
      moved <= UNMOVED
        ? `in ${end.steps} updates no layer's weights have moved by more than ${shortNumber(100 * moved, 2)} % of their size`
        : `the loss falls all the time, and would need about ${shortNumber(falling?.factor ?? 0, 2)} times as many epochs`;
    const message = `The learning rate of ${shortNumber(rate)} is too small: ${words}. Try one that is ten times as large, and again.`;
    const path = ['optimizer', 'learning_rate'];
    return {
      place: atValue(...path),
      message,
      picture: lossChart(subject, end),
      evidence: { learning_rate: rate, moved, ...(falling ? { times: falling.factor } : {}) },
      candidates: largerRates(rate, moved).map(larger =>
        replaceValue(`Set learning_rate to ${larger}`, path, larger),
      ),
    };
  },
};

/** Up to rates at which the weights would have moved by their own size. */
function largerRates(rate: number, moved: number): number[] {
  const nearest = Math.max(1, 10 ** Math.floor(-Math.log10(moved) - 2));
  const factors = [10, 100, 1000, 10_000].map(factor => factor * nearest);
  return factors.map(factor => Number((rate * factor).toPrecision(3)));
}
