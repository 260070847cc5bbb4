/** Sentences of a session about its run. */
import type { RunStatus } from '../../protocol/snapshot';

export const FORKED = 'A fork: this run goes on from where the one before it stood.';
export const FORK_LOST =
  'Kept from before. A fork is not computed again from its file: Train starts a new run of it.';
export const FORK_NOT_OPENED =
  'A fork is not computed again: what it went on from is not kept. Its curves and its values stay.';
export const NOTHING_TO_FORK = 'There is no run to fork from yet: step or train first.';
export const UNCHANGED =
  'Change something in the file first: a fork goes on from here with what the file says then.';
export const RELOADED =
  'Kept from before the window was reloaded. Step goes on from here; Train starts again, with the same numbers.';
export const COMPUTED_AGAIN =
  'Kept from before the window was reloaded; it is being computed again up to here, for its pictures.';
export const NOTHING_TO_TRAIN = 'An expression has no parameters to train.';

export function workerEnded(reason: string, forked: boolean): string {
  const kept = 'What it computed is kept: Step goes on from here, Train starts again.';
  return `The training worker ended (${reason}). ${forked ? FORK_LOST : kept}`;
}

/** The reason why a run that has failed has no step left. */
export function noStepLeft({ message }: RunStatus): string {
  return `${message} No step is left: change the file, Step Back or Reset.`;
}
