/** A timer of 10 ms on the extension host's thread: how late do its beats get? */
import { readFileSync } from 'node:fs';

const PERIOD = 10;

export class Heartbeat {
  beats = 0;
  /**
   * Milliseconds that the latest beat was late because the thread was busy. Where the system says
   * how long the thread really ran, waiting for a processor that others use does not count.
   */
  latest = 0;
  /** The same by the clock on the wall. */
  latestOnTheWall = 0;
  private wall = performance.now();
  private ran = threadMilliseconds();
  private readonly timer = setInterval(() => this.beat(), PERIOD);

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    const wall = performance.now();
    const ran = threadMilliseconds();
    const late = wall - this.wall - PERIOD;
    const busy = ran === null || this.ran === null ? late : ran - this.ran;
    this.beats++;
    this.latestOnTheWall = Math.max(this.latestOnTheWall, late);
    this.latest = Math.max(this.latest, Math.min(late, busy));
    this.wall = wall;
    this.ran = ran;
  }
}

/** Time that this process's main thread has run; null where the system does not say. */
function threadMilliseconds(): number | null {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}
