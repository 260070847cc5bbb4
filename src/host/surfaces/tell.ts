/** Notifications and messages, all in plain text: a link in them would be live. */
import {
  l10n,
  ProgressLocation,
  window,
  type CancellationToken,
  type LogOutputChannel,
} from 'vscode';
import { Refusal } from '../session/file/source';
import { LONGEST, plain } from './plainText';
import { ui } from './ui';

/** Milliseconds to read a few words. */
const READ_MS = 3000;

/** The message of anything thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Shows an error; one of a file gets a button to its problem. Does not wait for an answer. */
export function showError(error: unknown, showProblem?: (refusal: Refusal) => void): void {
  const message = plain(sentenceOf(error));
  if (!(error instanceof Refusal) || !showProblem) {
    void ui.showErrorMessage(message);
    return;
  }
  const show = l10n.t('Show Problem');
  void ui.showErrorMessage(message, show).then(choice => {
    if (choice === show) showProblem(error);
  });
}

/** Shows a warning, and does not wait. */
export function warn(words: string): void {
  void ui.showWarningMessage(plain(words));
}

/** Shows words in the status bar for a moment. */
export function mention(words: string): void {
  ui.setStatusBarMessage(plain(words, LONGEST.label), READ_MS);
}

export interface ProgressReport {
  /** Progress since the last report. */
  percent: number;
  words: string;
}

/** Shows a notification with a Cancel button while the work goes on. */
export async function withNotice<T>(
  title: string,
  work: (report: (progress: ProgressReport) => void, token: CancellationToken) => Promise<T>,
): Promise<T> {
  const options = {
    location: ProgressLocation.Notification,
    title: plain(title, LONGEST.label),
    cancellable: true,
  };
  return ui.withProgress(options, (progress, token) =>
    work(
      ({ percent, words }) =>
        progress.report({ increment: percent, message: plain(words, LONGEST.label) }),
      token,
    ),
  );
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
  dispose(): void;
}

/** Creates a log with one line per message, so that no message can pose as another. */
export function createLog(): Log {
  const channel: LogOutputChannel = window.createOutputChannel('Backprop Explorer', { log: true });
  return {
    info: message => channel.info(plain(message)),
    warn: message => channel.warn(plain(message)),
    dispose: () => channel.dispose(),
  };
}
