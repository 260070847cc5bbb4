/** Trains in time slices, so that requests are answered at once. */
import type { Clock } from './clock';

/** The part of a run that the loop needs; the engine's `Run` is one. */
export interface Trainable {
  /** Whether the run has ended, at its last epoch or by a failure. */
  readonly done: boolean;
  /** Does up to `updates` updates; fewer if the run ends. */
  train(updates: number): unknown;
}

export interface LoopHooks {
  /** Asked between two slices: has something else been requested? */
  interrupted(): boolean;
  /** Called after each slice and the messages that arrived during it, to show progress. */
  afterSlice(): void;
}

/** Milliseconds of training between two looks at the message queue. */
export const SLICE_MS = 4;
/** Milliseconds between two looks at the clock: one costs about as much as a small network's update. */
const BURST_MS = 1;

/**
 * Does up to `updates` updates. Their bits do not depend on how they are cut into slices.
 */
export async function advance(
  run: Trainable,
  updates: number,
  clock: Clock,
  hooks: LoopHooks,
): Promise<void> {
  let left = updates;
  let burst = 1;
  while (left > 0 && !run.done) {
    const sliceStart = clock.now();
    let burstStart = sliceStart;
    while (burstStart - sliceStart < SLICE_MS && left > 0 && !run.done) {
      const count = Math.min(burst, left);
      run.train(count);
      left -= count;
      const now = clock.now();
      if (now - burstStart < BURST_MS) burst *= 2;
      else if (burst > 1) burst >>= 1;
      burstStart = now;
    }
    if (left <= 0 || run.done) return;
    await clock.breathe();
    if (hooks.interrupted()) return;
    // After the messages: the next frame follows at once, not a slice later.
    hooks.afterSlice();
  }
}
