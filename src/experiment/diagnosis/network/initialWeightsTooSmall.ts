/** Weights that begin so small that nothing of the inputs arrives at the output. */
import { shortNumber } from '../../../engine/ground/numbers';
import { zBars } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';
import { gainOf, gainWords, saidOf } from './initialWeights';

/** What a layer multiplies the size of its inputs by. */
const SMALL_GAIN = 0.1;

export const initialWeightsTooSmall: Producer = {
  id: 'initial_weights_too_small',
  explains: [...UNLEARNED, 'vanishing_gradient', 'exploding_gradient', 'learning_rate_too_large'],
  find(subject) {
    const { layers } = subject.spec.model;
    // An output that begins at 0 has a gradient, and with it the hidden layers after one update.
    const small = layers.slice(0, -1).flatMap((_, i) => {
      const gain = gainOf(subject, i);
      return gain !== null && gain > 0 && gain < SMALL_GAIN ? [{ layer: i, gain }] : [];
    });
    if (small.length === 0) return gainWords(subject, 'at least');
    const [{ layer, gain }] = small;
    const words = (name: string): string =>
      `The initial weights of ${name} are too small: they multiply the size of what comes in by ${shortNumber(gain, 3)}, so that hardly anything of the inputs arrives at the output, nor of the error at the first layer. ` +
      'Weights that fit the number of inputs, as Xavier or He draw them, multiply it by about 1.';
    return { ...saidOf(subject, layer, words, { gain }), picture: zBars(subject, layer) };
  },
};
