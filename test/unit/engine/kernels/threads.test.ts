/** Several threads on one network: the bits of one, and none left behind. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { initialParameters } from '../../../../src/engine/initial/initializers';
import { memoryOf } from '../../../../src/engine/training/kernelChoice';
import {
  patienceFor,
  threadsFor,
  threadsOf,
  ThreadChoice,
  type Threads,
} from '../../../../src/engine/kernels/threads';
import { wasmKernels } from '../../../../src/engine/kernels/wasm';
import { createStream } from '../../../../src/engine/rng/createStream';
import { Run } from '../../../../src/engine/training/run';
import { createStorage } from '../../../../src/engine/training/storage';
import { largeCase, type Case } from './cases';
import { ThreadsOfNode } from './threadsOfNode';

const WAIT_MS = 20_000;

describe('Several threads', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    for (const count of [2, 3]) {
      it(`${count} of them train to the bits of one, in ${dtype}`, () => {
        // Rows that are no multiple of a tile, a short last batch, more rows than one block of sums.
        for (const [units, rows, batch] of [
          [33, 130, 24],
          [70, 75, 64],
          [20, 300, 290],
        ]) {
          agree(endless(largeCase(dtype, 61, units, rows, batch, 0.3)), count, false);
        }
      }).timeout(2 * WAIT_MS);
    }

    it(`record the same norms as one, in ${dtype}`, () => {
      agree(endless(largeCase(dtype, 61, 33, 130, 24, 0.3)), 2, true);
    }).timeout(2 * WAIT_MS);
  }

  it('end with the run: where it is ended, and where it is done', async () => {
    const threads = new ThreadsOfNode(2);
    const run = start(endless(largeCase('float64', 61, 33, 130, 24, 0)), threads);
    untilTogether(run);
    const ended = once(threads.started[0], 'exit');
    run.end();
    await ended;
    run.train(5);
    assert.equal(run.threads, 1);

    const short = start(largeCase('float64', 61, 33, 130, 24, 0), threads);
    short.train(1);
    const done = once(threads.started[1], 'exit');
    short.train(1e9);
    await done;
    assert.equal(threads.started.length, 2);
  }).timeout(WAIT_MS);

  it('come again where a run that was done goes on from an earlier step', async () => {
    const one = largeCase('float64', 61, 33, 130, 24, 0.3);
    const threads = new ThreadsOfNode(2);
    const [alone, run] = [start(one, null), start(one, threads)];
    const first = run.save();
    for (const crew of [1, 2]) {
      untilTogether(run, () => run.restore(first));
      assert.equal(run.threads, 2);
      const left = once(threads.started[crew - 1], 'exit');
      run.train(1e9);
      assert.ok(run.done);
      await left;
      run.restore(first);
      run.train(1);
    }
    assert.equal(threads.started.length, 3);
    alone.train(1);
    assert.deepEqual(bitsOf(run)[0], bitsOf(alone)[0]);
    run.end();
  }).timeout(2 * WAIT_MS);

  it('are not waited for any longer than patience lasts', () => {
    const { spec, train: rows } = largeCase('float64', 61, 33, 130, 24, 0.3);
    const ended: string[] = [];
    const threads: Threads = {
      count: 2,
      automatic: false,
      now: () => 0,
      start: (_, work) => {
        seemPresent(work as HelperWork);
        return () => void ended.push('ended');
      },
    };
    const needs = { bytes: memoryOf(spec, rows), inputs: 70, units: 70 };
    const kernels = wasmKernels('float64', needs, false, { threads, count: 2, patience: 20 });
    assert.ok(kernels);
    const { fused } = createStorage(kernels, spec, rows);
    assert.ok(fused);
    for (const when of ['in the middle', 'ever after']) {
      const train = (): unknown => fused.train(0, 1, null, 0.1, false);
      assert.throws(train, /^Error: One of the threads .* start the run again\.$/, when);
      assert.deepEqual(ended, ['ended'], when);
    }
  });

  it('may take their time over large batches', () => {
    assert.equal(patienceFor(1, 1), 5000 + 1e-4);
    assert.equal(patienceFor(1e6, 1e5), 5000 + 1e7);
  });

  it('are not waited for where they cannot start', () => {
    const none: Threads = {
      count: 2,
      automatic: false,
      now: () => 0,
      start: () => () => undefined,
    };
    const one = largeCase('float64', 61, 33, 130, 24, 0);
    const [alone, refused] = [start(one, null), start(one, none)];
    alone.train(1e9);
    refused.train(1e9);
    assert.equal(refused.threads, 1);
    assert.deepEqual(bitsOf(refused), bitsOf(alone));
  });

  it('are started for large batches only, unless a number is asked for', () => {
    const host = (wanted: number): Threads | null =>
      threadsOf(wanted, 2, { start: () => () => undefined, now: () => 0 });
    assert.equal(host(1), null);
    assert.equal(threadsOf(0, 1, { start: () => () => undefined, now: () => 0 }), null);
    assert.equal(threadsFor(host(0), 64, 238_510), 2);
    assert.equal(threadsFor(host(0), 1, 238_510), 1);
    assert.equal(threadsFor(host(0), 210, 30), 1);
    assert.equal(threadsFor(host(3), 210, 30), 3);
    assert.equal(threadsFor(host(3), 8, 30), 2);
    assert.equal(threadsFor(null, 64, 238_510), 1);
  });

  it('are as many as asked for, or as there are cores, but four at most', () => {
    const runtime = { start: () => () => undefined, now: () => 7 };
    const count = (wanted: number, cores: number): unknown => {
      const threads = threadsOf(wanted, cores, runtime);
      return threads && [threads.count, threads.automatic];
    };
    assert.deepEqual(count(0, 3), [3, true]);
    assert.deepEqual(count(0, 16), [4, true]);
    assert.deepEqual(count(6, 2), [6, false]);
    assert.equal(count(1, 16), null);
    assert.equal(threadsOf(2, 2, runtime)?.now(), 7);
    const automatic = threadsOf(0, 2, runtime);
    assert.equal(threadsFor(automatic, 16, 31_249), 1, 'not enough to do');
    assert.equal(threadsFor(automatic, 16, 31_250), 2);
    assert.equal(threadsFor(threadsOf(3, 2, runtime), 3, 30), 1, 'rows for one thread only');
  });

  it('must gain a tenth to be worth a second core', () => {
    for (const [together, chosen] of [
      [100, 2],
      [110, 1],
      [111, 1],
    ]) {
      const choice = new ThreadChoice(2, true);
      choice.measured(2, 10, together, 0);
      choice.measured(1, 10, 121, 0);
      assert.equal(choice.next(1), chosen, `${together} ms`);
    }
  });

  it('hold for two seconds what was measured, then for twice as long while it stays', () => {
    const choice = new ThreadChoice(2, true);
    const measure = (alone: number, together: number, now: number): void => {
      choice.measured(1, 1, alone, now);
      choice.measured(2, 1, together, now);
    };
    measure(50, 100, 0);
    assert.equal(choice.next(2000), 1);
    assert.equal(choice.next(2001), 2, 'tried again');
    measure(50, 100, 2001);
    assert.equal(choice.next(6001), 1);
    assert.equal(choice.next(6002), 2);
    measure(100, 50, 6002);
    assert.equal(choice.next(8002), 2, 'the other one now, for two seconds');
    choice.measured(1, 1, 1000, 8002);
    assert.equal(choice.next(8003), 2);
    assert.equal(choice.next(8003), 2);
    choice.measured(2, 1, 60, 8003);
    assert.equal(choice.next(8003), 1, 'it is the turn of one');
  });

  it('are always all where a number was asked for', () => {
    const choice = new ThreadChoice(2, false);
    choice.measured(2, 1, 1000, 0);
    choice.measured(1, 1, 40, 0);
    assert.equal(choice.next(1), 2);
  });

  it('work only while they are measured to be faster', () => {
    const choice = new ThreadChoice(2, true);
    const cost: Record<number, number> = { 1: 3, 2: 2 };
    let now = 0;
    const used = (ms: number): Set<number> => {
      const seen = new Set<number>();
      for (const until = now + ms; now < until;) {
        const threads = choice.next(now);
        seen.add(threads);
        now += cost[threads] * 10;
        choice.measured(threads, 10, cost[threads] * 10, now);
      }
      return seen;
    };
    assert.deepEqual([...used(200)].sort(), [1, 2]);
    assert.deepEqual([...used(1500)], [2]);
    cost[2] = 2.9;
    used(5000);
    assert.deepEqual([...used(1000)], [1]);
    // What stays the same is asked ever more rarely.
    const asked = Array.from({ length: 60 }, () => used(1000).size > 1);
    assert.ok(asked.filter(Boolean).length < 6);
  });
});

/** So that its threads have all the time they need to start. */
function endless(one: Case): Case {
  return { ...one, spec: { ...one.spec, trainer: { ...one.spec.trainer, epochs: 1e9 } } };
}

