/** One run of an edited experiment to its end, and how well it answers then. */
import { Run } from '../../../engine/training/run';
import type { DataFiles } from '../../format/experiment';
import { prepare } from '../../prepare';
import { readExperiment } from '../../read';
import { courseOf } from '../subject/course';
import { Subject } from '../subject/subject';
import type { Json } from './candidates';

/** How well a run answers. A loss says more where it is less. */
export type Measure = 'accuracy' | 'loss' | 'val_loss';

export type Scores = { readonly [M in Measure]?: number };

/** Updates between two breaths. */
const PORTION = 256;

/**
 * Trains the experiment; stops for a breath every few updates, so that its caller can end it.
 * @returns null where the edits do not go together with the file
 */
export function* trial(file: Json, files: DataFiles): Generator<void, Scores | null> {
  // What is checked is checked of the file as it stands.
  const { experiment } = readExperiment(
    JSON.stringify({ ...file, checks: undefined, sweep: undefined }),
  );
  const prepared = experiment && prepare(experiment, files).prepared;
  if (!prepared) return null;
  const { spec, data, parameters, stream } = prepared;
  const run = new Run(spec, data, parameters, stream);
  while (!run.done) {
    run.train(PORTION);
    yield;
  }
  const course = courseOf(run);
  const { loss, classes } = new Subject(prepared).at(course.parameters);
  const validation = course.columns.get('val_loss')?.at(-1);
  return {
    loss: Number.isFinite(loss) ? loss : Infinity,
    ...(classes ? { accuracy: classes.accuracy } : {}),
    ...(validation === undefined ? {} : { val_loss: validation }),
  };
}
