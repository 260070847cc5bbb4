/** One run of an edited experiment to its end, and how well it answers then. */
import { Run } from '../../../engine/training/run';
import type { DataFiles } from '../../format/experiment';
import { thinned } from '../../evidence/picture';
import { prepare, type Prepared } from '../../prepare';
import { readExperiment } from '../../read';
import { finiteOf } from '../course/curve';
import { courseOf } from '../subject/course';
import { Subject } from '../subject/subject';
import type { Json } from './candidates';

/** How well a run answers. A loss says more where it is less. */
export type Measure = 'accuracy' | 'loss' | 'val_loss';

export type Scores = { readonly [M in Measure]?: number };

export interface Outcome {
  scores: Scores;
  /** Epochs whose loss is above that of the epoch before. */
  rises: number;
  /** The loss over the epochs, at even distances. */
  course: number[];
}

/** Updates between two breaths. */
const PORTION = 256;
/** Losses of a course at most. */
const MOST_LOSSES = 64;

/**
 * Trains the experiment; stops for a breath every few updates, so that its caller can end it.
 * @returns null where the edits do not go together with the file
 */
export function* trial(file: Json, files: DataFiles): Generator<void, Outcome | null> {
  const prepared = preparedOf(file, files);
  return prepared && (yield* outcomeOf(prepared));
}

/** An experiment at its start; what is checked is checked of the file as it stands, and not here. */
export function preparedOf(file: Json, files: DataFiles): Prepared | null {
  const { experiment } = readExperiment(
    JSON.stringify({ ...file, checks: undefined, sweep: undefined }),
  );
  return experiment && prepare(experiment, files).prepared;
}

/** Trains to the end; stops for a breath every few updates. */
export function* outcomeOf(prepared: Prepared): Generator<void, Outcome> {
  const { spec, data, parameters, stream } = prepared;
  const run = new Run(spec, data, parameters, stream);
  while (!run.done) {
    run.train(PORTION);
    yield;
  }
  const course = courseOf(run);
  const { loss, classes } = new Subject(prepared).at(course.parameters);
  const validation = course.columns.get('val_loss')?.at(-1);
  const losses = finiteOf(course.columns.get('loss'));
  run.end();
  return {
    scores: {
      loss: Number.isFinite(loss) ? loss : Infinity,
      ...(classes ? { accuracy: classes.accuracy } : {}),
      ...(validation === undefined ? {} : { val_loss: validation }),
    },
    rises: losses.reduce((count, value, i) => (value > losses[i - 1] ? count + 1 : count), 0),
    course: thinned(losses, MOST_LOSSES),
  };
}
