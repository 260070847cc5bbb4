/** The host's messages, on their way to the pictures. */
import type { ToPanel } from '../src/protocol/panel';

/** Where more than this have gathered, pictures are left out rather than shown late. */
const MOST_WAITING = 6;

export class Inbox {
  private readonly waiting: ToPanel[] = [];

  add(message: ToPanel): void {
    this.waiting.push(message);
  }

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  /**
   * What the next picture shows. While a run goes on that is one message: two that come within one
   * frame of the screen, and none within the next, still make two pictures.
   */
  take(running: boolean): ToPanel[] {
    const one = running && this.waiting.length <= MOST_WAITING;
    return this.waiting.splice(0, one ? 1 : this.waiting.length);
  }
}
