/** Sound networks of many kinds, some of which come near to what is a fault elsewhere. */
import type { Json } from '../support';
import { chance, inline, layers, layersWith, moons } from './support';

const sgd = (learning_rate: number, more: Json = {}): Json => ({
  optimizer: { type: 'sgd', learning_rate, ...more },
});
/** Nearly a normal number. */
const normal = (i: number, which: number): number =>
  2 * (chance(i, which) + chance(i, which + 10) + chance(i, which + 20) - 1.5);
const line = (i: number): number => (normal(i, 0) + normal(i, 1) > 0 ? 1 : 0);
const xor: Json = {
  data: { train: { type: 'generator', name: 'xor_corners' } },
  trainer: { epochs: 1000, batch_size: 'full' },
};

/** Two classes of very different size that are told apart. */
export const RARE_BUT_FOUND: Json = {
  data: inline(100, i => {
    const rare = i % 12 === 0 ? 1 : 0;
    return [[normal(i, 0) + 6 * rare, normal(i, 1)], rare];
  }),
};

export function quiet(): Readonly<Record<string, Json>> {
  const activations = ['relu', 'leaky_relu', 'elu', 'selu', 'gelu', 'silu', 'softsign', 'tanh'];
  return {
    ...Object.fromEntries(
      activations.map(activation => [
        `moons with ${activation}`,
        { model: { layers: layers(activation, 10, 10) } },
      ]),
    ),
    'a line through numbers': {
      data: inline(80, i => [[normal(i, 0), normal(i, 1)], 2 * normal(i, 0) - normal(i, 1) + 0.5]),
      model: { layers: [{ units: 1, activation: 'linear' }] },
      loss: { type: 'mse' },
      ...sgd(0.05),
    },
    // As a bare table of prices is written: the output begins at the scale of its targets.
    'a price of 180 ± 40': {
      data: {
        ...inline(80, i => [
          [normal(i, 0), normal(i, 1)],
          180 + 40 * normal(i, 0) - 9 * normal(i, 1),
        ]),
        normalization: 'zscore',
      },
      model: {
        layers: [
          { units: 8, activation: 'tanh' },
          {
            units: 1,
            activation: 'linear',
            kernel_initializer: { type: 'normal', std: 20 },
            bias_initializer: { type: 'constant', value: 180 },
          },
        ],
      },
      loss: { type: 'mse' },
      optimizer: { type: 'adam', learning_rate: 0.01 },
      trainer: { epochs: 300, batch_size: 16, shuffle: 'every_epoch' },
    },
    'a line between classes, from zeros': {
      data: inline(150, i => [[normal(i, 0), normal(i, 1)], line(i)]),
      model: { layers: [{ units: 1, activation: 'sigmoid', kernel_initializer: 'zeros' }] },
      ...sgd(0.5),
    },
    'linear hidden layers where a line is enough': {
      data: inline(150, i => [[normal(i, 0), normal(i, 1)], line(i)]),
      model: { layers: layers('linear', 4) },
    },
    XOR: { ...xor, model: { layers: layers('tanh', 8) } },
    'XOR with a column of ones for biases': {
      ...xor,
      data: inline(4, i => [[i % 2, i < 2 ? 0 : 1, 1], i === 1 || i === 2 ? 1 : 0]),
      model: { layers: layersWith({ activation: 'sigmoid', use_bias: false }, 6) },
    },
    'an output that begins at 0': {
      trainer: { epochs: 150, batch_size: 16 },
      model: {
        layers: layers('tanh', 10).map((layer, i) => ({
          ...layer,
          ...(i > 0 ? { kernel_initializer: 'zeros' } : {}),
        })),
      },
    },
    'moons with much noise': { data: moons({ n_samples: 300, noise: 0.2 }) },
    'three classes by momentum': {
      data: {
        train: {
          type: 'generator',
          name: 'blobs',
          n_samples: 150,
          centers: [
            [0, 0],
            [3, 3],
            [3, -1],
          ],
          cluster_std: 0.5,
          seed: 4,
        },
        encoding: 'one_hot',
        num_classes: 3,
      },
      model: {
        layers: [
          { units: 8, activation: 'relu' },
          { units: 3, activation: 'softmax' },
        ],
      },
      loss: { type: 'cross_entropy' },
      ...sgd(0.05, { momentum: 0.9, weight_decay: 0.0001 }),
    },
    'one row that is learned by hand': {
      data: { train: { type: 'inline', x: [[0.05, 0.1]], y: [[0.01]] } },
      loss: { type: 'mse', scale: 0.5 },
      ...sgd(0.5),
      trainer: { epochs: 2000, batch_size: 'full' },
    },
    'a sine of evenly spaced numbers': {
      data: inline(60, i => [[i / 30 - 1], Math.sin((3 * i) / 30 - 3)]),
      model: {
        layers: [
          { units: 12, activation: 'tanh' },
          { units: 1, activation: 'linear' },
        ],
      },
      loss: { type: 'mse' },
      trainer: { epochs: 400, batch_size: 20 },
    },
    'counted inputs alone': {
      data: { ...inline(20, i => [[i], 3 * i + 1]), normalization: 'zscore' },
      model: { layers: [{ units: 1, activation: 'linear' }] },
      loss: { type: 'mse' },
      ...sgd(0.1),
    },
  };
}
