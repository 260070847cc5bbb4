/** The questions of New Experiment: its origin, its file, its columns with a preview. */
import { formatInteger } from '../../engine/ground/numbers';
import { l10n, workspace, type Uri } from 'vscode';
import type { ColumnChoice, Feature } from '../../experiment/newExperiment/target';
import type { ColumnKind, ColumnPreview } from '../../experiment/newExperiment/columns';
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
  columns: readonly ColumnPreview[],
  likely: ColumnChoice,
): Promise<ColumnChoice | undefined> {
  const choices = columns.map(choiceOf);
  const isLikely = ({ value }: Choice<number>) => likely.target.includes(value);
  const byLikelihood = [...choices.filter(isLikely), ...choices.filter(each => !isLikely(each))];
  const target = await pickOne(byLikelihood, {
    title: l10n.t('{0}: what is to be learned? (1 of 2)', file),
    placeholder: l10n.t('The column that the network predicts'),
    matchOnDetail: true,
  });
  if (target === undefined) return undefined;
  const group = likely.target.includes(target) ? likely.target : [target];
  const inputs = choices
    .filter(({ value }) => !group.includes(value) && isUsable(columns[value]))
    .map(choice => ({
      ...choice,
      picked: likely.features.some(({ column }) => column === choice.value),
    }));
  if (inputs.length === 0) {
    throw new Error(l10n.t('{0} has no other column to learn from.', file));
  }
  const features = await pickMany(inputs, {
    title: l10n.t('{0}: from what? (2 of 2)', file),
    placeholder: l10n.t('The columns that the network is given'),
    matchOnDetail: true,
  });
  if (!features) return undefined;
  if (features.length === 0) throw new Error(l10n.t('A network needs at least one input.'));
  return { target: group, features: features.map(column => featureOf(columns[column])) };
}

/** Numbers and categories; dates and other texts are no inputs. */
function isUsable({ kind }: ColumnPreview): boolean {
  return ['number', 'category', 'counter', 'constant'].includes(kind);
}

function featureOf({ column, as }: ColumnPreview): Feature {
  return { column, as };
}

/** A line of the list, with the first cells of the column as a preview. */
function choiceOf({ name, kind, distinct, first }: ColumnPreview, column: number): Choice<number> {
  const values = l10n.t('{0} different', formatInteger(distinct));
  return {
    label: name,
    description: `${KIND_WORDS[kind]()} · ${values}`,
    detail: preview(first),
    value: column,
  };
}

const KIND_WORDS: { readonly [kind in ColumnKind]: () => string } = {
  number: () => l10n.t('numbers'),
  category: () => l10n.t('categories'),
  text: () => l10n.t('texts'),
  date: () => l10n.t('dates'),
  counter: () => l10n.t('counts the rows'),
  constant: () => l10n.t('the same in every row'),
  empty: () => l10n.t('empty'),
};

function preview(cells: readonly string[]): string {
  return `${cells.map(cell => (cell.length > 16 ? `${cell.slice(0, 15)}…` : cell)).join(', ')}, …`;
}
