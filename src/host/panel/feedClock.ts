import type { Disposable } from '../events/events';

/** Time as the feed sees it; tests bring their own. */
export interface FeedClock {
  /** Calls back later, unless disposed before. */
  after(milliseconds: number, callback: () => void): Disposable;
}
