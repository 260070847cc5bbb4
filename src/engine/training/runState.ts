/** All that a run's further course depends on, between two updates. */
import type { EndingState } from './ending';
import type { EpochSums } from './recording/epochRecorder';
import type { OptimizerState } from '../optimizers/optimizers';
import type { ProgressState } from './progress';
import type { FloatArray } from '../ground/spec';

/** Plain data: survives structured cloning. Nothing in it is ever written to again. */
export interface RunState {
  progress: ProgressState;
  /** W and b of layer after layer. */
  parameters: FloatArray[];
  optimizer: OptimizerState;
  sums: EpochSums;
  ending: EndingState;
}

/** Bytes of the arrays of a state, but for the order of its epoch, which others of it share. */
export function bytesOf({ parameters, optimizer, progress }: RunState): number {
  const arrays = [...parameters, ...optimizer.arrays, progress.stream.key];
  return arrays.reduce((sum, array) => sum + array.byteLength, 0);
}

/** Bytes of the orders of these states, each of which counts once. */
export function orderBytes(states: readonly RunState[]): number {
  const orders = new Set(states.map(({ progress }) => progress.order));
  return [...orders].reduce((sum, order) => sum + (order?.byteLength ?? 0), 0);
}
