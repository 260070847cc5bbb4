/** A run that goes on from where another stands, with another loss, optimiser, data or course. */
import { metricsOf } from './recording/epochRecorder';
import { stateCount, type OptimizerState } from '../optimizers/optimizers';
import type { Run } from './run';
import type { RunState } from './runState';
import { fanIns, layerText, ShapeError } from '../ground/shapes';
import type { Dataset, Matrix, ModelSpec } from '../ground/spec';

/**
 * Puts a run that has just been made where another one stands: its parameters, its step, its random
 * stream; the optimiser's state where both have the same, the place inside the epoch where both go
 * through the same batches (else the epoch begins anew), and the sums of that epoch where both
 * measure the same.
 * @throws ShapeError where the two networks have not the same shape, in one sentence
 */
export function forkFrom(original: Run, fork: Run): void {
  checkShapes(original.spec.model, fork.spec.model);
  const from = original.save();
  const fresh = fork.save();
  const course = sameCourse(original, fork) ? from : beginningOfEpoch(from);
  const sameStream = from.progress.stream.type === fresh.progress.stream.type;
  fork.startAt({
    progress: {
      ...course.progress,
      stream: sameStream ? from.progress.stream : fresh.progress.stream,
    },
    parameters: from.parameters,
    optimizer: carriedState(original, fork),
    sums: sameMeasures(original, fork) ? course.sums : fresh.sums,
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
  return courseOf(a) === courseOf(b) && sameRows(a.data.train, b.data.train);
}

/** Up to the rounding of the less precise of the two. */
function sameRows(a: Dataset, b: Dataset): boolean {
  const same = ({ data: one }: Matrix, { data: other }: Matrix): boolean => {
    if (one.length !== other.length) return false;
    for (let i = 0; i < one.length; i++) {
      if (Math.fround(one[i]) !== Math.fround(other[i])) return false;
    }
    return true;
  };
  return same(a.x, b.x) && same(a.y, b.y);
}

/** The columns of the log mean the same in both: what has been added up can be added to. */
function sameMeasures(a: Run, b: Run): boolean {
  const measuresOf = (run: Run): string => JSON.stringify([run.columns, metricsOf(run.spec)]);
  return measuresOf(a) === measuresOf(b);
}

function beginningOfEpoch(state: RunState): RunState {
  const { progress } = state;
  const position = { ...progress.position, batch: 0 };
  const sums = { ...state.sums, running: state.sums.running.map(() => ({ sum: 0, rows: 0 })) };
  return { ...state, sums, progress: { ...progress, position, epochStarted: false, order: null } };
}

/**
 * The optimiser's state, tensor by tensor, where both keep the same of every tensor that the fork
 * trains; else a fresh one: all tensors count their steps together.
 */
function carriedState(original: Run, fork: Run): OptimizerState {
  const [from, fresh] = [original.save().optimizer, fork.save().optimizer];
  const [before, now] = [original.spec.optimizer, fork.spec.optimizer];
  const same = before.type === now.type && stateCount(before) === stateCount(now);
  if (!same || !fresh.names.every(name => from.names.includes(name))) return fresh;
  const count = stateCount(now);
  const arrays = fresh.names.flatMap(name => {
    const at = from.names.indexOf(name) * count;
    return from.arrays.slice(at, at + count);
  });
  return { ...from, names: fresh.names, arrays };
}
