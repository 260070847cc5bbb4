import assert from 'node:assert/strict';
import type { StepNorms } from '../../../src/engine/training/recording/stepRecorder';
import type { RunStatus, StopConditions } from '../../../src/protocol/snapshot';
import { StopRules } from '../../../src/worker/run/stopRules';
import { experimentOf, FakeClock, workerOf } from './support';

const NOTHING: Record<string, never> = {};
const NEVER: StopConditions = { gradientBelow: null, lossRises: null };

/** Updates from `first` on, with the ‖∂W‖ of one layer after another. */
function norms(first: number, loss: number[], ...gradW: number[][]): StepNorms {
  const column = (): Float64Array => new Float64Array(loss.length);
  return {
    first,
    loss: Float64Array.from(loss),
    layers: gradW.map(values => ({
      gradW: Float64Array.from(values),
      delta: column(),
      weights: column(),
      update: column(),
    })),
  };
}

function rulesOf(
  conditions: Partial<StopConditions>,
  batchesPerEpoch = 1,
  origin = { step: 0, epoch: 0 },
): StopRules {
  const layers = ['first', 'second'].map(name => ({ name }));
  return new StopRules({ ...NEVER, ...conditions }, layers, { batchesPerEpoch, origin });
}

describe('conditions to stop', () => {
  it('are met by nothing where there are none', () => {
    const rules = rulesOf({});
    assert.ok(rules.isEmpty);
    assert.equal(rules.check(norms(1, [1, 2, 3], [0, 0, 0])), null);
  });

  it('a small gradient: before its update, named, and once', () => {
    const rules = rulesOf({ gradientBelow: 0.1 });
    const hit = rules.check(norms(1, [1, 1, 1], [1, 1, 1], [1, 0.2, 0.05]));
    assert.equal(hit?.step, 2);
    assert.match(
      hit?.message ?? '',
      /^Paused before update 3: .* of second is 5\.00e-2, less than 0\.1/,
    );
    assert.equal(rules.check(norms(3, [1, 1], [1, 1], [0.05, 0.04])), null, 'it is known');
    assert.equal(rules.check(norms(5, [1], [1], [1])), null);
    assert.equal(rules.check(norms(6, [1], [0.01], [1]))?.step, 5);
  });

  it('a gradient that is small from the start', () => {
    assert.equal(rulesOf({ gradientBelow: 0.1 }).check(norms(1, [1], [0], [1]))?.step, 0);
  });

  it('a loss that rises, update by update of a full batch', () => {
    const rules = rulesOf({ lossRises: 2 });
    const hit = rules.check(norms(1, [5, 4, 4.1, 4, 4.2, 4.3, 4.4], [1, 1, 1, 1, 1, 1, 1]));
    assert.equal(hit?.step, 5, 'before update 6, whose loss has risen for the second time');
    assert.match(hit?.message ?? '', /^Paused at epoch 6: .* for 2 epochs in a row, to 4\.300\.$/);
  });

  it('a loss that rises, as the mean of the batches of an epoch', () => {
    const rules = rulesOf({ lossRises: 1 }, 2);
    assert.equal(rules.check(norms(1, [1, 9, 2], [1, 1, 1])), null, '5, and half an epoch');
    const hit = rules.check(norms(4, [10, 1], [1, 1]));
    assert.equal(hit?.step, 4, 'after the epoch with 6');
    assert.match(
      hit?.message ?? '',
      /^Paused at epoch 2: the loss has risen for 1 epoch, to 6\.000/,
    );
  });

  it('a loss that rises in the epochs of a fork, which are of another length', () => {
    const rules = rulesOf({ lossRises: 1 }, 2, { step: 5, epoch: 1 });
    const hit = rules.check(norms(6, [1, 9, 2, 10], [1, 1, 1, 1]));
    assert.equal(hit?.step, 9);
    assert.match(hit?.message ?? '', /^Paused at epoch 3: /);
  });

  it('nothing is carried over where updates are missing in between', () => {
    const rules = rulesOf({ lossRises: 2 });
    rules.check(norms(1, [1, 2], [1, 1]));
    assert.equal(rules.check(norms(7, [3], [1])), null);
    const halves = rulesOf({ lossRises: 1 }, 2);
    halves.check(norms(1, [1, 1], [1, 1]));
    assert.equal(halves.check(norms(4, [9], [1])), null, 'half an epoch is none');
  });
});

/** A deep sigmoid net: the first layers' gradients are tiny. */
const DEEP = (trainer: string): string => `{
  "version": 1, "seed": 1,
  "data": {"train": {"type": "generator", "name": "xor_easy"}},
  "model": {"layers": [${'{"units": 4, "activation": "sigmoid"},'.repeat(4)} {"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "mse"},
  "optimizer": {"type": "sgd", "learning_rate": 0.5},
  "trainer": ${trainer}
}`;

