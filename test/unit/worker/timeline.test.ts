import assert from 'node:assert/strict';
import { forkFrom } from '../../../src/engine/training/fork';
import { Run } from '../../../src/engine/training/run';
import { trainPast } from '../../../src/engine/training/stations';
import { prepare } from '../../../src/experiment/prepare';
import { Timeline, type TimelineLimits } from '../../../src/worker/run/timeline';
import { experimentOf, SMALL } from './support';

/** A run of 240 updates. */
const LONG = experimentOf(`{
  "version": 1, "seed": 3,
  "data": {"train": {"type": "generator", "name": "xor_easy"}},
  "model": {"layers": [{"units": 3, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "binary_cross_entropy"},
  "optimizer": {"type": "adam", "learning_rate": 0.05},
  "trainer": {"epochs": 40, "batch_size": 4, "shuffle": "every_epoch"}
}`);

function start(experiment = LONG, checkpoint_every: number | null = null): Run {
  const trainer = { ...experiment.trainer, checkpoint_every };
  const { prepared } = prepare({ ...experiment, trainer }, new Map());
  assert.ok(prepared);
  const { spec, data, parameters, stream } = prepared;
  return new Run(spec, data, parameters, stream);
}

function timelineOf(limits: TimelineLimits) {
  const run = start();
  return { run, timeline: new Timeline(run, limits) };
}

/** Bytes of the order of the 21 rows of an epoch. */
const ORDER = 4 * 21;

const MANY: TimelineLimits = { bytes: 1e9, states: 1000 };

/** Goes to a step as the worker does. */
function goTo(run: Run, timeline: Timeline, step: number): void {
  timeline.restoreBefore(step);
  run.train(step - run.position.step);
  timeline.note();
}

/** Many rows for few parameters, in epochs of four updates. */
function startWithManyRows(shuffle: 'every_epoch' | 'never'): Run {
  const experiment = experimentOf(`{
    "version": 1,
    "data": {"train": {"type": "generator", "name": "linear", "n_samples": 4000}},
    "model": {"layers": [{"units": 1}]},
    "loss": {"type": "mse"},
    "trainer": {"epochs": 100, "batch_size": 1000, "shuffle": "${shuffle}"}
  }`);
  return start(experiment);
}

