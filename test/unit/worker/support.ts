/** Workers, channels and clocks that tests control. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readExperiment } from '../../../src/experiment/read';
import type { Experiment } from '../../../src/experiment/fields/experiment';
import type { Endpoint } from '../../../src/protocol/channel';
import type { Examination } from '../../../src/protocol/findings';
import type { Frame } from '../../../src/protocol/snapshot';
import type { SweepProgress } from '../../../src/protocol/runs';
import type { Reading } from '../../../src/protocol/worker';
import type { Clock } from '../../../src/worker/time/clock';
import { serveTraining } from '../../../src/worker/serveTraining';
import { TrainingWorker, type FindThreads } from '../../../src/worker/trainingWorker';

/** Time goes on by itself: `tick` milliseconds at every look. */
export class FakeClock implements Clock {
  time = 0;
  breaths = 0;

  constructor(public tick = 0.1) {}

  now(): number {
    this.time += this.tick;
    return this.time;
  }

  breathe(): Promise<void> {
    this.breaths++;
    return new Promise(resolve => setImmediate(resolve));
  }
}

/** Two ends that clone what they are sent, later, as threads do. */
export function pairOfEndpoints(): [Endpoint, Endpoint] {
  const receivers: ((message: unknown) => void)[][] = [[], []];
  const end = (own: number): Endpoint => ({
    post: (message, transfer) => {
      const copy: unknown = structuredClone(message, { transfer });
      setImmediate(() => receivers[1 - own].forEach(receive => receive(copy)));
    },
    listen: receive => receivers[own].push(receive),
  });
  return [end(0), end(1)];
}

/** The near end of a worker; where that has ended nothing goes on, as in a thread. */
export function startedWorker(clock: Clock, threads: FindThreads): Endpoint & { end(): void } {
  const [near, far] = pairOfEndpoints();
  let ended = false;
  const breathe = async (): Promise<void> => {
    await clock.breathe();
    if (ended) await new Promise<never>(() => undefined);
  };
  serveTraining(far, { now: () => clock.now(), breathe }, threads);
  return { ...near, end: () => void (ended = true) };
}

/** A worker without a thread, whose frames are taken at once and kept. */
export function workerOf(clock: Clock = new FakeClock()) {
  const frames: Frame[] = [];
  const sweeps: SweepProgress[] = [];
  const readings: (Reading | null)[] = [];
  const examinations: Examination[] = [];
  const worker: TrainingWorker = new TrainingWorker(
    clock,
    event => {
      if (event.type === 'reading') {
        readings.push(event.reading);
        return;
      }
      if (event.type === 'sweep') {
        sweeps.push(event.progress);
        return;
      }
      if (event.type === 'examined') {
        examinations.push(event.examination);
        return;
      }
      frames.push(event.frame);
      queueMicrotask(() => worker.taken());
    },
    () => null,
  );
  return { worker, frames, readings, sweeps, examinations, ask: worker.handlers };
}

export function experimentOf(text: string): Experiment {
  const { experiment, problems } = readExperiment(text);
  assert.ok(experiment, problems.map(problem => problem.message).join('\n'));
  return experiment;
}

export function sample(name: string): Experiment {
  return experimentOf(readFileSync(`samples/${name}.backprop.json`, 'utf8'));
}

/** XOR in mini-batches that are shuffled anew every epoch: every kind of draw, and quick. */
export const SMALL = experimentOf(`{
  "version": 1, "seed": 3, "rng": {"type": "numpy"},
  "data": {"train": {"type": "generator", "name": "xor_easy"}},
  "model": {"layers": [
    {"units": 3, "activation": "tanh"},
    {"units": 1, "activation": "sigmoid"}]},
  "loss": {"type": "binary_cross_entropy"},
  "optimizer": {"type": "sgd", "learning_rate": 0.5},
  "trainer": {"epochs": 40, "batch_size": 4, "shuffle": "every_epoch"}
}`);
