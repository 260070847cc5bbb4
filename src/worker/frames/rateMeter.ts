/** Updates per second, measured over about a second. */
const WINDOW_MS = 1000;

export class RateMeter {
  private from: { time: number; step: number } | null = null;
  private last = 0;

  /** Call when training starts or goes on, at this step. */
  start(time: number, step: number): void {
    this.from = { time, step };
    this.last = 0;
  }

  /** Updates per second; 0 until there is a measurement. */
  at(time: number, step: number): number {
    if (!this.from || time <= this.from.time) return this.last;
    const elapsed = time - this.from.time;
    const rate = ((step - this.from.step) / elapsed) * 1000;
    if (elapsed >= WINDOW_MS) {
      this.last = rate;
      this.from = { time, step };
    }
    return this.last > 0 ? this.last : rate;
  }

  /** Forgets the rate: another run begins. */
  clear(): void {
    this.from = null;
    this.last = 0;
  }

  /** Keeps the last rate: training has stopped. */
  stop(time: number, step: number): void {
    this.last = this.at(time, step);
    this.from = null;
  }
}
