/** Holds back what need not come as often as frames do, so that the pictures have the time. */
export class Pace {
  private last = -Infinity;
  private held = false;
  private waiting = false;

  /**
   * @param interval milliseconds from one time to the next
   * @param again is called as soon as what was held back is due
   * @param wait tests bring their own
   */
  constructor(
    private readonly interval: number,
    private readonly again: () => void,
    private readonly wait = (ended: () => void, milliseconds: number): void => {
      setTimeout(ended, milliseconds);
    },
  ) {}

  /** Is it due? Always where nothing runs. */
  allows(now: number, running: boolean): boolean {
    const left = this.last + this.interval - now;
    this.held = running && left > 0;
    if (!this.held) this.last = now;
    else if (!this.waiting) {
      this.waiting = true;
      this.wait(() => this.end(), left);
    }
    return !this.held;
  }

  private end(): void {
    this.waiting = false;
    if (this.held) this.again();
  }
}
