/** Notifications and messages: a link in them would be live, so nothing in them is one. */
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

/** Long enough to read a few words. */
const READ_MS = 3000;

/** One sentence, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Shows one sentence; a problem of a file can be gone to. Does not wait for an answer. */
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

/** Shows one sentence that nothing has to be done about at once. */
export function warn(words: string): void {
  void ui.showWarningMessage(plain(words));
}

/** For a moment, in the status bar. */
export function mention(words: string): void {
  ui.setStatusBarMessage(plain(words, LONGEST.label), READ_MS);
}

export interface ProgressReport {
  /** How much was added to what is done. */
  percent: number;
  words: string;
}

/** A notification that can be cancelled, for as long as the work goes on. */
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

/** A log with one line for each message, so that none looks like the next one. */
export function createLog(): Log {
  const channel: LogOutputChannel = window.createOutputChannel('Backprop Explorer', { log: true });
  return {
    info: message => channel.info(plain(message)),
    warn: message => channel.warn(plain(message)),
    dispose: () => channel.dispose(),
  };
}
