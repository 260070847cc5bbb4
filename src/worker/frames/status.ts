/** The status of a run that stands still. */
import type { Run } from '../../engine/training/run';
import type { RunStatus } from '../../protocol/snapshot';

export const IDLE: RunStatus = { state: 'idle', message: '' };

/** @param verdict of the file's checks; part of the message once the run has ended */
export function statusOf(run: Run, verdict = ''): RunStatus {
  if (run.done) {
    const failure = run.firstNonFinite();
    // The verdict comes before the stop reason: a narrow header cuts off the end.
    const message = [failure?.message ?? '', verdict, failure ? '' : (run.stopReason ?? '')]
      .filter(words => words !== '')
      .join(' ');
    return { state: failure ? 'failed' : 'done', message };
  }
  const message = run.shortfall ?? '';
  return { state: run.position.step === 0 ? IDLE.state : 'paused', message };
}

/** The status of a run that an unexpected error has stopped. */
export function failed(error: unknown): RunStatus {
  return { state: 'failed', message: error instanceof Error ? error.message : String(error) };
}
