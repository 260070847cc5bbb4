/** Tells the host what has been drawn, and what that cost. */
import { Pace } from './pace';

/**
 * Milliseconds from one receipt to the next while a run goes on. Each is a message, and so is the
 * host's answer: one for every picture would hold up the pictures, where a window takes in messages
 * one by one.
 */
const INTERVAL = 100;

export class Receipts {
  private readonly pace: Pace;
  private revision: number | null = null;
  private cost = 0;
  private drawings = 0;

  /** @param again is called when a receipt that was held back can be sent */
  constructor(
    again: () => void,
    private readonly send: (revision: number, cost: number) => void,
  ) {
    this.pace = new Pace(INTERVAL, again);
  }

  /** @param cost milliseconds of the drawing that shows this revision */
  note(revision: number, cost: number): void {
    this.revision = revision;
    this.cost += cost;
    this.drawings++;
  }

  /** Sends the newest revision, and what a drawing cost on average since the last receipt. */
  update(now: number, running: boolean): void {
    const { revision } = this;
    if (revision === null || !this.pace.allows(now, running)) return;
    this.send(revision, this.cost / this.drawings);
    this.revision = null;
    this.cost = 0;
    this.drawings = 0;
  }
}