describe('a worker that is told when to stop', () => {
  async function loaded(text: string, stops: Partial<StopConditions>, tick = 0.01) {
    const parts = workerOf(new FakeClock(tick));
    const experiment = experimentOf(text);
    await parts.ask.stopWhen({ ...NEVER, ...stops });
    await parts.ask.load({ experiment, name: 'test', files: [], threads: 1 });
    return parts;
  }

  it('stands before the update, with the gradient that was asked for', async () => {
    for (const trainer of [
      '{"epochs": 4000, "batch_size": "full"}',
      '{"epochs": 400, "batch_size": 4, "shuffle": "every_epoch"}',
    ]) {
      const { ask } = await loaded(DEEP(trainer), { gradientBelow: 2e-4 });
      const status = await ask.train(NOTHING);
      assert.equal(status.state, 'paused');
      assert.match(status.message, /^Paused before update \d+: .* of layer1 is/);
      const { position, timeline } = await ask.snapshot(NOTHING);
      assert.match(status.message, new RegExp(`update ${position.step + 1}:`));
      assert.ok(timeline.head >= position.step);
      const { data } = await ask.tensor({ layer: 0, tensor: 'gradW' });
      assert.ok(Math.hypot(...data) < 2e-4);
      const next = await ask.train(NOTHING);
      assert.notEqual(next.message, status.message, 'it goes on from there');
    }
  });

  it('computes the same with and without', async () => {
    const trainer = '{"epochs": 100, "batch_size": 4}';
    const free = await loaded(DEEP(trainer), {});
    const watched = await loaded(DEEP(trainer), { gradientBelow: 1e-300, lossRises: 1000 });
    assert.equal((await free.ask.train(NOTHING)).state, 'done');
    assert.equal((await watched.ask.train(NOTHING)).state, 'done');
    const [a, b] = [await free.ask.snapshot(NOTHING), await watched.ask.snapshot(NOTHING)];
    assert.deepEqual(a.stats, b.stats);
    assert.deepEqual(a.history, b.history);
  });

  it('does steps that are asked for whatever they meet, and can be told again', async () => {
    const trainer = '{"epochs": 100, "batch_size": "full"}';
    const { ask } = await loaded(DEEP(trainer), { gradientBelow: 1e9 });
    assert.equal((await ask.train(NOTHING)).state, 'paused');
    assert.equal((await ask.snapshot(NOTHING)).position.step, 0);
    await ask.step({ updates: 3 });
    assert.equal((await ask.snapshot(NOTHING)).position.step, 3);
    await ask.stopWhen(NEVER);
    assert.equal((await ask.train(NOTHING)).state, 'done');
  });

  /** Asks at the given look at the messages, while it trains. */
  async function during(
    parts: Awaited<ReturnType<typeof loaded>>,
    stops: Partial<StopConditions>,
  ): Promise<RunStatus> {
    const training = parts.ask.train(NOTHING);
    await new Promise(resolve => setImmediate(resolve));
    await new Promise(resolve => setImmediate(resolve));
    assert.equal((await parts.ask.snapshot(NOTHING)).status.state, 'running');
    await parts.ask.stopWhen({ ...NEVER, ...stops });
    return training;
  }

  it('obeys what it is told while it trains', async () => {
    const long = DEEP('{"epochs": 3000, "batch_size": "full"}');
    const free = await loaded(long, {}, 3);
    const { state, message } = await during(free, { gradientBelow: 1e9 });
    assert.deepEqual([state, message.slice(0, 20)], ['paused', 'Paused before update']);
    assert.ok((await free.ask.snapshot(NOTHING)).position.step > 0);
    const watched = await loaded(long, { lossRises: 1e6 }, 3);
    assert.equal((await during(watched, { gradientBelow: 1e9 })).state, 'paused');
    const cleared = await loaded(long, { gradientBelow: 1e-7 }, 3);
    assert.equal((await during(cleared, {})).state, 'done');
  });

  it('has not been beyond where it stands', async () => {
    const checks = '"checks": {"expect": [{"path": "loss", "step": 300, "value": 1}]}';
    const text = DEEP('{"epochs": 400, "batch_size": "full", "checkpoint_every": 1}');
    const paused = await loaded(text.replace(/}$/, `, ${checks}}`), { gradientBelow: 8e-6 });
    const { message } = await paused.ask.train(NOTHING);
    assert.match(message, /^Paused before update/);
    const {
      position,
      history,
      steps,
      timeline,
      checks: report,
    } = await paused.ask.snapshot(NOTHING);
    assert.ok(position.step > 5 && position.step < 300, `stands at ${position.step}`);
    assert.equal(history.numbers.at(-1), position.epoch, 'the last row of the curves');
    assert.equal(steps.numbers.at(-1), position.step, 'the last recorded update');
    assert.deepEqual([timeline.head, timeline.ended], [position.step, false]);
    assert.deepEqual(report, { total: 1, results: [] });
    const free = await loaded(text.replace(/}$/, `, ${checks}}`), {});
    await free.ask.step({ updates: position.step });
    assert.deepEqual((await free.ask.snapshot(NOTHING)).history, history);
    await paused.ask.stopWhen(NEVER);
    assert.equal((await paused.ask.train(NOTHING)).state, 'done');
    await free.ask.train(NOTHING);
    const [a, b] = [await free.ask.snapshot(NOTHING), await paused.ask.snapshot(NOTHING)];
    assert.deepEqual(a.history, b.history);
    assert.deepEqual(a.checks, b.checks);
    assert.deepEqual(a.stats, b.stats);
  });

  it('can be paused where it was before, on a way that it has gone further', async () => {
    const text = DEEP('{"epochs": 400, "batch_size": 4}');
    const { ask } = await loaded(text, {});
    await ask.step({ updates: 900 });
    await ask.goTo({ step: 3 });
    await ask.stopWhen({ ...NEVER, gradientBelow: 1e9 });
    await ask.train(NOTHING);
    const { position, timeline, history } = await ask.snapshot(NOTHING);
    assert.deepEqual([position.step, timeline.head], [3, 900]);
    assert.equal(history.numbers.at(-1), 150);
  });
});
