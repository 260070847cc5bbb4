/** Numbers that left the finite range. */
import { counted } from '../../../engine/ground/numbers';
import { atKey } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';

export const notFinite: Producer = {
  id: 'not_finite',
  explains: UNLEARNED,
  find(subject) {
    const { end } = subject;
    if (!end) return null;
    const { failure } = end;
    if (!failure) return `all numbers are finite after ${counted(end.steps, 'update')}`;
    const { step, layer, message } = failure;
    const evidence = { step, layer: layer + 1 };
    const picture = lossChart(subject, end);
    return {
      place: atKey('optimizer'),
      layer,
      message,
      evidence,
      picture,
      since: end.epochs.at(-1),
    };
  },
};
