/** A momentum that carries the steps past every minimum. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { firstJump, learningRateTooLarge, overshooting, riseWords } from './learningRateTooLarge';

/** 1 / (1 − momentum): how many gradients are added up in one step, at least. */
const MANY = 20;

export const momentumTooHigh: Producer = {
  id: 'momentum_too_high',
  explains: [...learningRateTooLarge.explains, 'learning_rate_too_large'],
  find(subject) {
    const { end, spec } = subject;
    const { momentum, learning_rate: rate } = spec.optimizer;
    const gathered = 1 / (1 - momentum);
    if (gathered < MANY)
      return momentum === 0 ? 'there is no momentum' : `the momentum is ${momentum}`;
    if (!end) return null;
    const sign = overshooting(subject, end);
    if (!sign) return riseWords(end);
    const message =
      `A momentum of ${momentum} adds up about ${shortNumber(gathered, 3)} gradients, so that a learning rate of ${shortNumber(rate)} acts like ${shortNumber(rate * gathered, 3)}: ${sign.words}. ` +
      '0.9 is usual.';
    const path = ['optimizer', 'momentum'];
    return {
      place: atValue(...path),
      message,
      evidence: { momentum, acts_as: rate * gathered, ...sign.evidence },
      since: firstJump(end),
      picture: lossChart(subject, end),
      candidates: [0.9, 0].map(value => replaceValue(`Set momentum to ${value}`, path, value)),
    };
  },
};
