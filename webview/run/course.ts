/** Between the updates of a run and its epochs; those of a fork are not all of one length. */
import type { Position, RunDescription, TimelineSpan } from '../../src/protocol/snapshot';

/** Updates done at the end of this epoch, from 1. */
export function stepAfterEpoch(
  { batchesPerEpoch }: Pick<RunDescription, 'batchesPerEpoch'>,
  { origin }: Pick<TimelineSpan, 'origin'>,
  epoch: number,
): number {
  return origin.step + (epoch - origin.epoch) * batchesPerEpoch;
}

/** The step nearest to a number of epochs, which may end inside of one. */
export function stepAtEpochs(
  description: Pick<RunDescription, 'batchesPerEpoch'>,
  timeline: Pick<TimelineSpan, 'origin'>,
  epochs: number,
): number {
  return Math.round(stepAfterEpoch(description, timeline, epochs));
}

/** Epochs done where a run stands; the one that is under way counts by its share. */
export function epochsAt(
  { batchesPerEpoch }: Pick<RunDescription, 'batchesPerEpoch'>,
  { epoch, batch }: Position,
): number {
  return epoch + batch / batchesPerEpoch;
}

/**
 * A value of the last epoch, or of the untrained network; undefined where none has been measured: a fork
 * that measures something else than the run before it has nothing to show before its own first epoch.
 * @param epoch whole epochs done
 * @param begun whole epochs done where the run began
 */
export function measured(value: number, epoch: number, begun: number): number | undefined {
  return epoch <= begun && Number.isNaN(value) ? undefined : value;
}
