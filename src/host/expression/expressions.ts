/** Keeps what is known of every expression up to date with its file. */
import { workspace, type Disposable } from 'vscode';
import { isExperiment } from '../documents/files';
import { together } from '../events/events';
import type { Opened, Sessions } from '../sessions/sessions';

export function registerExpressions(sessions: Sessions): Disposable {
  return together(
    sessions.onDidOpen(follow),
    // An expression is small: it is read with every edit, and not only after a rest.
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const opened = sessions.get(document.uri);
      if (opened?.expression.active && contentChanges.length > 0) follow(opened);
    }),
    // Whatever else is read: the file may have become one.
    sessions.onDidChange(({ opened, change }) => {
      if (change === 'checked') follow(opened);
    }),
  );
}

/** A file that cannot be read at all is what the session's own check complains about. */
function follow(opened: Opened): void {
  readExpression(opened).catch(() => undefined);
}

/** Whether the file is an expression, right or wrong, as it is written now. */
export async function readExpression(opened: Opened): Promise<boolean> {
  if (!isExperiment(opened.uri)) return false;
  const reading = await opened.source.read(opened.session.ask);
  if (!opened.session.closed) opened.expression.take(reading);
  return opened.expression.active;
}