describe('the timeline', () => {
  it('counts the order of each epoch, and counts it once', () => {
    const bytesAfter = (shuffle: 'every_epoch' | 'never', updates: number): number => {
      const run = startWithManyRows(shuffle);
      const timeline = new Timeline(run, MANY);
      for (let i = 0; i < updates; i++) {
        run.train(1);
        timeline.note();
      }
      return timeline.bytes;
    };
    // After 40 updates, states of the start of an epoch share the order of the one before it.
    const orders = 10;
    assert.equal(bytesAfter('every_epoch', 40) - bytesAfter('never', 40), orders * 4 * 4000);
  });

  it('keeps within its memory with the orders of the epochs', () => {
    const run = startWithManyRows('every_epoch');
    const bytes = 20 * 4 * 4000;
    const timeline = new Timeline(run, { bytes, states: 1000 });
    for (let i = 0; i < 160; i++) {
      run.train(1);
      timeline.note();
      assert.ok(timeline.bytes <= bytes, `${timeline.bytes} after ${i + 1} updates`);
    }
  });

  it('leads to every step there was, bit for bit', () => {
    for (const limits of [MANY, { bytes: 1e9, states: 5 }, { bytes: 1, states: 1000 }]) {
      const { run, timeline } = timelineOf(limits);
      const fresh = start();
      const states = [fresh.save()];
      for (let step = 1; step <= 60; step++) {
        fresh.step();
        states.push(fresh.save());
      }
      for (let i = 0; i < 60; i++) {
        run.train(1);
        timeline.note();
      }
      for (const step of [59, 3, 0, 41, 60, 12, 60]) {
        goTo(run, timeline, step);
        assert.deepEqual(run.save(), states[step], `step ${step}`);
        assert.equal(timeline.head, 60);
      }
    }
  });

  it('keeps no more states and bytes than it may, at even distances', () => {
    const { run, timeline } = timelineOf({ bytes: 1e9, states: 8 });
    // The first state has no order of an epoch yet.
    const one = timeline.bytes + ORDER;
    let most = 0;
    for (let i = 0; i < 200; i++) {
      run.train(1);
      timeline.note();
      most = Math.max(most, timeline.bytes);
    }
    assert.ok(most <= 8 * one, `${most / one} states`);
    assert.ok(timeline.bytes >= 4 * one, 'half of them are left after each thinning');
    const tight = timelineOf({ bytes: 3 * one, states: 1000 });
    for (let i = 0; i < 100; i++) {
      tight.run.train(1);
      tight.timeline.note();
      assert.ok(tight.timeline.bytes <= 3 * one);
    }
  });

  it('makes room before it takes a state', () => {
    const run = start();
    const held: number[] = [];
    const states = new Set<unknown>();
    const timeline = new Timeline(run, { bytes: 1, states: 1000 });
    const save = run.save.bind(run);
    run.save = () => {
      held.push(timeline.bytes);
      const state = save();
      states.add(state);
      return state;
    };
    const one = timeline.bytes + ORDER;
    for (let i = 0; i < 100; i++) {
      run.train(1);
      timeline.note();
    }
    assert.ok(states.size > 3);
    // The first one alone, beside the one that is taken.
    for (const bytes of held) assert.ok(bytes <= one, `${bytes / one} states`);
  });

  it('goes back no further than it must, and on from where it stands', () => {
    const { run, timeline } = timelineOf({ bytes: 1e9, states: 4 });
    for (let i = 0; i < 64; i++) {
      run.train(1);
      timeline.note();
    }
    timeline.restoreBefore(40);
    const reached = run.position.step;
    assert.ok(reached <= 40 && reached > 0, `restored step ${reached}`);
    run.train(2);
    timeline.restoreBefore(reached + 5);
    assert.equal(run.position.step, reached + 2, 'nothing is restored where going on is enough');
  });

  it('remembers that the run has ended, and where', () => {
    const { run, timeline } = timelineOf(MANY);
    assert.equal(timeline.ended, false);
    run.train(Infinity);
    timeline.note();
    assert.equal(timeline.ended, true);
    goTo(run, timeline, 7);
    assert.deepEqual([timeline.start, timeline.head, timeline.ended], [0, 240, true]);
    assert.equal(run.done, false);
    goTo(run, timeline, 240);
    assert.equal(run.done, true);
  });

  it('keeps checkpoints, however large the slices and however short the memory', () => {
    // Four epochs of six updates each.
    for (const [states, kept] of [
      [1000, [24, 48, 72, 96, 120, 144, 168, 192, 216, 240]],
      [8, [48, 96, 144, 192, 240]],
      [5, [96, 192]],
    ] as const) {
      const run = start(LONG, 4);
      const timeline = new Timeline(run, { bytes: 1e9, states });
      while (!run.done) {
        trainPast(run, 100, [timeline]);
        timeline.note();
      }
      const fresh = start(LONG, 4);
      for (const step of kept) {
        timeline.restoreBefore(step);
        assert.equal(run.position.step, step, `of ${states} states`);
        fresh.train(step - fresh.position.step);
        assert.deepEqual(run.save(), fresh.save());
      }
    }
  });

  it('keeps checkpoints at the ends of the epochs of a fork, whatever their length', () => {
    const { prepared } = prepare(
      { ...LONG, trainer: { ...LONG.trainer, batch_size: 'full', checkpoint_every: 5 } },
      new Map(),
    );
    assert.ok(prepared);
    const { spec, data, parameters, stream } = prepared;
    const fork = new Run(spec, data, parameters, stream);
    const original = start();
    original.train(6 * 7);
    forkFrom(original, fork);
    const timeline = new Timeline(fork, MANY);
    trainPast(fork, 20, [timeline]);
    for (const [epoch, step] of [
      [10, 45],
      [15, 50],
      [20, 55],
    ]) {
      timeline.restoreBefore(step);
      assert.deepEqual(fork.position, { step, epoch, batch: 0 });
    }
  });

  it('keeps no state where the file wants no checkpoint', () => {
    const { run, timeline } = timelineOf(MANY);
    trainPast(run, Infinity, [timeline]);
    assert.equal(run.position.step, 240);
    timeline.restoreBefore(239);
    assert.equal(run.position.step, 0);
  });

  it('can start anywhere', () => {
    const run = start(SMALL);
    run.train(9);
    const timeline = new Timeline(run, MANY);
    assert.deepEqual([timeline.start, timeline.head], [9, 9]);
    run.train(3);
    timeline.note();
    goTo(run, timeline, 2);
    assert.equal(run.position.step, 9, 'what was before is not known');
  });
});
