/** Keeps every expression up to date with its file. */
import { workspace, type Disposable } from 'vscode';
import { isExperiment } from '../documents/files';
import { together } from '../events/events';
import type { Opened, Sessions } from '../sessions/sessions';

export function registerExpressions(sessions: Sessions): Disposable {
  return together(
    sessions.onDidOpen(follow),
    // An expression is small: it is read at every edit, and not only after a pause.
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const opened = sessions.get(document.uri);
      if (opened?.expression.active && contentChanges.length > 0) follow(opened);
    }),
    // Other readings count, too: the file may have become an expression.
    sessions.onDidChange(({ opened, change }) => {
      if (change === 'checked') follow(opened);
    }),
  );
}

/** Ignores a file that cannot be read: the session's check reports it. */
function follow(opened: Opened): void {
  readExpression(opened).catch(() => undefined);
}

/** Whether the file is an expression now, with or without errors. */
export async function readExpression(opened: Opened): Promise<boolean> {
  if (!isExperiment(opened.uri)) return false;
  const reading = await opened.source.read(opened.session.ask);
  if (!opened.session.closed) opened.expression.take(reading);
  return opened.expression.active;
}
