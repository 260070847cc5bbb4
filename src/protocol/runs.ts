/** What is told of the runs of one experiment: those before the present one, and how they differ. */
import type { HistorySlice } from './snapshot';

/** Where a run that is a fork left the run before it. */
export interface RunOrigin {
  /** Number of the run it left. */
  run: number;
  step: number;
  epoch: number;
}

/** An option in which runs differ, with the value of each. */
export interface RunOption {
  /** Dotted, as in the file: `optimizer.learning_rate`. */
  path: string;
  values: string[];
}

export interface RunSummary {
  /** From 1, in the order in which they were begun. */
  number: number;
  origin: RunOrigin | null;
  /** One for each of `RunsSummary.options`. */
  values: string[];
}

export interface PastRunSummary extends RunSummary {
  columns: string[];
  history: HistorySlice;
  /** Where it stood when it was left. */
  step: number;
  epoch: number;
  /** What the epoch before that came to, as the columns: the history may go further. */
  lastEpoch: Float64Array;
}

export interface RunsSummary {
  version: number;
  /** Paths of the options in which the runs differ. */
  options: string[];
  present: RunSummary;
  past: PastRunSummary[];
}
