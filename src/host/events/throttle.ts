/** Acts at once, and then at most once per interval; the last request is never lost. */
import type { Disposable } from './events';

export class Throttle implements Disposable {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private requested = false;

  constructor(
    private readonly milliseconds: number,
    private readonly action: () => void,
  ) {}

  request(): void {
    if (this.timer) this.requested = true;
    else this.now();
  }

  /** Acts at once, however recent the last time is. */
  now(): void {
    if (this.timer) clearTimeout(this.timer);
    this.requested = false;
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.requested) this.now();
    }, this.milliseconds);
    this.action();
  }

  dispose(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
