/** The worker's time; tests replace it. */
export interface Clock {
  /** Milliseconds since a fixed point; never goes back. */
  now(): number;
  /** Resolves once the messages that have arrived so far have been handled. */
  breathe(): Promise<void>;
}
