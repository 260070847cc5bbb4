/** Rows that could show what a network has learned by heart, where there are none. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from '../support';
import { PLANTED } from './planted';
import { chance, diagnosed, foundIn, inline, isSilent, layers, moons, sound } from './support';

const MISSING = 'validation_missing';
const planted = PLANTED[MISSING];
const xy = (i: number): number[] => [2 * chance(i) - 1, 2 * chance(i, 1) - 1];

describe('validation_missing', () => {
  it('is said at the rows, with what the network could learn by heart, before and after', () => {
    const { before, after } = foundIn(MISSING, planted);
    assert.deepEqual(before?.place, { kind: 'json', path: ['data', 'train'], part: 'key' });
    assert.deepEqual(
      [before?.severity, after?.severity, before?.evidence],
      ['information', 'information', { parameters: 337, targets: 80, neighbours: 0.7875 }],
    );
    assert.match(
      before?.message ?? '',
      /: 337 weights and biases can learn 80 targets by heart, and the five nearest rows of each name its class in 79 %\. Hold some back for validation with `split`\.$/,
    );
    assert.match(
      after?.message ?? '',
      /the network names the class of 94 % of its own rows, while the five nearest rows of each name its class in 79 %/,
    );
    assert.equal(after?.evidence?.own, 0.9375);
  });

  it('of numbers is told by the variance that is explained', () => {
    const rows = inline(60, i => [[i / 30 - 1], Math.sin((3 * i) / 30 - 3) + chance(i) - 0.5]);
    const regression = {
      data: rows,
      model: {
        layers: [
          { units: 30, activation: 'tanh' },
          { units: 30, activation: 'tanh' },
          { units: 1, activation: 'linear' },
        ],
      },
      loss: { type: 'mae' },
      trainer: { epochs: 1500, batch_size: 20, shuffle: 'every_epoch' },
    };
    const { before, after } = foundIn(MISSING, regression);
    assert.match(before?.message ?? '', /the nearest rows explain 0\.\d\d of the variance\. /);
    const { subject } = diagnosed(JSON.stringify(sound(regression)));
    const targets = Array.from(subject.train.y.data);
    const answers = subject.end?.snapshot.outputs.data ?? [];
    const mean = targets.reduce((a, b) => a + b) / targets.length;
    const missed = targets.reduce((sum, target, row) => sum + (target - answers[row]) ** 2, 0);
    const total = targets.reduce((sum, target) => sum + (target - mean) ** 2, 0);
    assert.ok(Math.abs(Number(after?.evidence?.own) - (1 - missed / total)) < 1e-9);
    assert.match(
      after?.message ?? '',
      /the network explains 0\.\d\d of the variance of its own rows, while the nearest rows explain 0\.\d\d\. /,
    );
  });

  it('is not said where rows are held back for validation or for a test', () => {
    const { train } = planted.data as Json;
    for (const split of [
      { train: 0.8, validation: 0.2 },
      { train: 0.8, test: 0.2 },
    ])
      isSilent(MISSING, { ...planted, data: { train, split } });
  });

  it('is not said of fewer than 40 rows, of which none can be spared', () => {
    const of = (n_samples: number): Json => ({
      ...planted,
      data: { train: moons({ noise: 0.32, n_samples, seed: 1 }).train },
    });
    assert.ok(foundIn(MISSING, of(40)).before);
    assert.equal(foundIn(MISSING, of(39)).before, undefined);
  });

  it('is not said of a network with fewer weights and biases than targets', () => {
    // 2 · n + n + n + 1 of n hidden units: 77 and 81.
    const of = (units: number): Json => ({ ...planted, model: { layers: layers('tanh', units) } });
    assert.ok(foundIn(MISSING, of(20)).before);
    assert.equal(foundIn(MISSING, of(19)).before, undefined);
  });

  it('is not said of rows that tell each other: the nearest answer 95 % of them', () => {
    const of = (noise: number): Json => ({
      ...planted,
      data: { train: moons({ noise, n_samples: 100 }).train },
    });
    assert.ok(foundIn(MISSING, of(0.32)).before);
    isSilent(MISSING, of(0.15));
  });

  it('goes away where the network answers its rows no better than their nearest rows do', () => {
    const { before, after } = foundIn(MISSING, { ...planted, trainer: { epochs: 10 } });
    assert.ok(before);
    assert.equal(after, undefined);
  });

  it('follows from labels that mean nothing', () => {
    const data = inline(150, i => [xy(i), chance(i, 9) < 0.5 ? 1 : 0]);
    isSilent(MISSING, { data, model: { layers: layers('tanh', 16, 16) } });
  });
});

const SAMPLES = path.resolve(__dirname, '../../../../samples');
/** Those that train rows which stand in them or beside them. */
const TRAINED = readdirSync(SAMPLES).filter(file =>
  /^(?:dead|digits|initial|linear|softmax|three|vanishing|xor).*\.backprop\.json$/.test(file),
);

describe('samples', () => {
  const files = new Map(
    readdirSync(path.join(SAMPLES, 'data')).map(file => [
      `data/${file}`,
      new Uint8Array(readFileSync(path.join(SAMPLES, 'data', file))),
    ]),
  );
  for (const file of TRAINED)
    it(`${file} claims nothing that it does not show`, () => {
      const { before, after } = diagnosed(readFileSync(path.join(SAMPLES, file), 'utf8'), files);
      const ids = [...before, ...after].map(({ id }) => id);
      assert.ok(!ids.includes('validation_missing'), ids.join(' '));
      assert.ok(!ids.includes('metric_misleads'), ids.join(' '));
    });
});
