/** The end of a run's log, as it is shown while it trains. */

/** Lines of text that may be asked for at once. */
export const MOST_LOG_LINES = 100;

export interface LogTail {
  /** The last lines of text up to the step that is shown, the newest last. */
  lines: string[];
  /** The first epoch at whose end something is written. */
  first: number;
}
