import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Run } from '../../../src/engine/training/run';
import { prepare } from '../../../src/experiment/prepare';
import type { Frame, Watch } from '../../../src/protocol/snapshot';
import { LoadedRun } from '../../../src/worker/run/loadedRun';
import { experimentOf, FakeClock, sample, SMALL, workerOf } from './support';
import type { TensorRef } from '../../../src/protocol/tensors';

const NOTHING = {};

async function loaded(experiment = SMALL, clock = new FakeClock()) {
  const parts = workerOf(clock);
  const { problems, description } = await parts.ask.load({
    experiment,
    name: 'test',
    files: [],
    threads: 0,
  });
  assert.ok(description, problems.map(problem => problem.message).join());
  return { ...parts, description };
}

/** All numbers of a state, in their last bit. */
function bitsOf(frame: Frame): string {
  const { position, batchLoss, stats, history, tensors } = frame;
  return JSON.stringify({
    position,
    batchLoss,
    stats,
    epochs: [...history.numbers],
    values: history.values.map(column => [...column]),
    tensors: tensors.map(tensor => [...tensor.data]),
  });
}

const WEIGHTS = {
  tensors: [{ layer: 0, tensor: 'weights' as const }],
  boundary: 0,
};

describe('the training worker', () => {
  it('stands at step 0 after loading, with a frame of it', async () => {
    const { frames, description } = await loaded();
    assert.equal(frames.length, 1);
    const [frame] = frames;
    assert.deepEqual(frame.position, { step: 0, epoch: 0, batch: 0 });
    assert.equal(frame.status.state, 'idle');
    assert.equal(frame.history.numbers.length, 0);
    assert.equal(frame.stats.length, 2);
    assert.deepEqual(description.columns, ['loss', 'accuracy']);
    assert.equal(description.parameters, 2 * 3 + 3 + 3 + 1);
    assert.equal(description.batchesPerEpoch, 6);
    assert.equal(description.threshold, 0.5);
  });

  it('gives the same bits for n steps as for training n batches, whatever the clock says', async () => {
    const total = 40 * 6;
    const results: string[] = [];
    for (const tick of [0.01, 3]) {
      const { ask } = await loaded(SMALL, new FakeClock(tick));
      await ask.watch(WEIGHTS);
      await ask.train(NOTHING);
      results.push(bitsOf(await ask.snapshot(NOTHING)));
    }
    const { ask } = await loaded();
    await ask.watch(WEIGHTS);
    for (let i = 0; i < total; i++) {
      await ask.step({ updates: 1 });
      // Looking must change nothing.
      if (i % 7 === 0) await ask.tensor({ layer: 1, tensor: 'gradW' });
    }
    results.push(bitsOf(await ask.snapshot(NOTHING)));
    assert.equal(results[1], results[0]);
    assert.equal(results[2], results[0]);
  });

  it('sends with each frame where the number comes from that is asked for', async () => {
    const { ask, frames } = await loaded();
    const place = { tensor: 'gradW', layer: 1, row: 2, col: 0 } as const;
    const tensors = [{ layer: 1, tensor: 'gradW' as const }];
    await ask.watch({ tensors, boundary: 0, derivation: { place, terms: 10, row: null } });
    for (const step of [0, 1, 5, 2]) {
      await ask.goTo({ step });
      const frame = frames[frames.length - 1];
      assert.equal(frame.position.step, step);
      const { derivation } = frame;
      assert.equal(derivation?.value, frame.tensors[0].data[2]);
      assert.equal(derivation.formula?.value, derivation.value);
      assert.equal(derivation.difference?.kind, 'computed');
    }
    const before = frames.length;
    await ask.train(NOTHING);
    const trained = frames.slice(before).filter(({ status }) => status.state === 'running');
    assert.ok(trained.every(({ derivation }) => derivation?.difference === null));
  });

  it('answers a question to a run at rest at once, without a frame', async () => {
    const { ask, frames } = await loaded();
    await ask.step({ updates: 3 });
    const sent = frames.length;
    const asking = (row: number) => {
      const place = { tensor: 'gradW', layer: 1, row, col: 0 } as const;
      return ask.watch({ tensors: [], boundary: 0, derivation: { place, terms: 10, row: null } });
    };
    const answer = await asking(2);
    assert.equal(answer?.derivation?.place.row, 2);
    assert.equal(answer.derivation.difference?.kind, 'computed');
    const { data } = await ask.tensor({ layer: 1, tensor: 'gradW' });
    assert.equal(answer.derivation.value, data[2], 'of the state that was sent last');
    assert.deepEqual(await asking(7), { derivation: null, formula: null }, 'there is no such row');
    assert.equal(frames.length, sent);
  });

  it('judges a formula of each step on which a run stands', async () => {
    const { ask, frames } = await loaded();
    await ask.step({ updates: 2 });
    const sent = frames.length;
    const typed = { layer: 1, tensor: 'gradW', text: 'aPrev.T @ delta' } as const;
    const answer = await ask.watch({ tensors: [], boundary: 0, formula: typed });
    assert.deepEqual(answer?.formula, { ...typed, judgement: { kind: 'right', apart: 0 } });
    assert.equal(frames.length, sent);
    await ask.step({ updates: 1 });
    assert.equal(frames[frames.length - 1].formula?.judgement.kind, 'right');
    const nowhere = { ...typed, layer: 7 };
    await ask.watch({ tensors: [], boundary: 0, formula: nowhere });
    assert.equal((await ask.snapshot(NOTHING)).formula, null, 'there is no such layer');
  });

  it('judges no formula while it trains', async () => {
    const { ask, frames } = await loaded(SMALL, new FakeClock(5));
    const training = ask.train(NOTHING);
    await new Promise(resolve => setImmediate(resolve));
    const formula = { layer: 1, tensor: 'gradW', text: 'aPrev.T @ a' } as const;
    await ask.watch({ tensors: [], boundary: 0, formula });
    assert.equal(frames[frames.length - 1].formula, null);
    await ask.pause(NOTHING);
    await training;
    assert.equal(frames[frames.length - 1].formula?.judgement.kind, 'wrong');
  });

  it('sends a frame with the answer where more is asked for, and while it trains', async () => {
    const { ask, frames } = await loaded(SMALL, new FakeClock(5));
    const place = { tensor: 'delta', layer: 0, row: 0, col: 1 } as const;
    const derivation = { place, terms: 10, row: null };
    const tensors = [{ layer: 0, tensor: 'delta' as const }];
    const sent = frames.length;
    assert.equal(await ask.watch({ tensors, boundary: 0, derivation }), null);
    assert.equal(frames.length, sent + 1);
    assert.equal(frames[sent].derivation?.value, frames[sent].tensors[0].data[1]);
    const training = ask.train(NOTHING);
    await new Promise(resolve => setImmediate(resolve));
    const other = { ...derivation, place: { ...place, col: 2 } };
    assert.equal(await ask.watch({ tensors, boundary: 0, derivation: other }), null);
    await ask.pause(NOTHING);
    await training;
    assert.equal(frames[frames.length - 1].derivation?.place.col, 2);
  });

  it('pauses between two updates, and goes on where it stopped', async () => {
    const whole = await loaded();
    await whole.ask.train(NOTHING);
    const { ask } = await loaded(SMALL, new FakeClock(5));
    const training = ask.train(NOTHING);
    const paused = await ask.pause(NOTHING);
    assert.equal(paused.state, 'idle', 'a pause that comes first leaves nothing done');
    await training;
    const again = ask.train(NOTHING);
    await new Promise(resolve => setImmediate(resolve));
    await ask.pause(NOTHING);
    assert.equal((await again).state, 'paused');
    const { step } = (await ask.snapshot(NOTHING)).position;
    assert.ok(step > 0 && step < 240, `paused at step ${step}`);
    const end = await ask.train(NOTHING);
    assert.equal(end.state, 'done');
    const expected = bitsOf(await whole.ask.snapshot(NOTHING));
    assert.equal(bitsOf(await ask.snapshot(NOTHING)), expected);
  });

  it('finishes steps that are asked for quickly, one after the other', async () => {
    const { ask } = await loaded(SMALL, new FakeClock(5));
    const steps = [1, 20, 1, 3].map(async updates => ask.step({ updates }));
    await Promise.all(steps);
    assert.equal((await ask.snapshot(NOTHING)).position.step, 25);
  });

  it('lets a step end a training that is under way', async () => {
    const { ask } = await loaded(SMALL, new FakeClock(5));
    const training = ask.train(NOTHING);
    await new Promise(resolve => setImmediate(resolve));
    await ask.step({ updates: 1 });
    assert.equal((await training).state, 'paused');
  });

  it('starts again with the same numbers after a reset', async () => {
    const { ask, frames } = await loaded();
    const start = bitsOf(await ask.snapshot(NOTHING));
    await ask.train(NOTHING);
    const end = bitsOf(await ask.snapshot(NOTHING));
    const { run } = frames.at(-1) ?? {};
    await ask.reset(NOTHING);
    assert.equal(bitsOf(await ask.snapshot(NOTHING)), start);
    assert.notEqual(frames.at(-1)?.run, run);
    await ask.train(NOTHING);
    assert.equal(bitsOf(await ask.snapshot(NOTHING)), end);
  });

  it('sends the history in slices that follow one another', async () => {
    const { ask, frames } = await loaded(SMALL, new FakeClock(2));
    await ask.train(NOTHING);
    const epochs: number[] = [];
    for (const { history } of frames) {
      assert.equal(history.from, epochs.length);
      epochs.push(...history.numbers);
    }
    assert.deepEqual(
      epochs,
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    assert.ok(frames.length > 3, `${frames.length} frames`);
  });

  it('carries the watched tensors and the boundary, with its values at the points', async () => {
    const { ask, frames, description } = await loaded();
    await ask.watch({ tensors: [{ layer: 1, tensor: 'gradB' }], boundary: 20 });
    const frame = frames.at(-1);
    assert.deepEqual(
      frame?.tensors.map(({ layer, tensor, rows, cols }) => ({ layer, tensor, rows, cols })),
      [{ layer: 1, tensor: 'gradB', rows: 1, cols: 1 }],
    );
    assert.equal(frame?.boundary?.values.length, 20 * 20);
    assert.equal(frame?.boundary?.atPoints[0].length, description.points[0].xy.length / 2);
  });

  it('reads what is only there for inspection at rest, else where somebody inspects', async () => {
    const slopes = (frame: Frame) =>
      frame.stats[0].filter(({ tensor }) => tensor === 'slope').length;
    for (const inspected of [false, true]) {
      const { ask, frames } = await loaded(SMALL, new FakeClock(2));
      await ask.watch({ tensors: [], boundary: 0, inspected });
      await ask.train(NOTHING);
      const running = frames.filter(({ status }) => status.state === 'running');
      assert.ok(running.length > 2);
      assert.ok(running.every(frame => slopes(frame) === Number(inspected)));
      const resting = frames.filter(({ status }) => status.state !== 'running');
      assert.ok(resting.length > 1 && resting.every(frame => slopes(frame) === 1));
    }
  });

  it('looks for causes where the run rests alone: watching one that moves costs nothing', async () => {
    const slow = structuredClone(SMALL);
    slow.optimizer.learning_rate = 1e-6;
    const { ask, frames } = await loaded(slow, new FakeClock(2));
    const [{ findings }] = frames;
    await ask.train(NOTHING);
    const running = frames.filter(({ status }) => status.state === 'running');
    assert.ok(running.length > 2);
    for (const frame of running) assert.equal(frame.findings, findings);
    assert.deepEqual(findings, []);
    assert.notDeepEqual(frames.at(-1)?.findings, []);
  });

  it('judges units by all rows, whatever the batch holds', async () => {
    for (const size of ['"full"', '4']) {
      const { frames } = await loaded(
        experimentOf(`{
          "version": 1,
          "data": {"train": {"type": "inline", "x": [[1],[2],[3],[4],[5],[6],[7],[8]],
            "y": [[0],[1],[0],[1],[0],[1],[0],[1]]}},
          "model": {"layers": [
            {"units": 2, "activation": "relu", "kernel_initializer": {"values": [[-1, -2]]}}, {"units": 1}]},
          "loss": {"type": "mse"},
          "optimizer": {"type": "sgd", "learning_rate": 0.1},
          "trainer": {"epochs": 2, "batch_size": ${size}}
        }`),
      );
      assert.deepEqual(
        frames[0].findings.map(({ id }) => id),
        ['dead_units'],
      );
    }
  });

  it('computes the next update only where it is shown', async () => {
    const updates = (frame: Frame | undefined) =>
      frame?.stats.flat().flatMap(({ tensor }) => (tensor.startsWith('update') ? [tensor] : []));
    const { ask, frames } = await loaded();
    const gradW: TensorRef = { layer: 0, tensor: 'gradW' };
    for (const [watch, shown] of [
      [{ tensors: [], boundary: 0 }, 0],
      [{ tensors: [gradW], boundary: 0 }, 0],
      [{ tensors: [gradW, { layer: 1, tensor: 'updateB' }], boundary: 0 }, 4],
      [{ tensors: [], boundary: 0, inspected: true }, 4],
    ] as [Watch, number][]) {
      await ask.watch(watch);
      await ask.step({ updates: 1 });
      assert.equal(updates(frames.at(-1))?.length, shown, JSON.stringify(watch));
    }
  });

  it('counts the entries of the tensor that is inspected, and answers without a frame at rest', async () => {
    const { ask, frames } = await loaded();
    const entries = (histogram: Frame['distribution']) =>
      histogram?.counts.reduce((sum, count) => sum + count, 0);
    await ask.watch({ ...WEIGHTS, distribution: { layer: 0, tensor: 'weights' } });
    const before = frames.length;
    for (const [ref, count] of [
      [{ layer: 0, tensor: 'weights' }, 6],
      [{ layer: 1, tensor: 'biases' }, 1],
      [{ layer: 2, tensor: 'biases' }, undefined],
    ] as [TensorRef, number | undefined][]) {
      const answer = await ask.watch({ ...WEIGHTS, distribution: ref });
      assert.equal(entries(answer?.distribution), count);
    }
    assert.equal(frames.length, before);
    await ask.watch({ ...WEIGHTS, distribution: { layer: 0, tensor: 'weights' } });
    await ask.step({ updates: 1 });
    const { distribution } = frames.at(-1) ?? assert.fail();
    assert.deepEqual([distribution?.layer, distribution?.tensor], [0, 'weights']);
    assert.equal(entries(distribution), 6);
  });

  it('says which tensor failed first, and keeps what was computed', async () => {
    const { ask, frames } = await loaded(
      experimentOf(`{
        "version": 1,
        "data": {"train": {"type": "generator", "name": "linear", "n_samples": 30}},
        "model": {"layers": [{"units": 4, "activation": "relu"}, {"units": 1}]},
        "loss": {"type": "mse"},
        "optimizer": {"type": "sgd", "learning_rate": 1e6},
        "trainer": {"epochs": 100, "batch_size": "full"}
      }`),
    );
    const status = await ask.train(NOTHING);
    assert.equal(status.state, 'failed');
    assert.match(status.message, /^Stopped at step \d+: .* became (NaN|infinite);/);
    const last = frames.at(-1);
    assert.equal(last?.status.state, 'failed');
    const rows = frames.reduce((sum, { history }) => sum + history.numbers.length, 0);
    assert.ok(rows > 0);
    assert.equal((await ask.step({ updates: 1 })).state, 'failed', 'it stays failed');
    assert.equal((await ask.reset(NOTHING)).state, 'idle');
  });

  it('says why it is done', async () => {
    const { ask } = await loaded(sample('xor'));
    const status = await ask.train(NOTHING);
    assert.equal(status.state, 'done');
    assert.match(status.message, /accuracy/);
  });

  it('checks data without touching the run', async () => {
    const { ask } = await loaded();
    await ask.step({ updates: 3 });
    const missing = experimentOf(`{
      "version": 1,
      "data": {"train": {"type": "csv", "path": "gone.csv"}},
      "model": {"layers": [{"units": 1}]}, "loss": {"type": "mse"}
    }`);
    const { problems, summary } = await ask.check({
      experiment: missing,
      files: [],
      sweepText: null,
      number: 1,
    });
    assert.equal(summary, null);
    assert.match(problems[0].message, /gone\.csv/);
    const refused = await ask.load({ experiment: missing, name: 'x', files: [], threads: 0 });
    assert.equal(refused.description, null);
    assert.equal((await ask.snapshot(NOTHING)).position.step, 3);
  });

  it('checks gradients in portions, and changes nothing', async () => {
    const { ask } = await loaded(SMALL, new FakeClock(60));
    await ask.step({ updates: 3 });
    const before = await ask.tensor({ layer: 0, tensor: 'weights' });
    let portion = await ask.checkGradients({ begin: true });
    let seen = 0;
    for (; !portion.report; portion = await ask.checkGradients({ begin: false })) {
      assert.ok(portion.done > seen && portion.done < portion.total);
      seen = portion.done;
    }
    assert.ok(seen > 0, 'there were several');
    assert.equal(portion.done, portion.total);
    const { step, rows, parameters, wrong } = portion.report;
    assert.deepEqual([step, rows, wrong], [3, 4, []]);
    assert.deepEqual(
      parameters.map(({ name, size, checked, verdict }) => [name, size, checked, verdict]),
      [
        ['layers.0.weights', 6, 6, 'agrees'],
        ['layers.0.biases', 3, 3, 'agrees'],
        ['layers.1.weights', 3, 3, 'agrees'],
        ['layers.1.biases', 1, 1, 'agrees'],
      ],
    );
    assert.deepEqual(await ask.tensor({ layer: 0, tensor: 'weights' }), before);
  });

  it('pauses a training run for a gradient check, and ends the check of a run that goes on', async () => {
    const { ask } = await loaded(SMALL, new FakeClock(60));
    const training = ask.train(NOTHING);
    await new Promise(resolve => setImmediate(resolve));
    await ask.checkGradients({ begin: true });
    assert.equal((await training).state, 'paused');
    await ask.step({ updates: 1 });
    await assert.rejects(
      async () => ask.checkGradients({ begin: false }),
      /run went on during the gradient check/,
    );
  });

  it('answers in a sentence when nothing is loaded', () => {
    const { ask } = workerOf();
    assert.throws(() => ask.snapshot(NOTHING), /No experiment has been loaded/);
  });

  it('says that it has failed where training does, and can be asked again', async () => {
    const { ask, frames } = await loaded();
    const failing = mock.method(Run.prototype, 'save', () => {
      throw new RangeError('Array buffer allocation failed');
    });
    const failed = { state: 'failed', message: 'Array buffer allocation failed' };
    try {
      assert.deepEqual(await ask.train(NOTHING), failed);
      assert.deepEqual(await ask.pause(NOTHING), failed);
      assert.deepEqual(frames.at(-1)?.status, failed);
    } finally {
      failing.mock.restore();
    }
    assert.equal((await ask.train(NOTHING)).state, 'done');
  });

  it('does not measure an untrained network where that takes long', () => {
    const { prepared } = prepare(SMALL, new Map());
    const run = new LoadedRun(prepared ?? assert.fail(), 'small', 1, new FakeClock(2));
    assert.ok(run.lastMeasured.every(Number.isFinite));
    Object.assign(run.description, { parameters: 1e9 });
    assert.ok(run.lastMeasured.every(Number.isNaN));
  });

  it('tells from where a fork counts its epochs', async () => {
    const { ask, frames } = await loaded();
    await ask.step({ updates: 60 });
    assert.deepEqual(frames.at(-1)?.timeline.origin, { step: 0, epoch: 0 });
    const experiment = experimentOf(FULL);
    await ask.fork({ experiment, name: 'fork', files: [], threads: 0 });
    assert.deepEqual(frames.at(-1)?.timeline.origin, { step: 60, epoch: 10 });
    await ask.step({ updates: 20 });
    assert.deepEqual(frames.at(-1)?.position, { step: 80, epoch: 30, batch: 0 });
    await ask.reset(NOTHING);
    assert.deepEqual(frames.at(-1)?.timeline.origin, { step: 0, epoch: 0 });
  });
});

/** SMALL, in epochs of a single batch. */
const FULL = `{
  "version": 1, "seed": 3,
  "data": {"train": {"type": "generator", "name": "xor_easy"}},
  "model": {"layers": [
    {"units": 3, "activation": "tanh"},
    {"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "binary_cross_entropy"},
  "optimizer": {"type": "sgd", "learning_rate": 0.5},
  "trainer": {"epochs": 40, "batch_size": "full"}
}`;
