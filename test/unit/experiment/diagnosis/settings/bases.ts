/** Networks that learn their tasks, as different from each other as courses make them. */
import type { Json } from '../../support';
import { chance, inline, layers } from '../support';

/** Nearly a normal number. */
export function normal(i: number, which: number): number {
  return 2 * (chance(i, which) + chance(i, which + 40) + chance(i, which + 80) - 1.5);
}

/** So many inputs, of which few matter. */
export function many(i: number, count: number): number[] {
  return Array.from({ length: count }, (_, which) => normal(i, which));
}

export function generated(name: string, n_samples: number | number[], more: Json = {}): Json {
  return { train: { type: 'generator', name, n_samples, ...more }, split: PARTS };
}

export function descent(learning_rate: number, more: Json = {}): Json {
  return { type: 'sgd', learning_rate, ...more };
}

export function rate(type: string, learning_rate: number, more: Json = {}): Json {
  return { optimizer: { type, learning_rate, ...more } };
}

export function epochs(count: number, batch_size: number | 'full', more: Json = {}): Json {
  return { epochs: count, batch_size, shuffle: 'every_epoch', ...more };
}

/** Hidden layers, and an output of as many units as its activation needs. */
export function network(before: Json[], activation: string, units = 1, more: Json = {}): Json {
  return { layers: [...before, { units, activation, ...more }] };
}

/** One of these for each number of units. */
export function hidden(activation: string, units: number[], more: Json = {}): Json[] {
  return units.map(count => ({ units: count, activation, ...more }));
}

const PARTS = { train: 0.75, validation: 0.25 };
const entropy = { type: 'binary_cross_entropy' };

export const BASES = {
  moons: {
    seed: 9,
    data: generated('moons', 200, { noise: 0.1, seed: 22 }),
    model: { layers: layers('tanh', 12) },
    loss: entropy,
    optimizer: descent(0.5),
    trainer: epochs(200, 16),
  },
  blobs: {
    seed: 2,
    data: {
      ...generated('blobs', 400, {
        centers: [
          [0, 0],
          [4, 4],
          [0, 5],
          [5, 0],
        ],
        cluster_std: 0.8,
        seed: 5,
      }),
      encoding: 'one_hot',
    },
    model: network(hidden('relu', [12]), 'softmax', 4),
    loss: { type: 'cross_entropy' },
    optimizer: descent(0.1),
    trainer: epochs(40, 20),
  },
  digits: {
    seed: 3,
    dtype: 'float32',
    data: { ...generated('digits', 600, { noise: 0.1 }), encoding: 'one_hot' },
    model: network(
      [
        { units: 32, activation: 'relu' },
        { type: 'dropout', rate: 0.2 },
      ],
      'softmax',
      10,
    ),
    loss: { type: 'cross_entropy' },
    optimizer: { type: 'adam', learning_rate: 0.003 },
    trainer: epochs(20, 32),
  },
  circles: {
    seed: 6,
    data: generated('circles', 240, { noise: 0.05, factor: 0.4, seed: 7 }),
    model: network(hidden('tanh', [10, 10]), 'linear'),
    loss: entropy,
    optimizer: { type: 'rmsprop', learning_rate: 0.005 },
    trainer: epochs(80, 24),
  },
  sine: {
    seed: 7,
    data: inline(80, i => [[2 * chance(i) - 1], Math.sin(4 * (2 * chance(i) - 1))]),
    model: network(hidden('silu', [16, 16]), 'linear'),
    loss: { type: 'huber' },
    optimizer: { type: 'adam', learning_rate: 0.01 },
    trainer: epochs(200, 20),
  },
  line: {
    seed: 9,
    data: inline(40, i => [[normal(i, 0), normal(i, 1)], 3 * normal(i, 0) - 2 * normal(i, 1) + 1]),
    model: network([], 'linear'),
    loss: { type: 'mse', scale: 0.5, batch_reduction: 'sum' },
    optimizer: descent(0.01),
    trainer: epochs(100, 'full', { shuffle: 'never' }),
  },
  quadrants: {
    seed: 14,
    rng: { type: 'numpy_default_rng' },
    data: { ...generated('xor_quadrants', 200, { seed: 10 }), normalization: { divide_by: 5 } },
    model: network(hidden('gelu', [8, 8]), 'sigmoid'),
    loss: entropy,
    optimizer: { type: 'nadam', learning_rate: 0.01 },
    trainer: epochs(120, 10),
  },
  deep: {
    seed: 10,
    rng: { type: 'torch' },
    data: {
      ...generated('gaussians', 600, {
        centers: [
          [0, 0],
          [2, 2],
          [2, -2],
        ],
        cluster_std: 0.6,
        seed: 8,
      }),
      encoding: 'one_hot',
    },
    model: network(
      hidden('elu', [10, 10, 10, 10, 10], { kernel_initializer: 'lecun_normal' }),
      'softmax',
      3,
    ),
    loss: { type: 'cross_entropy' },
    optimizer: { type: 'adamw', learning_rate: 0.003 },
    trainer: epochs(20, 32),
  },
  margins: {
    seed: 12,
    data: {
      ...generated('blobs', 120, {
        centers: [
          [-1.5, 0],
          [1.5, 1],
        ],
        cluster_std: 0.8,
        seed: 9,
      }),
      encoding: 'sign',
    },
    model: network([], 'linear'),
    loss: { type: 'hinge' },
    optimizer: descent(0.05, { weight_decay: 0.01 }),
    trainer: epochs(100, 10),
  },
} satisfies Record<string, Json>;

export type Base = keyof typeof BASES;
