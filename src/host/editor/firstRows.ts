/** Shows the first rows of the data in a peek view of the experiment. */
import { EventEmitter, l10n, Location, Position, Uri, workspace, type Disposable } from 'vscode';
import { describePart, plainRows, type PartName } from './dataText';
import { baseName } from '../documents/files';
import { together } from '../events/events';
import type { Sessions } from '../sessions/sessions';

/** Scheme of read-only documents with the first rows of one part of an experiment. */
const SCHEME = 'backprop-rows';

const EXTENT = { rows: 20, inputs: 12 };

export function registerFirstRows(sessions: Sessions): Disposable {
  const changes = new EventEmitter<Uri>();
  return together(
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: uri => textOf(sessions, uri),
    }),
    sessions.onDidChange(({ opened, change }) => {
      if (change !== 'checked') return;
      const address = opened.uri.toString();
      for (const { uri } of workspace.textDocuments)
        if (uri.scheme === SCHEME && uri.query === address) changes.fire(uri);
    }),
    changes,
  );
}

/** Arguments of the command that opens the peek view. */
export function peekFirstRows(experiment: Uri, at: Position, part: PartName): unknown[] {
  const path = `/${l10n.t('first rows of {0}', `${part}, ${baseName(experiment)}`)}.txt`;
  const rows = Uri.from({ scheme: SCHEME, path, query: experiment.toString(), fragment: part });
  return [experiment, at, [new Location(rows, new Position(0, 0))], 'peek'];
}

export const PEEK_COMMAND = 'editor.action.peekLocations';

function textOf(sessions: Sessions, { query, fragment }: Uri): string {
  const summary = sessions.get(Uri.parse(query))?.session.checked.summary;
  const part = fragment as PartName;
  if (!summary?.[part]) return l10n.t('The data could not be read.');
  return `${plainRows(summary, part, EXTENT)}\n\n${describePart(summary, part)}\n`;
}
