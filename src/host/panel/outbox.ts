/** Gathers messages to the page, to send several as one. Knows nothing of vscode. */
import type { ToPanel } from '../../protocol/panel';
import type { FeedClock } from './feedClock';
import type { Disposable } from '../events/events';

/** Messages sent as one: a distant or busy window takes about as long for two as for one. */
const TOGETHER = 2;
/** Milliseconds that the first of them waits: a little more than from one frame to the next. */
const LONGEST_WAIT = 20;

export class Outbox {
  private messages: ToPanel[] = [];
  private timer: Disposable | null = null;

  constructor(
    private readonly post: (message: ToPanel) => void,
    private readonly clock: FeedClock,
  ) {}

  /** @param urgent whether to send it at once, after the waiting ones */
  add(message: ToPanel, urgent: boolean): void {
    this.messages.push(message);
    if (urgent || this.messages.length === TOGETHER) this.flush();
    else this.timer ??= this.clock.after(LONGEST_WAIT, () => this.flush());
  }

  /** Drops the waiting messages: the page is gone. */
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
