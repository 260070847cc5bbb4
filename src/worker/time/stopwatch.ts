/** How long a run has been trained, without the time for which it stood still. */
import type { Clock } from './clock';

export class Stopwatch {
  private before = 0;
  /** null while the run stands still. */
  private since: number | null = null;

  constructor(private readonly clock: Clock) {}

  start(): void {
    this.since ??= this.clock.now();
  }

  stop(): void {
    this.before += this.running();
    this.since = null;
  }

  get seconds(): number {
    return (this.before + this.running()) / 1000;
  }

  private running(): number {
    return this.since === null ? 0 : this.clock.now() - this.since;
  }
}
