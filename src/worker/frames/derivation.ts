/** Derivation of the number that the viewer asks about. */
import { derive } from '../../engine/derivation/derive';
import type { Recording, Run } from '../../engine/training/run';
import { ShapeError } from '../../engine/ground/shapes';
import type { Derivation, Watch, WatchedNumber } from '../../protocol/snapshot';

/**
 * @param resting whether the run stands still: then there is time for the finite difference too
 * @returns null if this network has no such number: another one may have been read since
 */
export function derivationOf(
  run: Run,
  recording: Recording,
  wanted: WatchedNumber,
  resting: boolean,
): Derivation | null {
  const { spec, learningRate: rate } = run;
  const source = { spec, recording, update: { optimizer: spec.optimizer, rate } };
  try {
    return derive(source, { ...wanted, difference: resting });
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}

const ANSWERED = { derivation: null, formula: null, distribution: null };

/** Whether the two differ in nothing but what an answer holds: see `WatchAnswer`. */
export function asksOnly(before: Watch, now: Watch): boolean {
  const rest = (watch: Watch): string =>
    // First and last: the order of a watch's own fields says nothing.
    JSON.stringify({ ...ANSWERED, ...watch, ...ANSWERED });
  return rest(before) === rest(now);
}
