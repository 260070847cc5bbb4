/** A progress line on a terminal, overwritten in place; nothing if there is no terminal. */
import type { Io } from './io';

/** Milliseconds between two lines, and calls between two looks at the clock. */
const INTERVAL = 100;
const CALLS = 16;

export class Progress {
  private last: number;
  private shown = false;
  private calls = 0;
  private readonly active: boolean;

  constructor(
    private readonly io: Io,
    quiet: boolean,
  ) {
    this.active = io.terminal && !quiet;
    this.last = io.now();
  }

  show(line: () => string): void {
    if (!this.active || this.calls++ % CALLS !== 0) return;
    const now = this.io.now();
    if (now - this.last < INTERVAL) return;
    this.last = now;
    this.shown = true;
    this.io.err(`\r\x1b[K${line()}`);
  }

  clear(): void {
    if (this.shown) this.io.err('\r\x1b[K');
    this.shown = false;
  }
}
