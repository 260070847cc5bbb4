/** A run that is put back goes the same way again, bit for bit. */
import assert from 'node:assert/strict';
import { createStream } from '../../../src/engine/rng/createStream';
import type { Run } from '../../../src/engine/training/run';
import { bytesOf, type RunState } from '../../../src/engine/training/runState';
import { OPTIMIZERS } from '../../../src/engine/ground/optimizers';
import type { Dtype, OptimizerSpec, RunSpec } from '../../../src/engine/ground/spec';
import { ACCURACY, dataset, layer, oneHot, randomMatrix, runSpec, startRun } from './support';

const CLASSES = [0, 2, 1, 1, 0, 2, 2, 0, 1, 2, 1];

function data(dtype: Dtype) {
  const rows = CLASSES.length;
  const x = randomMatrix(createStream('numpy', 7), rows, 4, -1, 1, dtype);
  return { x, y: dataset([], oneHot(CLASSES, 3), dtype).y };
}

function spec(changes: Parameters<typeof runSpec>[2] = {}): RunSpec {
  return runSpec(4, [layer(5, 'tanh'), layer(3, 'softmax', { use_bias: false })], {
    loss: { type: 'cross_entropy' },
    trainer: { epochs: 100, batch_size: 4, shuffle: 'every_epoch' },
    metrics: [ACCURACY],
    ...changes,
  });
}

const start = (own: RunSpec): Run =>
  startRun(own, data(own.dtype), createStream(own.rng.type, 3), { validation: data(own.dtype) });

const VARIANTS: [string, Parameters<typeof runSpec>[2]][] = [
  ...OPTIMIZERS.map((type): [string, { optimizer: Partial<OptimizerSpec> }] => [
    type,
    { optimizer: { type, learning_rate: 0.05 } },
  ]),
  ['sgd with momentum', { optimizer: { momentum: 0.9, nesterov: true } }],
  ['rmsprop with momentum', { optimizer: { type: 'rmsprop', momentum: 0.5 } }],
  [
    'weight decay and clipping',
    { optimizer: { weight_decay: 0.1, gradient_clipping: { norm: 1 } } },
  ],
  ['a schedule', { optimizer: { schedule: { type: 'step', step_size: 3, gamma: 0.5 } } }],
  ['float32', { dtype: 'float32' }],
  ['a torch stream', { rng: { type: 'torch' } }],
  ['a full batch', { trainer: { epochs: 100, batch_size: 'full' } }],
  ['single rows', { trainer: { epochs: 100, batch_size: 1, shuffle: 'every_epoch' } }],
];

describe('The state of a run', () => {
  for (const [name, changes] of VARIANTS) {
    it(`50 updates back and again are the same bits, with ${name}`, () => {
      const run = start(spec(changes));
      run.train(7);
      const early = run.save();
      run.train(50);
      const late = run.save();
      const log = run.log.slice(0);
      run.restore(early);
      assert.deepEqual(run.save(), early);
      for (let i = 0; i < 50; i++) {
        if (i % 3 === 0) run.peek();
        run.step();
      }
      assert.deepEqual(run.save(), late);
      assert.deepEqual(run.log.slice(0), log, 'no epoch is logged twice');
      assert.deepEqual(run.peek().layers, continued(start(spec(changes)), 57).peek().layers);
    });
  }

  it('goes forward too', () => {
    const run = start(spec());
    const first = run.save();
    run.train(20);
    const later = run.save();
    run.restore(first);
    run.restore(later);
    run.train(5);
    assert.deepEqual(run.save(), continued(start(spec()), 25).save());
  });

  it('is that between two looks: a peek draws the order of an epoch, and that belongs to it', () => {
    const run = start(spec());
    run.train(3);
    run.peek();
    const state = run.save();
    run.train(10);
    run.restore(state);
    assert.deepEqual(continued(run, 10).save(), continued(start(spec()), 13).save());
  });

  it('brings back the end of a run, and takes it away', () => {
    const stops = spec({
      trainer: {
        epochs: 100,
        batch_size: 4,
        early_stopping: { monitor: 'loss', mode: 'max', target: null, patience: 2 },
      },
    });
    const run = start(stops);
    run.train(5);
    const before = run.save();
    run.train(1000);
    assert.ok(run.done);
    const { stopReason, position } = run;
    const end = run.save();
    run.restore(before);
    assert.equal(run.done, false);
    assert.equal(run.stopReason, null);
    run.train(1000);
    assert.deepEqual([run.stopReason, run.position], [stopReason, position]);
    run.restore(before);
    run.restore(end);
    assert.equal(run.stopReason, stopReason);
  });

  it('brings back what early stopping has seen', () => {
    const early_stopping = { monitor: 'loss', mode: 'min', target: null, patience: 9 } as const;
    const run = start(spec({ trainer: { epochs: 100, batch_size: 4, early_stopping } }));
    const first = run.save();
    run.train(9);
    const later = run.save();
    assert.deepEqual(later.ending.stopping, { best: run.lastEpoch[0], bestEpoch: 3 });
    for (const state of [first, later]) {
      run.restore(state);
      assert.deepEqual(run.save(), state);
    }
  });

  it('brings back a failure, and what caused it', () => {
    const failing = spec({ optimizer: { learning_rate: 1e308 } });
    const run = start(failing);
    const first = run.save();
    run.train(1000);
    const failure = run.firstNonFinite();
    assert.ok(failure);
    const end = run.save();
    run.restore(first);
    assert.equal(run.firstNonFinite(), null);
    run.restore(end);
    assert.deepEqual(run.firstNonFinite(), failure);
    assert.ok(run.done);
  });

  it('is never written to again', () => {
    const run = start(spec({ optimizer: { type: 'adam' } }));
    run.train(4);
    const state = run.save();
    const copy: RunState = structuredClone(state);
    run.train(9);
    run.restore(state);
    run.train(9);
    assert.deepEqual(state, copy);
  });

  it('knows its size', () => {
    const run = start(spec({ optimizer: { type: 'adam' } }));
    const numbers = 4 * 5 + 5 + 5 * 3;
    assert.equal(bytesOf(run.save()), 3 * 8 * numbers + 624 * 4);
  });

  it('keeps the values of the last epoch, whatever the log holds', () => {
    const run = start(spec());
    assert.ok([...run.lastEpoch].every(Number.isNaN));
    run.train(6);
    const early = run.save();
    run.train(3);
    const loss = run.columns.indexOf('loss');
    assert.equal(run.lastEpoch[loss], run.log.latest(loss));
    run.restore(early);
    assert.equal(run.lastEpoch[loss], run.log.value(loss, 1));
    assert.notEqual(run.lastEpoch[loss], run.log.latest(loss));
  });
});

function continued(run: Run, updates: number): Run {
  run.train(updates);
  return run;
}
