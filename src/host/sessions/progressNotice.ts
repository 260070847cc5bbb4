/** A notification with the progress of slow work, and a way to cancel it. */
import { withNotice, type ProgressReport } from '../surfaces/tell';

/** Milliseconds; work that is over by then is not mentioned. */
const DELAY_MS = 700;

export class ProgressNotice {
  private report: ((progress: ProgressReport) => void) | null = null;
  private finished: (() => void) | null = null;
  private percent = 0;
  private latest: { done: number; total: number } | null = null;
  private readonly timer = setTimeout(() => this.open(), DELAY_MS);

  /** @param title asked for when the notification opens */
  constructor(
    private readonly title: () => string,
    private readonly cancel: () => void,
  ) {}

  show(progress: { done: number; total: number }): void {
    this.latest = progress;
    this.update();
  }

  end(): void {
    clearTimeout(this.timer);
    this.finished?.();
  }

  private open(): void {
    void withNotice(this.title(), (report, token) => {
      token.onCancellationRequested(this.cancel);
      this.report = report;
      this.update();
      return new Promise<void>(resolve => (this.finished = resolve));
    });
  }

  private update(): void {
    if (!this.report || !this.latest) return;
    const { done, total } = this.latest;
    const percent = (100 * done) / total;
    // Work that begins again counts from 0.
    const increment = Math.max(0, percent - this.percent);
    this.percent = percent;
    this.report({ percent: increment, words: `${Math.floor(percent)} %` });
  }
}
