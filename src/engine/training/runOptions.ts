/** How a run is asked to work. */
import type { KernelChoice } from './kernelChoice';
import type { Threads } from '../kernels/threads';

/** How a run works, as against what it computes. */
export interface RunOptions {
  kernels?: KernelChoice;
  /** Rows that the epoch log keeps at most, see RowLog; all of them where nothing is said. */
  logRows?: number;
  /**
   * Called at the end of each epoch, also where many are trained in one call.
   * @param values the epoch's row of the log, overwritten by the next
   */
  onEpoch?: (epoch: number, values: Float64Array) => void;
  /** For large batches, where the runtime has threads: the numbers are those of a single one. */
  threads?: Threads | null;
}
