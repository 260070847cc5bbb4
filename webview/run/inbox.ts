/** The host's messages, on their way to the pictures. */
import type { ToPanel } from '../../src/protocol/panel';

/**
 * So many wait for the frames of the screen that follow, and bridge the time in which no message
 * comes. Of more, the oldest are left out rather than shown late.
 */
const MOST_WAITING = 4;

export class Inbox {
  private readonly waiting: ToPanel[] = [];

  add(message: ToPanel): void {
    this.waiting.push(message);
  }

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  /**
   * What the next picture shows. While a run goes on that is the next message, with those that are
   * left out: two that come within one frame of the screen, and none within the next, still make
   * two pictures.
   */
  take(running: boolean): ToPanel[] {
    const { length } = this.waiting;
    return this.waiting.splice(0, running ? Math.max(1, length - MOST_WAITING) : length);
  }
}
