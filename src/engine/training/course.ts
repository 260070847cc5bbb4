/** Between the updates of a run and its epochs; those of a fork are not all of one length. */
import type { Origin } from './progress';

/** What a run counts its epochs by. */
export interface Course {
  readonly origin: Origin;
  readonly batchesPerEpoch: number;
}

/** Updates done at the end of this epoch, from 1. */
export function stepAfterEpoch({ origin, batchesPerEpoch }: Course, epoch: number): number {
  return origin.step + (epoch - origin.epoch) * batchesPerEpoch;
}

/** Epochs done after a number of updates; one that is under way counts by its share. */
export function epochsAfterStep({ origin, batchesPerEpoch }: Course, step: number): number {
  return origin.epoch + (step - origin.step) / batchesPerEpoch;
}
