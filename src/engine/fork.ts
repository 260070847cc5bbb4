/** A run that goes on from where another stands, with another loss, optimiser, data or course. */
import type { Run } from './run';
import type { RunState } from './runState';
import { fanIns, layerText, ShapeError } from './shapes';
import type { ModelSpec, RunSpec } from './spec';

/**
 * Puts a run that has just been made where another one stands: its parameters, its step, its random
 * stream; the optimiser's state where both have the same, and the place inside the epoch where both
 * go through the same batches (else the epoch begins anew).
 * @throws ShapeError where the two networks have not the same shape, in one sentence
 */
export function forkFrom(original: Run, fork: Run): void {
  checkShapes(original.spec.model, fork.spec.model);
  const from = original.save();
  const fresh = fork.save();
  const course = sameCourse(original, fork) ? from : beginningOfEpoch(from);
  const sameStream = from.progress.stream.type === fresh.progress.stream.type;
  fork.restore({
    progress: {
      ...course.progress,
      stream: sameStream ? from.progress.stream : fresh.progress.stream,
    },
    parameters: from.parameters,
    optimizer: sameState(from, fresh, original.spec, fork.spec) ? from.optimizer : fresh.optimizer,
    sums: original.columns.join() === fork.columns.join() ? course.sums : fresh.sums,
    ending: fresh.ending,
  });
}

function checkShapes(from: ModelSpec, to: ModelSpec): void {
  const shapes = (model: ModelSpec): string[] =>
    model.layers.map(({ units, use_bias }, i) => {
      const bias = use_bias ? 'with biases' : 'without biases';
      return `${fanIns(model)[i]}×${units} ${bias}`;
    });
  const [before, now] = [shapes(from), shapes(to)];
  if (before.length !== now.length) {
    throw new ShapeError(
      `A fork keeps the network's shape: it had ${before.length} layers, and has ${now.length} now.`,
    );
  }
  const changed = now.findIndex((shape, i) => shape !== before[i]);
  if (changed < 0) return;
  throw new ShapeError(
    `A fork keeps the network's shape: ${layerText(to, changed)} was ${before[changed]}, and is ${now[changed]} now.`,
  );
}

/** The next batch holds the same rows in both. */
function sameCourse(a: Run, b: Run): boolean {
  const courseOf = ({ spec: { trainer }, data }: Run): string =>
    JSON.stringify([data.train.x.rows, trainer.batch_size, trainer.drop_last, trainer.shuffle]);
  return courseOf(a) === courseOf(b);
}

function beginningOfEpoch(state: RunState): RunState {
  const { progress } = state;
  const position = { ...progress.position, batch: 0 };
  const sums = { ...state.sums, running: state.sums.running.map(() => ({ sum: 0, rows: 0 })) };
  return { ...state, sums, progress: { ...progress, position, epochStarted: false, order: null } };
}

/** The optimiser's state means the same, and has the same size. */
function sameState(from: RunState, to: RunState, before: RunSpec, now: RunSpec): boolean {
  const sizes = (state: RunState): string =>
    state.optimizer.arrays.map(array => array.length).join();
  return before.optimizer.type === now.optimizer.type && sizes(from) === sizes(to);
}
