/** What is told of a sweep while it goes on. */
import type { EpochRow } from '../experiment/sweep/results';

/** One run of a sweep that is over. */
export interface SweptRun {
  /** The swept paths as they are written, with their values. */
  parameters: { [path: string]: unknown };
  /** The last row of the epoch log; empty where the first epoch was not finished. */
  final: EpochRow;
  /** How many epochs it went through. */
  epochs: number;
  /** Some rows of the epoch log, at the same epochs for every run. */
  log: EpochRow[];
  /** One sentence: its numbers are not finite any more. */
  failure: string | null;
}

export interface SweepProgress {
  /** Those that have ended since the last message. */
  runs: SweptRun[];
  /** How many have ended, of how many. */
  done: number;
  of: number;
  /** How far the present one is; 0 of 0 between two of them. */
  epoch: number;
  epochs: number;
}

/** Runs that differ only in what the sweep aggregates over; else a single run. */
export interface SweptGroup {
  /** `learning_rate 0.1`; empty where nothing else is swept. */
  label: string;
  runs: number;
  /** One entry for each: the mean of the metric, and its standard deviation (ddof 0). */
  epochs: Float64Array;
  mean: Float64Array;
  std: Float64Array;
}

/** What a sweep has come to so far, as the panel draws it. */
export interface SweepCurves {
  /** Column of the epoch log. */
  metric: string;
  goal: 'minimize' | 'maximize';
  /** The paths it aggregates over; none: every group is one run. */
  over: string[];
  done: number;
  of: number;
  /** Groups of the runs whose numbers stayed finite, in the order of the file. */
  groups: SweptGroup[];
}
