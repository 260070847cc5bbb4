/**
 * What is changed of a network, and what is to be said of it first. The faults were chosen without a look at
 * how findings are decided; each does harm that the same network without it does not have.
 */
import type { Json } from '../../support';
import { chance, inline } from '../support';
import {
  type Base,
  descent,
  epochs,
  generated,
  hidden,
  many,
  network,
  normal,
  rate,
} from './bases';

/** null: nothing. */
export type Case = readonly [base: Base, changes: Json, id: string | null];

const constant = (value: number): Json => ({ kernel_initializer: { type: 'constant', value } });
const around0 = (std: number): Json => ({ kernel_initializer: { type: 'normal', std } });
const withParts = (data: Json): Json => ({ ...data, split: { train: 0.5, validation: 0.5 } });

export const FAULTS: Readonly<Record<string, Case>> = {
  'a ring in pixels': [
    'circles',
    {
      data: inline(240, i => {
        const [radius, angle] = [i % 2 === 1 ? 40 : 100, 6.2832 * chance(i)];
        return [[radius * Math.cos(angle), radius * Math.sin(angle)], i % 2];
      }),
    },
    'inputs_unscaled',
  ],
  'an angle in degrees': [
    'sine',
    {
      data: inline(80, i => [[360 * chance(i)], Math.sin(4 * (2 * chance(i) - 1))]),
      model: network(hidden('tanh', [16, 16]), 'linear'),
    },
    'inputs_unscaled',
  ],
  'a third class of 2 % that is never given': [
    'blobs',
    {
      data: {
        ...generated('gaussians', [200, 180, 8], {
          centers: [
            [0, 0],
            [4, 0],
            [2, 0.5],
          ],
          cluster_std: 0.9,
          seed: 5,
        }),
        encoding: 'one_hot',
      },
      model: network(hidden('relu', [12]), 'softmax', 3),
    },
    'class_imbalance',
  ],
  'targets of ±1 from a sigmoid': [
    'margins',
    { model: network(hidden('tanh', [6]), 'sigmoid'), loss: { type: 'mse' } },
    'target_outside_output_range',
  ],
  'linear layers for a ring': [
    'circles',
    { model: network(hidden('linear', [10, 10]), 'linear') },
    'hidden_layers_linear',
  ],
  'a line for a sine': ['sine', { model: network([], 'linear') }, 'no_hidden_layer'],
  'equal weights': [
    'moons',
    { model: network(hidden('tanh', [12], constant(0.3)), 'sigmoid', 1, constant(0.3)) },
    'units_identical',
  ],
  'zeros under ten outputs': [
    'digits',
    {
      model: network(hidden('sigmoid', [20], constant(0)), 'softmax', 10, constant(0)),
      ...rate('sgd', 0.5),
    },
    'units_identical',
  ],
  'weights of ±20 at pixels': [
    'digits',
    {
      model: network(hidden('tanh', [32], around0(12)), 'softmax', 10),
      ...rate('sgd', 0.05),
    },
    'initial_weights_saturate',
  ],
  'tiny weights in three layers of relu': [
    'digits',
    {
      model: network(hidden('relu', [24, 24, 24], around0(0.0005)), 'softmax', 10),
      ...rate('sgd', 0.1),
    },
    'initial_weights_too_small',
  ],
  'large weights in three layers of relu': [
    'blobs',
    { model: network(hidden('relu', [20, 20, 20], around0(8)), 'softmax', 4) },
    'initial_weights_too_large',
  ],
  'a sum over all rows': [
    'blobs',
    {
      loss: { type: 'cross_entropy', batch_reduction: 'sum' },
      ...rate('sgd', 0.3),
      trainer: epochs(200, 'full'),
    },
    'loss_summed_over_batch',
  ],
  'a sum whose answers are right by luck': [
    'moons',
    {
      seed: 101,
      loss: { type: 'binary_cross_entropy', batch_reduction: 'sum' },
      trainer: epochs(300, 75),
    },
    'loss_summed_over_batch',
  ],
  'a decay of 0.5 in adam': [
    'circles',
    rate('adam', 0.01, { weight_decay: 0.5 }),
    'weight_decay_too_strong',
  ],
  'a decay of 80 in adamw': [
    'deep',
    rate('adamw', 0.01, { weight_decay: 80 }),
    'weight_decay_too_strong',
  ],
  'biases of −20': [
    'blobs',
    {
      model: network(
        hidden('relu', [12], { bias_initializer: { type: 'constant', value: -20 } }),
        'softmax',
        4,
      ),
    },
    'dead_units',
  ],
  'negative weights at pixels': [
    'digits',
    {
      model: network(
        hidden('relu', [32], { kernel_initializer: { type: 'uniform', low: -0.6, high: 0 } }),
        'softmax',
        10,
      ),
    },
    'dead_units',
  ],
  'adam with a rate of 0.3': ['digits', rate('adam', 0.3), 'learning_rate_too_large'],
  'just beyond 2/λ': [
    'line',
    { loss: { type: 'mse' }, ...rate('sgd', 1.6) },
    'learning_rate_too_large',
  ],
  'adam with a rate of 0.00001': ['blobs', rate('adam', 0.00001), 'learning_rate_too_small'],
  'adagrad that creeps': [
    'digits',
    { ...rate('adagrad', 0.0003), trainer: epochs(40, 32) },
    'learning_rate_too_small',
  ],
  'an exclusive or that stands still': [
    'moons',
    {
      seed: 3,
      data: inline(4, i => [[i % 2, i < 2 ? 0 : 1], i === 1 || i === 2 ? 1 : 0]),
      model: network(hidden('sigmoid', [2]), 'sigmoid'),
      loss: { type: 'mse' },
      ...rate('sgd', 0.3),
      trainer: epochs(120, 'full'),
    },
    'predicts_constant',
  ],
  'a schedule that ends after three epochs': [
    'circles',
    rate('rmsprop', 0.005, { schedule: { type: 'exponential', gamma: 0.3 } }),
    'learning_rate_too_small',
  ],
  'three epochs': ['moons', { trainer: epochs(3, 16), ...rate('sgd', 0.1) }, 'stopped_too_early'],
  'a target that is met too early': [
    'moons',
    {
      trainer: epochs(300, 16, { early_stopping: { monitor: 'loss', target: 0.5 } }),
      ...rate('sgd', 0.1),
    },
    'stopped_too_early',
  ],
  'six layers of sigmoid': [
    'circles',
    { model: network(hidden('sigmoid', [8, 8, 8, 8, 8, 8]), 'linear'), ...rate('sgd', 0.3) },
    'vanishing_gradient',
  ],
  '40 rows with 30 inputs, learned by heart': [
    'moons',
    {
      data: withParts(
        inline(80, i => {
          const x = many(i, 30);
          return [x, x[0] + x[1] + 0.8 * normal(i, 35) > 0 ? 1 : 0];
        }),
      ),
      model: network(hidden('tanh', [20]), 'sigmoid'),
      ...rate('adam', 0.02),
    },
    'overfitting',
  ],
  'one unit for a fast sine': [
    'sine',
    {
      data: inline(90, i => [[2 * chance(i) - 1], Math.sin(9 * (2 * chance(i) - 1))]),
      model: network(hidden('tanh', [1]), 'linear'),
      seed: 101,
    },
    'capacity_too_small',
  ],
  'numbers that no input tells': [
    'sine',
    {
      data: inline(150, i => [many(i, 3), normal(i, 12)]),
      model: network(hidden('tanh', [5]), 'linear'),
      loss: { type: 'mse' },
    },
    'labels_unrelated_to_inputs',
  ],
  'a momentum of 0.995': [
    'moons',
    { optimizer: descent(0.5, { momentum: 0.995 }) },
    'momentum_too_high',
  ],
};