function start({ spec, train }: Case, threads: Threads | null): Run {
  const stream = createStream('numpy', 1);
  const parameters = initialParameters(spec.model, spec.rng, spec.dtype, stream);
  const data = { train, validation: null, test: null };
  return new Run(spec, data, parameters, stream, { threads, logRows: 100 });
}

function untilTogether(run: Run, before: () => void = () => undefined): void {
  const until = performance.now() + WAIT_MS;
  do {
    before();
    run.train(1);
  } while (run.threads === 1 && performance.now() < until);
}

interface HelperWork {
  memory: { buffer: SharedArrayBuffer };
  order: number[];
}

/** What a helper does of its work that ends at once: in assembly/training/barrier.ts, `ready` is 128 bytes on. */
function seemPresent({ memory, order: [control] }: HelperWork): void {
  Atomics.add(new Int32Array(memory.buffer, control + 128, 1), 0, 1);
}

/** Trains on one thread until the others are there, then on all, then on all that is left. */
function agree(one: Case, count: number, recorded: boolean): void {
  const [alone, run] = [start(one, null), start(one, new ThreadsOfNode(count))];
  const [expected, recorder] = recorded
    ? [alone.startRecording(40), run.startRecording(40)]
    : [null, null];
  untilTogether(run);
  run.train(40);
  assert.equal(run.threads, count, one.title);
  run.end();
  alone.train(run.position.step);
  assert.deepEqual(bitsOf(run), bitsOf(alone), one.title);
  if (expected) assert.deepEqual(recorder?.since(1), expected.since(1));
}

function bitsOf(run: Run): unknown[] {
  return [
    run.parameters.map(({ weights, biases }) => [...weights.data, ...(biases ?? [])]),
    run.log,
  ];
}
