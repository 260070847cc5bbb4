/** The questions of New Experiment: its origin, its file, its columns with a preview. */
import { formatInteger } from '../../engine/ground/numbers';
import { l10n, workspace, type Uri } from 'vscode';
import type { ColumnChoice } from '../../experiment/newExperiment/csvExperiment';
import type { CsvColumn } from '../../experiment/newExperiment/csvSample';
import { baseName, CSV_GLOB, isCsv } from '../documents/files';
import { chooseFile, pickMany, pickOne, type Choice } from '../surfaces/ask';

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

/** Asks for the target, then for the features; undefined if either question was closed. */
export async function chooseColumns(
  file: string,
  columns: readonly CsvColumn[],
  likely: ColumnChoice,
): Promise<ColumnChoice | undefined> {
  const choices = columns.map(choiceOf);
  const byLikelihood = [
    choices[likely.target],
    ...choices.filter(({ value }) => value !== likely.target),
  ];
  const target = await pickOne(byLikelihood, {
    title: l10n.t('{0}: what is to be learned? (1 of 2)', file),
    placeholder: l10n.t('The column that the network predicts'),
    matchOnDetail: true,
  });
  if (target === undefined) return undefined;
  const inputs = choices
    .filter(({ value }) => value !== target && !columns[value].isText)
    .map(choice => ({ ...choice, picked: likely.features.includes(choice.value) }));
  if (inputs.length === 0) {
    throw new Error(l10n.t('{0} has no other column of numbers to learn from.', file));
  }
  const features = await pickMany(inputs, {
    title: l10n.t('{0}: from what? (2 of 2)', file),
    placeholder: l10n.t('The columns that the network is given'),
    matchOnDetail: true,
  });
  if (!features) return undefined;
  if (features.length === 0) throw new Error(l10n.t('A network needs at least one input.'));
  return { target, features };
}

/** A line of the list, with the first cells of the column as a preview. */
function choiceOf({ name, isText, distinct, first }: CsvColumn, column: number): Choice<number> {
  const kind = isText ? l10n.t('texts') : l10n.t('numbers');
  const values = l10n.t('{0} different', formatInteger(distinct));
  return { label: name, description: `${kind} · ${values}`, detail: preview(first), value: column };
}

function preview(cells: readonly string[]): string {
  return `${cells.map(cell => (cell.length > 16 ? `${cell.slice(0, 15)}…` : cell)).join(', ')}, …`;
}
