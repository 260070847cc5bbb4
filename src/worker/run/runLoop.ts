/** Trains in time slices, so that requests are answered at once. */
import { type Station, type Trainable, trainPast } from '../../engine/training/stations';
import type { Clock } from '../time/clock';

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
 * Does up to `updates` updates, past these stations. Their bits do not depend on how they are cut
 * into slices.
 * @returns why a station stopped the run; else null
 */
export async function advance(
  run: Trainable,
  stations: readonly Station[],
  updates: number,
  clock: Clock,
  hooks: LoopHooks,
): Promise<string | null> {
  let left = updates;
  let burst = 1;
  while (left > 0 && !run.done) {
    const sliceStart = clock.now();
    let burstStart = sliceStart;
    while (burstStart - sliceStart < SLICE_MS && left > 0 && !run.done) {
      const count = Math.min(burst, left);
      const reason = trainPast(run, count, stations);
      if (reason !== null) return reason;
      left -= count;
      const now = clock.now();
      if (now - burstStart < BURST_MS) burst *= 2;
      else if (burst > 1) burst >>= 1;
      burstStart = now;
    }
    if (left <= 0 || run.done) break;
    await clock.breathe();
    if (hooks.interrupted()) break;
    // After the messages: the next frame follows at once, not a slice later.
    hooks.afterSlice();
  }
  return null;
}
