import type { Disposable } from '../events/events';

/** The feed's time; tests replace it. */
export interface FeedClock {
  /** Calls back after the milliseconds, unless it is disposed before. */
  after(milliseconds: number, callback: () => void): Disposable;
}
