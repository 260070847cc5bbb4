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
