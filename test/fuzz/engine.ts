/**
 * The engine against itself: one experiment has the same numbers, to the last bit, step by step, in
 * many updates at once, plain and in WebAssembly, on several threads, back and forth, saved and
 * restored.
 */
import assert from 'node:assert/strict';
import { initialParameters } from '../../src/engine/initial/initializers';
import type { KernelChoice } from '../../src/engine/training/kernelChoice';
import { createStream } from '../../src/engine/rng/createStream';
import { Run, type RunOptions } from '../../src/engine/training/run';
import { trainPast } from '../../src/engine/training/stations';
import { Timeline } from '../../src/worker/run/timeline';
import { ThreadsOfNode } from '../unit/engine/kernels/threadsOfNode';
import { engineCase, type EngineCase } from './library/engineCases';
import type { Failure } from './library/programs';

export const SHORT = 20;

/** Threads take long to start: one experiment in this number has them. */
const THREADED = 20;
const THREADS_MS = 20_000;

export function fuzz(count: number, seed: number): Failure[] {
  const failures: Failure[] = [];
  for (let i = seed; i < seed + count; i++) {
    const one = engineCase(i);
    try {
      tryAll(one, i);
    } catch (error) {
      const message = `${one.title}: ${String(error)}`.replace(/\s+/g, ' ');
      failures.push({ seed: i, message });
    }
  }
  return failures;
}

function tryAll(one: EngineCase, seed: number): void {
  const { dtype } = one.spec;
  const plain = numbersOf(stepAll(start(one, 'plain')));
  const fastest = dtype === 'float64' ? plain : numbersOf(stepAll(start(one, 'fastest')));
  const expected: [KernelChoice, number[]][] = [
    ['plain', plain],
    ['exact', plain],
    ['fastest', fastest],
  ];
  for (const [choice, numbers] of expected) {
    same(numbersOf(stepAll(start(one, choice))), numbers, `${choice}, step by step`);
    same(numbersOf(trainAll(start(one, choice))), numbers, `${choice}, trained`);
    same(numbersOf(trainMixed(start(one, choice))), numbers, `${choice}, looked at in between`);
    same(numbersOf(recorded(start(one, choice))), numbers, `${choice}, recorded`);
    same(endOf(saved(one, choice)), endOf(trainAll(start(one, choice))), `${choice}, restored`);
    same(numbersOf(backAndForth(start(one, choice), seed)), numbers, `${choice}, back and forth`);
  }
  if (seed % THREADED === 0) tryThreads(one);
}

function start({ spec, data }: EngineCase, kernels: KernelChoice, options: RunOptions = {}): Run {
  const stream = createStream(spec.rng.type, 1);
  const parameters = initialParameters(spec.model, spec.rng, spec.dtype, stream);
  return new Run(spec, data, parameters, stream, { kernels, ...options });
}

function stepAll(run: Run): Run {
  while (!run.done) run.step();
  return run;
}

function trainAll(run: Run): Run {
  while (!run.done) run.train(1e9);
  return run;
}

/** Some updates unseen, then a look, then a step of what was looked at. */
function trainMixed(run: Run): Run {
  for (let turn = 0; !run.done; turn++) {
    run.train(1 + (turn % 5));
    if (run.done) break;
    if (turn % 3 === 0) run.peek();
    if (turn % 2 === 0) run.step();
  }
  return run;
}

function recorded(run: Run): Run {
  run.startRecording(7);
  return trainAll(run);
}

/** Saved after some updates, and gone on with by another run. */
function saved(one: EngineCase, choice: KernelChoice): Run {
  const first = start(one, choice);
  first.train(7);
  const other = start(one, choice);
  other.restore(structuredClone(first.save()));
  return trainAll(other);
}

/** To the end by way of earlier steps. */
function backAndForth(run: Run, seed: number): Run {
  const stream = createStream('numpy', seed);
  const timeline = new Timeline(run, { bytes: 1e6, states: 5 });
  for (let turn = 0; turn < 6; turn++) {
    trainPast(run, 3, [timeline]);
    timeline.note();
    const step = stream.randint(0, timeline.head + 1, 1)[0];
    timeline.restoreBefore(step);
    run.train(step - run.position.step);
    assert.equal(run.position.step, step);
  }
  return trainAll(run);
}

function tryThreads(one: EngineCase): void {
  const epochs = 1e9;
  const long = { ...one, spec: { ...one.spec, trainer: { ...one.spec.trainer, epochs } } };
  const threads = new ThreadsOfNode(2);
  const alone = start(long, 'exact', { logRows: 50 });
  const run = start(long, 'exact', { logRows: 50, threads });
  const until = performance.now() + THREADS_MS;
  run.train(1);
  const helped = threads.started.length > 0;
  while (helped && !run.done && run.threads === 1 && performance.now() < until) run.train(1);
  if (helped && !run.done) assert.equal(run.threads, 2, 'the helping thread did not come');
  run.train(30);
  run.end();
  alone.train(run.position.step);
  same(endOf(run), endOf(alone), 'on two threads');
}

/** All that a run has to say. */
function numbersOf(run: Run): number[] {
  const { numbers: epochs, values } = run.log.slice(0);
  return [...endOf(run), ...epochs, ...values.flatMap(column => [...column])];
}

/** Where it stands: its parameters, outputs and last epoch. */
function endOf(run: Run): number[] {
  const { weights: first } = run.parameters[0];
  const row = { rows: 1, cols: first.rows, data: new Float64Array(first.rows).fill(0.5) };
  return [
    run.position.step,
    ...run.parameters.flatMap(({ weights, biases }) => [...weights.data, ...(biases ?? [])]),
    ...run.predict(row).data,
    ...run.lastEpoch,
  ];
}

/** −0 and 0 are one number here: a zero input is passed over by some and multiplied by others. */
function same(actual: readonly number[], expected: readonly number[], way: string): void {
  assert.equal(actual.length, expected.length, `${way}: numbers`);
  const at = actual.findIndex((x, i) => x !== expected[i] && !bothNaN(x, expected[i]));
  assert.equal(actual[at], expected[at], `${way}: number ${at}`);
}

function bothNaN(x: number, y: number): boolean {
  return Number.isNaN(x) && Number.isNaN(y);
}
