/** How a run stands after the loop, in a sentence. */
import type { Run } from '../../engine/training/run';
import type { RunStatus } from '../../protocol/snapshot';

export const IDLE: RunStatus = { state: 'idle', message: '' };

/** @param verdict of the file's checks, said of a run that has come to its end */
export function statusOf(run: Run, verdict = ''): RunStatus {
  if (run.done) {
    const failure = run.firstNonFinite();
    // Where there is little room, what the checks say matters more than how the run ended.
    const message = [failure?.message ?? '', verdict, failure ? '' : (run.stopReason ?? '')]
      .filter(words => words !== '')
      .join(' ');
    return { state: failure ? 'failed' : 'done', message };
  }
  const message = run.shortfall ?? '';
  return { state: run.position.step === 0 ? IDLE.state : 'paused', message };
}

/** The status of a run that could not go on for a reason of the machine's. */
export function failed(error: unknown): RunStatus {
  return { state: 'failed', message: error instanceof Error ? error.message : String(error) };
}
