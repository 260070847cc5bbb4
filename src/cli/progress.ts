/** One line on a terminal that is written over; nothing anywhere else. */
import type { Io } from './io';

/** Milliseconds between two looks. */
const INTERVAL = 100;

export class Progress {
  private last: number;
  private shown = false;
  private readonly active: boolean;

  constructor(
    private readonly io: Io,
    quiet: boolean,
  ) {
    this.active = io.terminal && !quiet;
    this.last = io.now();
  }

  show(line: () => string): void {
    if (!this.active || this.io.now() - this.last < INTERVAL) return;
    this.last = this.io.now();
    this.shown = true;
    this.io.err(`\r\x1b[K${line()}`);
  }

  clear(): void {
    if (this.shown) this.io.err('\r\x1b[K');
    this.shown = false;
  }
}
