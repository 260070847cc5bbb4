/** The questions of New Experiment: its origin and its file. */
import { l10n, workspace, type Uri } from 'vscode';
import { ALL_ENDINGS, isTableName } from '../../experiment/data/csv/endings';
import { bytesReadAsTable } from '../../experiment/newExperiment/readsAsTable';
import { baseName, isTableFile, stateOf, TABLE_GLOB } from '../documents/files';
import { MEGABYTE } from '../surfaces/configuration';
import { chooseFile, pickOne, type Choice } from '../surfaces/ask';

export type Origin = 'sample' | 'table';

export function chooseOrigin(): Promise<Origin | undefined> {
  const choices: Choice<Origin>[] = [
    {
      icon: 'beaker',
      label: l10n.t('From a sample…'),
      detail: l10n.t('A copy of one of the samples, to be changed.'),
      value: 'sample',
    },
    {
      icon: 'table',
      label: l10n.t('From a table…'),
      detail: l10n.t('A small network for data of your own: choose what it learns, and from what.'),
      value: 'table',
    },
  ];
  return pickOne(choices, { title: l10n.t('New Experiment') });
}

/** Most files in the list; with more, browsing is easier. */
const MOST_FILES = 200;
/** Most files that are opened to see whether they are tables, and their bytes. */
const MOST_TEXTS = 50;
const LARGEST_TEXT = 16 * MEGABYTE;

/** Asks for a table of the workspace, the current one first, or one found by browsing. */
export async function chooseTable(current: Uri | undefined): Promise<Uri | undefined> {
  const found = await tablesOfWorkspace();
  const first = current && isTableFile(current) ? [current] : [];
  const others = found
    .filter(uri => uri.toString() !== first[0]?.toString())
    .sort((a, b) => a.path.localeCompare(b.path));
  const choices: Choice<Uri | null>[] = [...first, ...others].map(uri => ({
    icon: 'table',
    label: baseName(uri),
    description: workspace.asRelativePath(uri),
    value: uri,
  }));
  choices.push({ icon: 'folder-opened', label: l10n.t('Browse…'), value: null });
  const options = { title: l10n.t('New Experiment: which table?'), matchOnDescription: true };
  const chosen = await pickOne(choices, options);
  if (chosen !== null) return chosen;
  const endings = ALL_ENDINGS.flatMap(ending => [ending, ending.toUpperCase()]);
  return chooseFile({ [l10n.t('Tables')]: endings });
}

/** A file whose name says nothing is one of them if its rows read as a table. */
async function tablesOfWorkspace(): Promise<Uri[]> {
  const found = await workspace.findFiles(TABLE_GLOB, '**/node_modules/**', MOST_FILES);
  const named = found.filter(({ path }) => isTableName(path));
  const texts = found.filter(({ path }) => !isTableName(path)).slice(0, MOST_TEXTS);
  const areTables = await Promise.all(texts.map(holdsTable));
  return [...named, ...texts.filter((_, index) => areTables[index])];
}

async function holdsTable(uri: Uri): Promise<boolean> {
  const state = await stateOf(uri);
  if (state?.kind !== 'file' || state.size > LARGEST_TEXT) return false;
  return bytesReadAsTable(await state.read());
}
