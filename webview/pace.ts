/** Words and curves that change more often than this cannot be read (ms). */
const READABLE = 50;

/** Holds back what nobody could follow as often as frames come, so that the pictures have the time. */
export class Pace {
  private last = -Infinity;
  private held = false;
  private waiting = false;

  /**
   * @param again is called as soon as it can be shown, where it was held back
   * @param wait tests bring their own
   */
  constructor(
    private readonly again: () => void,
    private readonly wait = (ended: () => void, milliseconds: number): void => {
      setTimeout(ended, milliseconds);
    },
  ) {}

  /** May it be shown now? Always where nothing runs. */
  allows(now: number, running: boolean): boolean {
    const left = this.last + READABLE - now;
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
