/** The extension's log, and how errors of commands are shown. */
import { l10n, window, type LogOutputChannel } from 'vscode';
import { Refusal } from './session/source';

export function createLog(): LogOutputChannel {
  return window.createOutputChannel('Backprop Explorer', { log: true });
}

/** One sentence, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Shows one sentence; a problem of a file can be gone to. Does not wait for an answer. */
export function showError(
  error: unknown,
  showProblem: (refusal: Refusal) => void = () => undefined,
): void {
  const message = sentenceOf(error);
  if (!(error instanceof Refusal)) {
    void window.showErrorMessage(message);
    return;
  }
  const show = l10n.t('Show Problem');
  void window.showErrorMessage(message, show).then(choice => {
    if (choice === show) showProblem(error);
  });
}
