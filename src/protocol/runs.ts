/** The runs of one experiment: the current one, the earlier ones and how they differ, and those of a sweep. */
import type { EpochRow } from '../experiment/sweep/results';
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
  /** The file of the current run has a sweep. */
  sweeps: boolean;
  /** Paths of the options in which the runs differ. */
  options: string[];
  current: RunSummary;
  past: PastRunSummary[];
}

/** A finished run of a sweep. */
export interface SweptRun {
  /** From 0, in the order of the plan. */
  number: number;
  /** The swept paths as they are written, with their values. */
  parameters: { [path: string]: unknown };
  /** The last row of the epoch log; empty if no epoch was finished. */
  final: EpochRow;
  /** Epochs trained. */
  epochs: number;
  /** Some rows of the epoch log, at the same epochs for every run. */
  log: EpochRow[];
  /** One sentence if its numbers have left the finite range. */
  failure: string | null;
}

export interface SweepProgress {
  /** Runs that have ended since the last message. */
  runs: SweptRun[];
  /** Number of runs that have ended, of all. */
  done: number;
  of: number;
  /** Progress of the current run; 0 of 0 between two runs. */
  epoch: number;
  epochs: number;
}

/** Runs that differ only in what the sweep aggregates over; a single run if it aggregates nothing. */
export interface SweptGroup {
  /** The other swept values, such as `learning_rate 0.1`; empty if there are none. */
  label: string;
  runs: number;
  /** Per epoch: the mean of the metric over the runs, and its standard deviation (ddof 0). */
  epochs: Float64Array;
  mean: Float64Array;
  std: Float64Array;
}

/** The file's own sweep, or one over seeds that needs none in the file. */
export type SweepKind = 'file' | 'seeds';

export type SweepState = 'running' | 'done' | 'cancelled' | 'failed';

/** Of a run of a sweep: it is to come, it has ended, or its numbers have left the finite range. */
export const SWEPT = { toCome: 0, ended: 1, failed: 2 } as const;

/** Results of a sweep so far, as the panel draws them. */
export interface SweepCurves {
  kind: SweepKind;
  state: SweepState;
  /** The reason if it failed. */
  message: string;
  /** What is swept, with its values as they are written. */
  parameters: RunOption[];
  /** Columns of the epoch log; the metric alone until a run has ended. */
  columns: string[];
  /** Of each run, also of those to come, the index of its value of each parameter. */
  choices: number[][];
  /** Of each run its last value of each column, run by run; NaN where there is none. */
  finals: Float64Array;
  /** Of each run one of `SWEPT`. */
  ended: Uint8Array;
  /** Column of the epoch log. */
  metric: string;
  goal: 'minimize' | 'maximize';
  /** Paths that it aggregates over; if there are none, every group is one run. */
  over: string[];
  done: number;
  of: number;
  /** Groups of the runs whose numbers stayed finite, in the order of the file. */
  groups: SweptGroup[];
}

/** What a student's program has printed of a column. */
export interface PrintedColumn {
  /** Column of the run's own log. */
  column: string;
  /** By rising epochs. */
  epochs: Float64Array;
  values: Float64Array;
}

/** The log of a student's program beside the run. */
export interface MyLog {
  /** `comparing` until the run has been computed; `unreadable`: it is no log, or the run cannot begin. */
  verdict: 'comparing' | 'unreadable' | 'agrees' | 'explained' | 'differs';
  /** One sentence or a few; empty while it is being compared. */
  message: string;
  /** The first epoch that differs, and its column; null: none does. */
  first: { epoch: number; column: string } | null;
  columns: PrintedColumn[];
}
