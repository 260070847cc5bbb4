/** Time as the worker sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds from a fixed point, never going back. */
  now(): number;
  /** Resolves once the messages that have arrived so far have been handled. */
  breathe(): Promise<void>;
}
