/** Numbers that left the finite range. */
import { atKey } from '../../format/core';
import { lossChart } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';

export const notFinite: Producer = {
  id: 'not_finite',
  explains: UNLEARNED,
  find(subject) {
    const { end } = subject;
    const failure = end?.failure;
    if (!failure || !end) return null;
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
