/** Summaries of the runs of one experiment: the current one, the earlier ones, and how they differ. */
import type { HistorySlice } from './snapshot';

/** The place at which a fork left the run before it. */
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
  /** From 1, in the order in which the runs began. */
  number: number;
  origin: RunOrigin | null;
  /** One value for each of `RunsSummary.options`. */
  values: string[];
}

export interface PastRunSummary extends RunSummary {
  columns: string[];
  history: HistorySlice;
  /** Position of the run when it was left. */
  step: number;
  epoch: number;
  /** Values of the last epoch before that, in the order of the columns; the history may go further. */
  lastEpoch: Float64Array;
}

export interface RunsSummary {
  version: number;
  /** Paths of the options in which the runs differ. */
  options: string[];
  current: RunSummary;
  past: PastRunSummary[];
}
