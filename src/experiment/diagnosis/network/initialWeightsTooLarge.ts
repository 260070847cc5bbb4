/** Weights that begin so large that what passes through the layers grows without bound. */
import { shortNumber } from '../../../engine/ground/numbers';
import { zBars } from '../pictures';
import type { Producer } from '../producer';
import { UNLEARNED } from '../symptoms';
import { gainOf, gainWords, rms, saidOf } from './initialWeights';

/** What a layer multiplies the size of its inputs by. */
const LARGE_GAIN = 4;
/** Root mean square of z. */
const LARGE_Z = 10;
/** Linear outputs that are this many times as large as their targets are too large. */
const MOST_OF_TARGETS = 3;

export const initialWeightsTooLarge: Producer = {
  id: 'initial_weights_too_large',
  always: true,
  explains: [
    ...UNLEARNED,
    'learning_rate_too_large',
    'momentum_too_high',
    'loss_summed_over_batch',
    'exploding_gradient',
    'vanishing_gradient',
    'dead_units',
    'overfitting',
    'not_finite',
  ],
  find(subject) {
    const { layers } = subject.spec.model;
    const sizes = subject.start.layers.map(({ z }) => rms(z.data));
    const last = layers.length - 1;
    // An output is meant to be as large as its targets.
    const fits =
      layers[last].activation === 'linear' &&
      sizes[last] < MOST_OF_TARGETS * rms(subject.train.y.data);
    const large = layers.flatMap((_, i) => {
      if (i === last && fits) return [];
      const gain = gainOf(subject, i);
      return gain !== null && gain > LARGE_GAIN && sizes[i] > LARGE_Z ? [{ layer: i, gain }] : [];
    });
    if (large.length === 0) return gainWords(subject, 'at most');
    const [{ layer, gain }] = large;
    const size = sizes[layer];
    const words = (name: string): string =>
      `The initial weights of ${name} are too large: they multiply the size of what comes in by ${shortNumber(gain, 3)}, and z has a root mean square of ${shortNumber(size, 3)} before the first update. ` +
      'Weights that fit the number of inputs, as Xavier or He draw them, multiply it by about 1.';
    return {
      ...saidOf(subject, layer, words, { gain, z: size }),
      tensor: 'z',
      picture: zBars(subject, layer),
    };
  },
};
