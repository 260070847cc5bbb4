/** The five labs as experiment files: generators, draw order, training and log, all at once. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../tools/library/process';
import { describeReference } from '../engine/support';
import { parse, run } from './support';
import type { Inspected, Trained } from './support';

interface LabRun {
  name: string;
  losses?: number[];
  losses_after_epoch?: number[];
  accuracies: number[];
  agreement_horizon_epochs?: { [tolerance: string]: number };
  X: number[][];
}

interface Lab {
  runs: LabRun[];
}

const normal = { kernel_initializer: 'normal', bias_initializer: 'normal' };
const uniform = { kernel_initializer: 'uniform', bias_initializer: 'uniform' };

function trained(sections: object, files: { [name: string]: string } = {}) {
  const text = JSON.stringify({ version: 1, ...sections });
  const { status, out, err } = run(['train', 'lab.json', '--json'], { 'lab.json': text, ...files });
  assert.equal(status, 0, err);
  return parse<Trained>(out);
}

function assertLosses(
  epochs: { loss: number }[],
  expected: number[],
  horizon: number,
  relative: number,
): void {
  const count = Math.min(horizon, expected.length);
  assert.ok(count > 10);
  assert.ok(epochs.length >= count, `the run ended after epoch ${epochs.length} of ${count}`);
  for (let index = 0; index < count; index++) {
    const off = Math.abs(epochs[index].loss - expected[index]) / Math.abs(expected[index]);
    assert.ok(off <= relative, `epoch ${index + 1}: ${epochs[index].loss}, not ${expected[index]}`);
  }
}

function runOf({ runs }: Lab, name: string): LabRun {
  const found = runs.find(each => each.name === name);
  assert.ok(found, name);
  return found;
}

describeReference<Lab>('lab 000 from its CSV', 'seeds/seed000.json', lab => {
  const csv = () =>
    readFileSync(path.join(ROOT, 'samples/data/three-gaussians-printed.csv'), 'utf8');
  const cases = {
    'gd_lr0.01': { lr: 0.01, batch: 'full' },
    'gd_lr0.1': { lr: 0.1, batch: 'full' },
    'sgd_batch1_lr0.1': { lr: 0.1, batch: 1 },
    'minibatch8_lr0.1': { lr: 0.1, batch: 8 },
  };
  for (const [name, { lr, batch }] of Object.entries(cases)) {
    it(name, () => {
      const sigmoid = { activation: 'sigmoid', use_bias: false, kernel_initializer: 'normal' };
      const half = { type: 'mse', scale: 0.5, output_reduction: 'sum' };
      const { epochs } = trained(
        {
          seed: 1024,
          rng: { draw_order: ['init'], init_order: 'weights_then_biases' },
          data: {
            train: { type: 'csv', path: 'rows.csv', header: false, features: [0, 1], label: 2 },
            encoding: 'one_hot',
            num_classes: 3,
          },
          model: {
            layers: [
              { units: 5, ...sigmoid },
              { units: 3, ...sigmoid },
            ],
          },
          loss: { ...half, batch_reduction: 'sum' },
          optimizer: { learning_rate: lr },
          trainer: { epochs: 400, batch_size: batch },
          metrics: [{ name: 'loss', ...half, epoch_reduction: 'sum' }, 'accuracy'],
        },
        { 'rows.csv': csv() },
      );
      const expected = runOf(lab, name);
      const horizon = expected.agreement_horizon_epochs?.['1e-12'] ?? 0;
      // The drawn matrices are used to all digits, the document's to eight.
      assertLosses(epochs, expected.losses ?? [], Math.min(horizon, 60), 1e-5);
      const accuracies = expected.accuracies.slice(0, 60);
      assert.deepEqual(
        epochs.slice(0, accuracies.length).map(({ accuracy }) => accuracy),
        accuracies,
      );
    });
  }
});

describeReference<Lab>('lab 001 from its seeds', 'seeds/seed001.json', lab => {
  const layers = [2, 2, 1].map(units => ({ units, activation: 'sigmoid', ...normal }));
  const shared = {
    model: { layers },
    loss: { type: 'mse', scale: 0.5, batch_reduction: 'sum' },
    metrics: [{ name: 'loss', type: 'mse' }],
  };

  it('linear, 100 points', () => {
    const expected = runOf(lab, 'linear100_batch_sum');
    const { epochs } = trained({
      ...shared,
      seed: 18,
      data: { train: { type: 'generator', name: 'linear', n_samples: 100, seed: 1018 } },
      optimizer: { learning_rate: 0.1 },
      trainer: { epochs: 200 },
    });
    const horizon = expected.agreement_horizon_epochs?.['1e-12'] ?? 0;
    assertLosses(epochs, expected.losses ?? [], horizon, 1e-9);
  });

  it('XOR, its 21 points', () => {
    const expected = runOf(lab, 'xor_batch_sum');
    const file = JSON.stringify({
      version: 1,
      ...shared,
      data: { train: { type: 'generator', name: 'xor_easy' } },
    });
    const { out } = run(['inspect', 'lab.json', '--json'], { 'lab.json': file });
    assert.deepEqual(parse<Inspected>(out).x, expected.X);
  });
});

describeReference<Lab>('lab 003 from its seeds', 'seeds/seed003.json', lab => {
  const cases = {
    linear70_h10: { name: 'linear', n_samples: 70, seed: 1000 },
    xor69_h10: { name: 'xor_linspace', n_samples: 70 },
  };
  // The small part of the reference, in the repository, has only one of the runs.
  const known = Object.entries(cases).filter(([name]) => lab.runs.some(each => each.name === name));
  assert.ok(known.length > 0);
  for (const [name, generator] of known) {
    it(name, () => {
      const expected = runOf(lab, name);
      const { epochs } = trained({
        data: { train: { type: 'generator', ...generator } },
        model: {
          layers: [10, 1].map(units => ({ units, activation: 'sigmoid', ...uniform })),
        },
        loss: { type: 'mse' },
        optimizer: { learning_rate: 0.25 },
        trainer: { epochs: 100, batch_size: 1 },
        metrics: [{ name: 'loss', evaluate: 'end_of_epoch' }],
      });
      assertLosses(epochs, expected.losses_after_epoch ?? [], 100, 1e-9);
    });
  }
});

describeReference<Lab>("lab 004 from its author's seed", 'seeds/seed004.json', lab => {
  it('prints the numbers of the document', () => {
    const layers = [5, 3].map(units => ({ units, activation: 'tanh' }));
    const file = JSON.stringify({
      version: 1,
      seed: 807928277,
      dtype: 'float32',
      rng: { type: 'torch' },
      data: { train: { type: 'generator', name: 'five_points' } },
      model: { layers: [...layers, { units: 1, activation: 'sigmoid' }] },
      loss: { type: 'mse' },
      optimizer: { learning_rate: 0.25 },
      trainer: {
        epochs: 2500,
        log_every: 500,
        log_format: 'EPOCH: \t {epoch:5} \t LOSS: \t {loss:.5f}',
      },
    });
    const { out } = run(['train', 'lab.json'], { 'lab.json': file });
    assert.ok(out.includes('EPOCH: \t  2500 \t LOSS: \t 0.00047\n'), out);
    const { epochs } = parse<Trained>(
      run(['train', 'lab.json', '--json'], { 'lab.json': file }).out,
    );
    assertLosses(epochs, lab.runs[0].losses ?? [], 2500, 1e-4);
    const printed = [511, 1014, 1497, 1990, 2456, 2500].map(at => epochs[at - 1].loss.toFixed(5));
    assert.deepEqual(printed, ['0.15836', '0.01079', '0.00152', '0.00074', '0.00048', '0.00047']);
  });
});
