/** Steps that are too long or too short without a rate that is far off, and what is not to be taken for that. */
import assert from 'node:assert/strict';
import { atValue } from '../../../../src/experiment/format/core';
import type { Json } from '../support';
import { chance, diagnosed, idsOf, inline, layers, moons, sound } from './support';

const sgd = (learning_rate: number, more: Json = {}): Json => ({
  optimizer: { type: 'sgd', learning_rate, ...more },
});
const SMALL = 'learning_rate_too_small';
/** Four clouds and one between them. */
const clouds: Json = {
  data: {
    train: {
      type: 'generator',
      name: 'blobs',
      n_samples: 200,
      centers: [
        [0, 0],
        [4, 0],
        [0, 4],
        [4, 4],
        [2, 2],
      ],
      cluster_std: 0.6,
      seed: 7,
    },
    encoding: 'one_hot',
    num_classes: 5,
  },
  model: {
    layers: [
      { units: 12, activation: 'elu' },
      { units: 5, activation: 'softmax' },
    ],
  },
  loss: { type: 'cross_entropy' },
};
const EIGHT = [0, 1, 2, 3, 4, 5, 6, 7];
const ONE_OF_EIGHT = EIGHT.map(row => EIGHT.map(col => Number(row === col)));
/** Eight rows of which each has to be told from its neighbours. */
const encoder: Json = {
  data: {
    train: {
      type: 'inline',
      x: ONE_OF_EIGHT,
      y: ONE_OF_EIGHT,
    },
  },
  model: {
    layers: [
      { units: 3, activation: 'sigmoid' },
      { units: 8, activation: 'sigmoid' },
    ],
  },
  trainer: { epochs: 1500, batch_size: 'full' },
  seed: 33,
};
const quarters = (optimizer: Json): Json => ({
  data: {
    train: { type: 'generator', name: 'xor_quadrants', n_samples: 225, noise: 0.05, seed: 9 },
  },
  model: { layers: layers('sigmoid', 8) },
  loss: { type: 'mse' },
  trainer: { epochs: 300, batch_size: 25, shuffle: 'every_epoch' },
  seed: 4,
  ...sgd(0.5, optimizer),
});
/** Prices far from what the output begins with, seen through columns of mean 0. */
const prices: Json = {
  data: {
    ...inline(120, i => [[chance(i), chance(i, 1)], 3 + chance(i) - chance(i, 1)]),
    normalization: 'zscore',
  },
  model: {
    layers: [
      { units: 6, activation: 'linear' },
      { units: 1, activation: 'linear' },
    ],
  },
  loss: { type: 'mae' },
  optimizer: { type: 'adam', learning_rate: 0.005 },
  trainer: { epochs: 300, batch_size: 'full' },
};
const slow = (gradient_clipping: Json): Json => ({
  ...sgd(0.3, { gradient_clipping }),
  trainer: { epochs: 100, batch_size: 16, shuffle: 'every_epoch' },
});

/** What is found first of a network that learns without these sections; null: nothing. */
const CASES: readonly (readonly [what: string, id: string | null, changes: Json, path?: string])[] =
  [
    [
      'a bound on the norm of the gradient',
      SMALL,
      slow({ norm: 0.001 }),
      'optimizer.gradient_clipping.norm',
    ],
    [
      'a bound on each number of it',
      SMALL,
      slow({ value: 0.0002 }),
      'optimizer.gradient_clipping.value',
    ],
    ['a bound that only stops what stands out', null, slow({ norm: 1 })],
    [
      'a small rate beside a bound that adam divides away again',
      SMALL,
      { optimizer: { type: 'adam', learning_rate: 0.00001, gradient_clipping: { norm: 0.001 } } },
      'optimizer.learning_rate',
    ],
    ['a momentum that swings past the minimum', 'momentum_too_high', quarters({ momentum: 0.998 })],
    ['a momentum that does not', null, quarters({ momentum: 0.9 })],
    [
      'adam throwing weights into flat ends',
      'learning_rate_too_large',
      { ...encoder, optimizer: { type: 'adam', learning_rate: 1.5 } },
    ],
    [
      'adam at a rate that fits',
      null,
      { ...encoder, optimizer: { type: 'adam', learning_rate: 0.05 } },
    ],
    [
      'a decay in balance with the loss',
      'weight_decay_too_strong',
      { ...clouds, optimizer: { type: 'rmsprop', learning_rate: 0.005, weight_decay: 0.3 } },
    ],
    [
      'a decay that is small beside the loss',
      null,
      { ...clouds, optimizer: { type: 'rmsprop', learning_rate: 0.005, weight_decay: 0.0003 } },
    ],
    [
      'a run that answers well, but ends on a steep slope',
      'stopped_too_early',
      {
        ...quarters({ momentum: 0.9 }),
        trainer: { epochs: 8, batch_size: 25, shuffle: 'every_epoch' },
      },
    ],
    ['a gradient that cancels until the next layer has moved', null, prices],
    ['moons of few rows', null, { data: moons({ n_samples: 60 }) }],
  ];

describe('steps of a run', () => {
  for (const [what, id, changes, path] of CASES)
    it(`${what}: ${id ?? 'nothing is wrong'}`, () => {
      const { before, after } = diagnosed(JSON.stringify(sound(changes)));
      const said = after.filter(({ severity }) => severity !== 'information');
      assert.equal(said.at(0)?.id ?? null, id, idsOf(after).join(' '));
      if (path) assert.deepEqual(said[0].place, atValue(...path.split('.')));
      if (id === null)
        assert.deepEqual(
          idsOf(before).filter(each => each === 'gradient_cancels'),
          [],
        );
    });
});
