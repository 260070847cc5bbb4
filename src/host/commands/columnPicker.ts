/** The questions of New Experiment: its origin and its file. */
import { l10n, workspace, type Uri } from 'vscode';
import { baseName, CSV_GLOB, isCsv } from '../documents/files';
import { chooseFile, pickOne, type Choice } from '../surfaces/ask';

export type Origin = 'sample' | 'csv';

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
      label: l10n.t('From a CSV file…'),
      detail: l10n.t('A small network for data of your own: choose what it learns, and from what.'),
      value: 'csv',
    },
  ];
  return pickOne(choices, { title: l10n.t('New Experiment') });
}

/** Most files in the list; with more, browsing is easier. */
const MOST_FILES = 200;

/** Asks for a CSV file of the workspace, the current one first, or one found by browsing. */
export async function chooseCsv(current: Uri | undefined): Promise<Uri | undefined> {
  const found = await workspace.findFiles(CSV_GLOB, '**/node_modules/**', MOST_FILES);
  const first = current && isCsv(current) ? [current] : [];
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
  const options = { title: l10n.t('New Experiment: which CSV file?'), matchOnDescription: true };
  const chosen = await pickOne(choices, options);
  return chosen === null ? chooseFile({ CSV: ['csv', 'CSV'] }) : chosen;
}
