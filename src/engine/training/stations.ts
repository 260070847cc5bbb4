/** Where a run that trains halts for a moment, so that something can look at it. */
import type { Run } from './run';

/** What the loop needs of a run. */
export type Trainable = Pick<Run, 'train' | 'done' | 'position'>;

export interface Station {
  /**
   * The run is about to go on from where it stands.
   * @param updates how many it has been asked for
   */
  leave?(updates: number): void;
  /** The step at which the run must halt here at the latest; Infinity where that makes no difference. */
  due(step: number): number;
  /**
   * The run has halted, here or at another station; so it has before its first update.
   * @returns why it should not go on, in a sentence; null where it may
   */
  look(): string | null;
}

/**
 * Does up to `updates` updates, fewer where the run ends or a station stops it. Only this loop trains;
 * the stations look, in their order. The bits do not depend on where the run halts.
 * @returns why a station stopped it; else null
 */
export function trainPast(
  run: Trainable,
  updates: number,
  stations: readonly Station[],
): string | null {
  const { step: start } = run.position;
  for (;;) {
    const reason = lookAround(stations);
    const { step } = run.position;
    const left = updates - (step - start);
    if (reason !== null || left <= 0 || run.done) return reason;
    let portion = left;
    for (const station of stations) {
      station.leave?.(left);
      portion = Math.min(portion, Math.max(1, station.due(step) - step));
    }
    run.train(portion);
  }
}

/** All of them look, also where one of the first has stopped the run. */
function lookAround(stations: readonly Station[]): string | null {
  let reason: string | null = null;
  for (const station of stations) reason = station.look() ?? reason;
  return reason;
}
