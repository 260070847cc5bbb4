/** Where the number comes from that the viewer asks for. */
import { derive } from '../../engine/derivation/derive';
import type { Recording, Run } from '../../engine/training/run';
import { ShapeError } from '../../engine/ground/shapes';
import type { Derivation, Watch, WatchedNumber } from '../../protocol/snapshot';

/**
 * @param resting nothing is in a hurry: the finite difference is computed too
 * @returns null where this network has no such number: another one may have been read since
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

/** All that is new of what is watched is the number that is asked for. */
export function asksOnly(before: Watch, now: Watch): boolean {
  const rest = (watch: Watch): string => JSON.stringify({ ...watch, derivation: null });
  return rest(before) === rest(now);
}
