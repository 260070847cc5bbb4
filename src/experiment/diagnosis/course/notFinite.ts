/** Numbers that left the finite range. */
import { atKey } from '../../format/core';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';

export const notFinite: Producer = {
  id: 'not_finite',
  explains: UNLEARNED,
  find({ end }) {
    const failure = end?.failure;
    if (!failure) return null;
    const { step, layer, message } = failure;
    return { place: atKey('optimizer'), layer, message, evidence: { step, layer: layer + 1 } };
  },
};
