/** A planted fault for each finding: what is changed of a network that learns. */
import type { Json } from '../support';
import { chance, inline, layers, layersWith, moons } from './support';

const xy = (i: number): number[] => [2 * chance(i) - 1, 2 * chance(i, 1) - 1];
/** Two quarters of a square against the other two. */
const quarters = ([x, y]: number[]): number => (x * y > 0 ? 1 : 0);
const sgd = (learning_rate: number, more: Json = {}): Json => ({
  optimizer: { type: 'sgd', learning_rate, ...more },
});
const circles = (changes: Json = {}): Json => ({
  data: {
    train: {
      type: 'generator',
      name: 'circles',
      n_samples: 160,
      noise: 0.05,
      factor: 0.5,
      seed: 2,
    },
  },
  ...changes,
});
const sine = (scale: number, output: string): Json => ({
  data: inline(60, i => [[i / 30 - 1], scale * Math.sin((3 * i) / 30 - 3)]),
  model: {
    layers: [
      { units: 10, activation: 'tanh' },
      { units: 1, activation: output },
    ],
  },
  loss: { type: 'mse' },
});
const twoOfTwenty = (i: number): [number[], number] => {
  const rare = i % 20 === 1 ? 1 : 0;
  return [[2 * chance(i) + 0.3 * rare, 2 * chance(i, 1)], rare];
};

export const PLANTED: Readonly<Record<string, Json>> = {
  inputs_unscaled: {
    data: inline(120, i => [[1000 * chance(i), chance(i, 1)], quarters(xy(i))]),
    ...sgd(0.1),
  },
  feature_constant: {
    data: inline(120, i => [[...xy(i), 3], i % 7 === 0 ? 1 - quarters(xy(i)) : quarters(xy(i))]),
  },
  row_counter_as_input: {
    data: { ...inline(60, i => [[i + 1, ...xy(i)], quarters(xy(i))]), normalization: 'zscore' },
  },
  target_among_inputs: { data: inline(60, i => [[...xy(i), quarters(xy(i))], quarters(xy(i))]) },
  class_imbalance: { data: inline(120, twoOfTwenty), trainer: { epochs: 30, batch_size: 16 } },
  validation_repeats_train: {
    data: { train: moons().train, validation: moons().train },
  },
  target_outside_output_range: sine(4, 'tanh'),
  hidden_layers_linear: { model: { layers: layers('linear', 8, 8) } },
  no_hidden_layer: circles({ model: { layers: layers('tanh') } }),
  units_identical: {
    model: {
      layers: layers('tanh', 6).map(layer => ({ ...layer, kernel_initializer: 'ones' })),
    },
    trainer: { epochs: 150, batch_size: 16 },
  },
  initial_weights_saturate: {
    model: {
      layers: layersWith(
        { activation: 'sigmoid', kernel_initializer: { type: 'uniform', low: 0, high: 20 } },
        12,
        12,
      ),
    },
    ...sgd(0.3),
  },
  initial_weights_too_small: {
    model: {
      layers: layersWith(
        { activation: 'sigmoid', kernel_initializer: { type: 'normal', std: 0.0001 } },
        12,
        9,
      ),
    },
    ...sgd(0.1),
  },
  initial_weights_too_large: {
    model: {
      layers: layersWith(
        { activation: 'relu', kernel_initializer: { type: 'normal', std: 10 } },
        7,
        6,
      ),
    },
    ...sgd(1),
  },
  loss_summed_over_batch: {
    loss: { type: 'binary_cross_entropy', batch_reduction: 'sum' },
    model: { layers: layers('sigmoid', 10, 10) },
    ...sgd(1),
    trainer: { epochs: 200, batch_size: 'full' },
  },
  weight_decay_too_strong: sgd(0.3, { weight_decay: 8 }),
  dead_units: {
    model: {
      layers: layersWith(
        { activation: 'relu', bias_initializer: { type: 'constant', value: -8 } },
        8,
        8,
      ),
    },
  },
  learning_rate_too_large: sgd(300),
  learning_rate_too_small: sgd(0.000001),
  stopped_too_early: { trainer: { epochs: 2, batch_size: 16 }, ...sgd(0.05) },
  predicts_majority: {
    data: inline(100, i => [xy(i), chance(i, 7) < 0.16 ? 1 : 0]),
    trainer: { epochs: 30, batch_size: 16 },
    ...sgd(0.05),
  },
  predicts_constant: {
    data: inline(4, i => [[i % 2, i < 2 ? 0 : 1], i === 1 || i === 2 ? 1 : 0]),
    model: { layers: layersWith({ activation: 'sigmoid' }, 2) },
    loss: { type: 'mse' },
    ...sgd(0.3),
    trainer: { epochs: 120, batch_size: 'full' },
  },
  vanishing_gradient: { model: { layers: layers('sigmoid', 6, 6, 6, 6, 6, 6, 6) }, ...sgd(0.5) },
  exploding_gradient: {
    model: {
      layers: layersWith(
        { activation: 'linear', kernel_initializer: { type: 'normal', std: 1.6 } },
        6,
        6,
        6,
        6,
        6,
      ).map((layer, i) => (i === 0 ? { ...layer, activation: 'tanh' } : layer)),
    },
    ...sgd(0.00001),
  },
  gradient_cancels: {
    data: inline(4, i => [[i % 2 === 0 ? 1 : -1, i < 2 ? 1 : -1], i === 0 || i === 3 ? 1 : 0]),
    model: {
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 1, activation: 'sigmoid', kernel_initializer: 'zeros' },
      ],
    },
    ...sgd(0.1),
    trainer: { epochs: 30, batch_size: 'full' },
  },
  plateau: {
    data: inline(4, i => [[i % 2, i < 2 ? 0 : 1], i === 1 || i === 2 ? 1 : 0]),
    model: { layers: layersWith({ activation: 'sigmoid' }, 2) },
    loss: { type: 'mse' },
    ...sgd(1),
    trainer: { epochs: 90, batch_size: 'full' },
  },
  overfitting: {
    data: {
      train: moons({ n_samples: 24, noise: 0.6, seed: 75 }).train,
      split: { train: 0.5, validation: 0.5 },
    },
    trainer: { epochs: 600, batch_size: 'full' },
  },
  capacity_too_small: circles({ model: { layers: layers('tanh', 1) } }),
  labels_unrelated_to_inputs: { data: inline(150, i => [xy(i), chance(i, 9) < 0.5 ? 1 : 0]) },
  momentum_too_high: sgd(2, { momentum: 0.999 }),
  // The two moons lie one above the other: the upper half of the plane is of one class.
  metric_misleads: {
    data: {
      train: moons().train,
      validation: inline(40, i => [[Math.cos(i / 13), Math.sin(i / 13)], i === 39 ? 1 : 0]).train,
    },
  },
  validation_missing: {
    data: inline(80, i => [xy(i), i % 8 === 0 ? 1 - quarters(xy(i)) : quarters(xy(i))]),
    model: { layers: layers('tanh', 16, 16) },
    trainer: { epochs: 300, batch_size: 16, shuffle: 'every_epoch' },
  },
  not_finite: {
    data: inline(6, i => [[i], i]),
    model: { layers: [{ units: 1, activation: 'linear', use_bias: false }] },
    loss: { type: 'mse' },
    ...sgd(1e200),
    trainer: { epochs: 40, batch_size: 'full' },
  },
};
