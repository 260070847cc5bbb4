/** A run that ends while its loss still falls. */
import { counted, formatInteger, percent } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer, Said } from '../producer';
import type { End } from '../subject/subject';
import { stillFalling } from './stillFalling';

/** Updates in which nothing is learned, nor shown. */
const FEW_STEPS = 40;

export const stoppedTooEarly: Producer = {
  id: 'stopped_too_early',
  atEnd: true,
  explains: ['predicts_constant', 'predicts_majority', 'plateau', 'capacity_too_small'],
  find(subject) {
    const { end, spec } = subject;
    if (!end) return null;
    const falling = stillFalling(subject, end);
    const { epochs } = spec.trainer;
    const picture = lossChart(subject, end);
    if (falling === null) {
      if (end.steps < FEW_STEPS) return { ...hardlyBegun(end, epochs), picture };
      const trained = counted(end.epochs.at(-1) ?? 0, 'epoch');
      return `after ${trained} the loss is ${percent(end.snapshot.loss / subject.start.loss)} of what it was`;
    }
    const message =
      `The run ends after ${counted(falling.epochs, 'epoch')} while the loss still falls: it is ${percent(falling.rest)} of that of the best constant answer. ` +
      `At its present slope it needs about ${formatInteger(Math.max(2, Math.ceil(1 + falling.factor)))} times as many epochs.`;
    const { rest, factor } = falling;
    const evidence = { epochs: falling.epochs, rest, times: 1 + factor };
    return { ...said(message, evidence, epochs, longerRuns(factor)), picture };
  },
};

/** Of so few updates a curve tells nothing. */
function hardlyBegun({ steps, epochs: done }: End, epochs: number): Said {
  const passed = done.at(-1) ?? 0;
  const message =
    `The run ends after ${counted(passed, 'epoch')}, which are ${counted(steps, 'update')}: ` +
    'hardly any network learns in so few. Let it train on.';
  return said(message, { epochs: passed, steps }, epochs, [5, 20, 100]);
}

function said(
  message: string,
  evidence: Said['evidence'],
  epochs: number,
  times: readonly number[],
): Said {
  const path = ['trainer', 'epochs'];
  const candidates = times.map(each =>
    replaceValue(`Set epochs to ${epochs * each}`, path, epochs * each),
  );
  return { place: atValue(...path), message, evidence, candidates };
}

/** A few times as long as the slope at the end asks for: it becomes flatter. */
function longerRuns(factor: number): number[] {
  return [2, 5, 20].map(times => Math.max(times, Math.min(100, Math.ceil(times * factor))));
}
