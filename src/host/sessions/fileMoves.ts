/** Keeps sessions with files that are renamed, moved with a folder, deleted, or saved for the first time. */
import { workspace, type Disposable, type TextDocument, type Uri } from 'vscode';
import { isTableFile, isExperiment } from '../documents/files';
import { movedPath } from '../documents/moved';
import { together } from '../events/events';
import type { Sessions } from './sessions';

export function registerFileMoves(sessions: Sessions): Disposable {
  return together(
    workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) {
        for (const uri of below(sessions, oldUri)) {
          const path = movedPath(uri.path, oldUri.path, newUri.path);
          if (path !== null) sessions.rename(uri, newUri.with({ path }));
        }
      }
    }),
    workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files.flatMap(file => below(sessions, file))) sessions.lose(uri);
    }),
    workspace.onDidSaveTextDocument(document => {
      const draft = draftOf(document, sessions);
      if (draft) sessions.rename(draft, document.uri);
    }),
  );
}

/** The files with a session that are this file or in this folder. */
function below(sessions: Sessions, file: Uri): Uri[] {
  const isBelow = (uri: Uri): boolean =>
    uri.scheme === file.scheme &&
    uri.authority === file.authority &&
    movedPath(uri.path, file.path, file.path) !== null;
  return sessions
    .all()
    .map(({ uri }) => uri)
    .filter(isBelow);
}

/** An untitled document is saved as a new document, while it is still open itself. */
function draftOf(saved: TextDocument, sessions: Sessions): Uri | undefined {
  if (saved.isUntitled || !(isExperiment(saved.uri) || isTableFile(saved.uri))) return undefined;
  const text = saved.getText();
  return workspace.textDocuments.find(
    each => each.isUntitled && sessions.get(each.uri) && each.getText() === text,
  )?.uri;
}
