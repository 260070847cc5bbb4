/** Sentences of a session about its run. */
import type { RunStatus } from '../../protocol/snapshot';
import { t } from '../words/say';

export const forked = (): string =>
  t('A fork: this run goes on from where the one before it stood.');
export const forkLost = (): string =>
  t('Kept from before. A fork is not computed again from its file: Train starts a new run of it.');
export const forkNotOpened = (): string =>
  t(
    'A fork is not computed again: what it went on from is not kept. Its curves and its values stay.',
  );
export const nothingToFork = (): string =>
  t('There is no run to fork from yet: step or train first.');
export const unchanged = (): string =>
  t('Change something in the file first: a fork goes on from here with what the file says then.');
export const reloaded = (): string =>
  t(
    'Kept from before the window was reloaded. Step goes on from here; Train starts again, with the same numbers.',
  );
export const computedAgain = (): string =>
  t(
    'Kept from before the window was reloaded; it is being computed again up to here, for its pictures.',
  );
export const nothingToTrain = (): string => t('An expression has no parameters to train.');

export function workerEnded(reason: string, isFork: boolean): string {
  const kept = isFork
    ? forkLost()
    : t('What it computed is kept: Step goes on from here, Train starts again.');
  return t('The training worker ended ({0}). {1}', reason, kept);
}

/** The reason why a run that has failed has no step left. */
export function noStepLeft({ message }: RunStatus): string {
  return t('{0} No step is left: change the file, Step Back or Reset.', message);
}
