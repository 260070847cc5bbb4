/** A large data file that is being read: how far it is, and a way to stop it. */
import { l10n, ProgressLocation, window, type Disposable, type Progress } from 'vscode';
import type { Reading } from '../protocol/worker';
import { together } from './session/events';
import type { Opened, Sessions } from './sessions';

/** What is over by then is not worth a word. */
const DELAY_MS = 700;

type Report = Progress<{ message?: string; increment?: number }>;

export function registerReadingProgress(sessions: Sessions): Disposable {
  const shown = new Map<Opened, Shown>();
  const end = (opened: Opened): void => {
    shown.get(opened)?.end();
    shown.delete(opened);
  };
  const open = (opened: Opened): void => {
    opened.session.onDidRead(reading => {
      if (!reading) return end(opened);
      const known = shown.get(opened) ?? new Shown(() => opened.session.cancelReading());
      shown.set(opened, known);
      known.show(reading);
    });
  };
  for (const opened of sessions.all()) open(opened);
  return together(sessions.onDidOpen(open), sessions.onDidClose(end), {
    dispose: () => [...shown.keys()].forEach(end),
  });
}

class Shown {
  private report: Report | null = null;
  private finished: (() => void) | null = null;
  private percent = 0;
  private latest: Reading | null = null;
  private readonly timer = setTimeout(() => this.open(), DELAY_MS);

  constructor(private readonly cancel: () => void) {}

  show(reading: Reading): void {
    this.latest = reading;
    this.update();
  }

  end(): void {
    clearTimeout(this.timer);
    this.finished?.();
  }

  private open(): void {
    const title = l10n.t('Reading {0}', this.latest?.file ?? '');
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, (report, token) => {
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
    // Another file begins at its own beginning.
    const increment = Math.max(0, percent - this.percent);
    this.percent = percent;
    this.report.report({ increment, message: `${Math.floor(percent)} %` });
  }
}
