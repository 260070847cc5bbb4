/** Messages that are about to leave for the page. Knows nothing of vscode. */
import type { ToPanel } from '../../protocol/panel';
import type { FeedClock } from './feedClock';
import type { Disposable } from '../events/events';

/** So many go as one: a window that is far away, or busy, takes about as long for two as for one. */
const TOGETHER = 2;
/** Milliseconds for which the first of them waits: a little more than from one frame to the next. */
const LONGEST_WAIT = 20;

export class Outbox {
  private messages: ToPanel[] = [];
  private timer: Disposable | null = null;

  constructor(
    private readonly post: (message: ToPanel) => void,
    private readonly clock: FeedClock,
  ) {}

  /** @param urgent goes at once, after those that waited */
  add(message: ToPanel, urgent: boolean): void {
    this.messages.push(message);
    if (urgent || this.messages.length === TOGETHER) this.flush();
    else this.timer ??= this.clock.after(LONGEST_WAIT, () => this.flush());
  }

  /** Nobody is there to read them. */
  clear(): void {
    this.timer?.dispose();
    this.timer = null;
    this.messages = [];
  }

  private flush(): void {
    const { messages } = this;
    this.clear();
    for (const message of messages) this.post(message);
  }
}
