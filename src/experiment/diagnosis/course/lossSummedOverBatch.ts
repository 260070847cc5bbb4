/** A loss that is summed over the rows: the rate acts as many times larger. */
import { counted, shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { safeRate } from '../stability/safeRate';
import {
  firstJump,
  learningRateTooLarge,
  overshooting,
  riseWords,
  smallerRates,
} from './learningRateTooLarge';

/** Of fewer rows a sum is not much more than a mean. */
const LEAST_ROWS = 4;
/** A batch of so few rows makes a sum that is not much more than a mean. */
const SMALL_BATCH = 8;
/** A rate that is too large for a mean, too. */
const MOST_RATE = 50;

export const lossSummedOverBatch: Producer = {
  id: 'loss_summed_over_batch',
  explains: [...learningRateTooLarge.explains, 'learning_rate_too_large', 'momentum_too_high'],
  find(subject) {
    const { end, spec, prepared } = subject;
    const { batch_size: size } = spec.trainer;
    const all = prepared.data.train.x.rows;
    const rows = size === 'full' ? all : Math.min(size, all);
    const { learning_rate: rate } = spec.optimizer;
    if (spec.loss.batch_reduction !== 'sum') return 'the loss is a mean over the batch';
    if (rows < LEAST_ROWS) return `the sum is over ${counted(rows, 'row')}`;
    if (!end) return null;
    if (rate > MOST_RATE)
      return `a learning rate of ${shortNumber(rate)} is too large for a mean, too`;
    const sign = overshooting(subject, end);
    if (!sign) return riseWords(end);
    const message =
      `The loss is summed over ${counted(rows, 'row')}, so that a learning rate of ${shortNumber(rate)} acts like ${shortNumber(rate * rows, 3)} for their mean: ${sign.words}. ` +
      'Take the mean, or a smaller rate.';
    const path = ['loss', 'batch_reduction'];
    return {
      place: atValue(...path),
      message,
      evidence: { rows, acts_as: rate * rows, ...sign.evidence },
      since: firstJump(end),
      picture: lossChart(subject, end),
      candidates: [
        replaceValue('Set batch_reduction to "mean"', path, 'mean'),
        ...smallerRates(rate, safeRate(subject)),
        ...(rows > SMALL_BATCH
          ? [
              replaceValue(
                `Set batch_size to ${SMALL_BATCH}`,
                ['trainer', 'batch_size'],
                SMALL_BATCH,
              ),
            ]
          : []),
      ],
    };
  },
};
