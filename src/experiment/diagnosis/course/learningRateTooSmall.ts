/** Steps so small that the run ends long before it arrives. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import type { End, Subject } from '../subject/subject';
import { fallsByThirds, finiteOf } from './curve';
import { scheduleEnds } from './scheduleEnds';
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

/** Share of the loss of the best constant above which a run has learned nothing. */
const NOTHING = 0.95;
/** Second fall relative to the first, of a loss that goes on falling as it began. */
const STEADY = 0.25;
const LEAST_EPOCHS = 9;

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
    const said = scheduleEnds(subject, end);
    if (said) return said;
    const moved = largestMove(subject, end);
    const falling = stillFalling(subject, end);
    const slow =
      falling !== null &&
      falling.rest > LITTLE &&
      (falling.factor > MANY || end.steps >= MANY_STEPS);
    const creeps = falling === null && creeping(subject, end);
    if (moved > UNMOVED && !slow && !creeps) {
      return `the weights of a layer have moved by ${shortNumber(moved, 2)} times their size`;
    }
    const { learning_rate: rate } = spec.optimizer;
    const words =
      moved <= UNMOVED
        ? `in ${end.steps} updates no layer's weights have moved by more than ${shortNumber(100 * moved, 2)} % of their size`
        : creeps
          ? `the loss falls all the time, and after ${end.steps} updates it is still that of the best constant answer or more`
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

/** A loss that has fallen from the start on as it still does, and is not below that of the best constant. */
function creeping({ start, constant }: Subject, { columns, snapshot }: End): boolean {
  const losses = finiteOf(columns.get('loss'));
  if (losses.length < LEAST_EPOCHS || snapshot.loss < NOTHING * constant) return false;
  const { first, second, noise } = fallsByThirds(losses);
  return snapshot.loss < start.loss && second > noise && second > STEADY * first;
}

/** Up to rates at which the weights would have moved by their own size. */
function largerRates(rate: number, moved: number): number[] {
  const nearest = Math.max(1, 10 ** Math.floor(-Math.log10(moved) - 2));
  const factors = [10, 100, 1000, 10_000].map(factor => factor * nearest);
  return factors.map(factor => Number((rate * factor).toPrecision(3)));
}
