/** How a run has gone: its log, where it stands, and what ended it. */
import type { LayerParameters } from '../../../engine/ground/shapes';
import type { NonFinite } from '../../../engine/network/nonFinite';
import type { Run } from '../../../engine/training/run';

export interface Course {
  parameters: readonly LayerParameters[];
  /** A value for each epoch of the log, by the name of its column. */
  columns: ReadonlyMap<string, Float64Array>;
  /** The epoch of each row of the log. */
  epochs: Float64Array;
  failure: NonFinite | null;
  /** Updates done. */
  steps: number;
  /** Whether the run is at its end. */
  done: boolean;
}

/** Reads what the run has logged; computes nothing. */
export function courseOf(run: Run): Course {
  const { numbers, values } = run.log.slice(0);
  const { epoch } = run.position;
  // A run that has been taken back keeps the rows of what it had done.
  const after = numbers.findIndex(number => number > epoch);
  const rows = after < 0 ? numbers.length : after;
  return {
    parameters: run.parameters,
    columns: new Map(run.columns.map((column, at) => [column, values[at].subarray(0, rows)])),
    epochs: numbers.subarray(0, rows),
    failure: run.firstNonFinite(),
    steps: run.position.step,
    done: run.done,
  };
}
