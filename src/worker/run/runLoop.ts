/** Training in time slices, so that a pause, a step or a question is answered at once. */
import type { Clock } from './clock';

/** What the loop needs of a run; the engine's `Run` is one. */
export interface Trainable {
  /** Nothing is left to do, or nothing more can be done. */
  readonly done: boolean;
  /** Does up to `updates` updates; fewer where the run comes to its end. */
  train(updates: number): unknown;
}

export interface LoopHooks {
  /** Asked between two slices: has something else been requested? */
  interrupted(): boolean;
  /** Called after a slice, and after the messages that came in meanwhile, to show how far it has come. */
  afterSlice(): void;
}

/** Milliseconds of training between two looks at the message queue. */
export const SLICE_MS = 4;
/** Looking at the clock costs about as much as a small network's step: look about every millisecond. */
const BURST_MS = 1;

/**
 * Does up to `updates` updates. The updates do not depend on how they are cut into slices: they are
 * the same bits whatever the clock says.
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
    // After the messages: a frame that has just been taken is followed at once, not a slice later.
    hooks.afterSlice();
  }
}
