/** The questions of New Experiment: where it starts, which file, which columns; with a preview. */
import { l10n, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import type { ColumnChoice } from '../experiment/csvExperiment';
import type { CsvColumn } from '../experiment/csvSample';
import { baseName, isCsv } from './documents/files';

export type Origin = 'sample' | 'csv';

export async function chooseOrigin(): Promise<Origin | undefined> {
  const items: (QuickPickItem & { origin: Origin })[] = [
    {
      label: `$(beaker) ${l10n.t('From a sample…')}`,
      detail: l10n.t('A copy of one of the samples, to be changed.'),
      origin: 'sample',
    },
    {
      label: `$(table) ${l10n.t('From a CSV file…')}`,
      detail: l10n.t('A small network for data of your own: choose what it learns, and from what.'),
      origin: 'csv',
    },
  ];
  const title = l10n.t('New Experiment');
  return (await window.showQuickPick(items, { title }))?.origin;
}

/** More files than this are better found by browsing. */
const MOST_FILES = 200;

/** One of the workspace, the present one first, or one that is browsed for. */
export async function chooseCsv(present: Uri | undefined): Promise<Uri | undefined> {
  const found = await workspace.findFiles('**/*.csv', '**/node_modules/**', MOST_FILES);
  const first = present && isCsv(present) ? [present] : [];
  const others = found
    .filter(uri => uri.toString() !== first[0]?.toString())
    .sort((a, b) => a.path.localeCompare(b.path));
  const items: (QuickPickItem & { uri?: Uri })[] = [...first, ...others].map(uri => ({
    label: `$(table) ${baseName(uri)}`,
    description: workspace.asRelativePath(uri),
    uri,
  }));
  items.push({ label: `$(folder-opened) ${l10n.t('Browse…')}` });
  const options = { title: l10n.t('New Experiment: which CSV file?'), matchOnDescription: true };
  const chosen = await window.showQuickPick(items, options);
  if (!chosen || chosen.uri) return chosen?.uri;
  const filters = { CSV: ['csv'] };
  return (await window.showOpenDialog({ filters, canSelectMany: false }))?.[0];
}

interface ColumnItem extends QuickPickItem {
  column: number;
}

/** What is to be learned, then from what; undefined where it was given up. */
export async function chooseColumns(
  file: string,
  columns: readonly CsvColumn[],
  likely: ColumnChoice,
): Promise<ColumnChoice | undefined> {
  const items = columns.map(itemOf);
  const byLikelihood = [
    items[likely.target],
    ...items.filter(item => item.column !== likely.target),
  ];
  const target = await window.showQuickPick(byLikelihood, {
    title: l10n.t('{0}: what is to be learned? (1 of 2)', file),
    placeHolder: l10n.t('The column that the network predicts'),
    matchOnDetail: true,
  });
  if (!target) return undefined;
  const inputs = items
    .filter(({ column }) => column !== target.column && !columns[column].isText)
    .map(item => ({ ...item, picked: likely.features.includes(item.column) }));
  if (inputs.length === 0) {
    throw new Error(l10n.t('{0} has no other column of numbers to learn from.', file));
  }
  const features = await window.showQuickPick(inputs, {
    title: l10n.t('{0}: from what? (2 of 2)', file),
    placeHolder: l10n.t('The columns that the network is given'),
    canPickMany: true,
    matchOnDetail: true,
  });
  if (!features) return undefined;
  if (features.length === 0) throw new Error(l10n.t('A network needs at least one input.'));
  return { target: target.column, features: features.map(({ column }) => column) };
}

/** With the first cells below the name: a preview of the file, column by column. */
function itemOf({ name, isText, distinct, first }: CsvColumn, column: number): ColumnItem {
  const kind = isText ? l10n.t('texts') : l10n.t('numbers');
  const values = l10n.t('{0} different', distinct.toLocaleString('en-US'));
  return { label: name, description: `${kind} · ${values}`, detail: preview(first), column };
}

function preview(cells: readonly string[]): string {
  return `${cells.map(cell => (cell.length > 16 ? `${cell.slice(0, 15)}…` : cell)).join(', ')}, …`;
}
