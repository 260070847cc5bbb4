/** A schedule that takes the rate away before the run has got anywhere. */
import { percent, shortNumber } from '../../../engine/ground/numbers';
import { learningRate } from '../../../engine/optimizers/schedules';
import { atValue, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Said } from '../producer';
import type { End, Subject } from '../subject/subject';

/** Σ of the rates of all epochs, relative to what it would be at the first rate: less is hardly a run. */
const LEAST_WAY = 0.1;
/** A schedule of few epochs is no long way whatever it does. */
const LEAST_EPOCHS = 5;

/** null where the schedule leaves the run most of its way. */
export function scheduleEnds(subject: Subject, end: End): Said | null {
  const { optimizer, trainer } = subject.spec;
  const done = end.epochs.at(-1) ?? 0;
  if (optimizer.schedule.type === 'constant' || done < LEAST_EPOCHS) return null;
  const rates = Array.from({ length: done }, (_, epoch) =>
    learningRate(optimizer, epoch, trainer.epochs),
  );
  const way = rates.reduce((sum, rate) => sum + rate, 0) / (done * rates[0]);
  if (way >= LEAST_WAY) return null;
  const tenth = rates.findIndex(rate => rate < rates[0] / 10);
  const path = ['optimizer', 'schedule'];
  const message =
    `The learning rate becomes too small: \`schedule\` takes it from ${shortNumber(rates[0])} below a tenth of that in epoch ${tenth + 1}, and to ${shortNumber(rates[done - 1], 3)} at the end, so that the ${done} epochs go ${percent(way)} of their way. ` +
    'Let it fall more slowly.';
  return {
    place: atValue(...path),
    message,
    evidence: { way, from: rates[0], to: rates[done - 1] },
    since: tenth + 1,
    picture: lossChart(subject, end, tenth + 1),
    candidates: [
      replaceValue('Keep the rate as it is', path, { type: 'constant' }),
      replaceValue('Let the rate fall along a cosine', path, { type: 'cosine' }),
    ],
  };
}
