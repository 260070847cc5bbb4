/** Sentences of a session about its run. */
import { formatInteger } from '../../engine/ground/numbers';
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

/** The reason why a finished run has no step left. @param epochs of its file */
export function noStepLeft({ state, message }: RunStatus, epoch: number, epochs: number): string {
  if (state === 'failed') return `${message} No step is left: change the file, Step Back or Reset.`;
  if (epoch < epochs) {
    return `${message} No step is left: change \`trainer.early_stopping\` in the file, or Reset.`;
  }
  const trained = epochs === 1 ? 'The one epoch is' : `All ${formatInteger(epochs)} epochs are`;
  return `${trained} trained, so no step is left: raise \`trainer.epochs\` in the file and Fork from Here, or Reset.`;
}
