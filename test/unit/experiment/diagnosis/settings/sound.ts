/** Networks of which nothing is to be said: each has learned what there is, in its own way. */
import { inline } from '../support';
import type { Case } from './faults';
import { generated, hidden, many, network, normal, rate } from './bases';

export const SOUND: Readonly<Record<string, Case>> = {
  'a line through as much noise': [
    'line',
    {
      data: inline(200, i => [[normal(i, 0)], normal(i, 0) + 1.2 * normal(i, 1)]),
      loss: { type: 'mse' },
      ...rate('sgd', 0.1),
    },
    null,
  ],
  'linear layers for a line': [
    'line',
    { model: network(hidden('linear', [4, 4]), 'linear'), ...rate('sgd', 0.003) },
    null,
  ],
  'a cosine that ends at 0': [
    'blobs',
    rate('sgd', 0.05, { momentum: 0.9, schedule: { type: 'cosine' } }),
    null,
  ],
  '30 inputs, three of which matter': [
    'margins',
    {
      data: inline(300, i => {
        const x = many(i, 30);
        return [x, x[0] + x[1] - x[2] > 0 ? 1 : -1];
      }),
    },
    null,
  ],
  'random features under one trained layer': [
    'quadrants',
    {
      model: network(
        hidden('tanh', [40], {
          kernel_initializer: { type: 'normal', std: 2 },
          bias_initializer: 'uniform',
          trainable: false,
        }),
        'sigmoid',
      ),
      ...rate('adam', 0.05),
    },
    null,
  ],
  'a class of a tenth that is found': [
    'moons',
    {
      data: generated('blobs', [270, 30], {
        centers: [
          [0, 0],
          [4, 4],
        ],
        cluster_std: 0.8,
        seed: 6,
      }),
    },
    null,
  ],
};
