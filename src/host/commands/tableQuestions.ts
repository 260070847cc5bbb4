/** Questions about a bare table, one for each part of the sentence that says what it was taken for. */
import { formatInteger } from '../../engine/ground/numbers';
import { l10n } from 'vscode';
import type { ColumnKind, ColumnPreview, FeatureAs } from '../../experiment/newExperiment/columns';
import type { Inferred } from '../../experiment/newExperiment/csvExperiment';
import type { ReadingPart } from '../../experiment/newExperiment/tableReading';
import type { Feature, TableChoice } from '../../experiment/newExperiment/target';
import { pickOne, tick, type Choice } from '../surfaces/ask';

/** What was told of the table, and what a person has decided about it so far. */
export interface Asked {
  file: string;
  inferred: Inferred;
  decided: TableChoice;
}

/** Of the sentence; how many rows there are is nothing to be asked about. */
export type Part = Exclude<ReadingPart['about'], 'rows'>;

type Question = (asked: Asked) => Promise<TableChoice | undefined>;

/** Each answers with everything that is decided then; undefined if it was closed. */
export const QUESTIONS: { readonly [about in Part]: Question } = {
  inputs: askInputs,
  target: askTarget,
  header: askHeader,
  skipped: askMissing,
};

/** Asks for the column that is to be learned; the inputs are then told anew. */
export async function askTarget({
  file,
  inferred,
  decided,
}: Asked): Promise<TableChoice | undefined> {
  const { columns, choice } = inferred;
  const likely = choice?.target ?? [];
  const isLikely = ({ value }: Choice<number>) => likely.includes(value);
  const choices = columns.map(column => lineOf(column));
  const target = await pickOne(
    [...choices.filter(isLikely), ...choices.filter(each => !isLikely(each))],
    {
      title: l10n.t('{0}: what is to be learned?', file),
      placeholder: l10n.t('The column that the network predicts'),
      matchOnDetail: true,
    },
  );
  if (target === undefined) return undefined;
  // The inputs are told anew for another target.
  return { ...decided, features: undefined, target: likely.includes(target) ? likely : [target] };
}

/** Asks for the inputs; beside a category a pencil asks how it is given to the network. */
export async function askInputs({
  file,
  inferred,
  decided,
}: Asked): Promise<TableChoice | undefined> {
  const { columns, choice } = inferred;
  const target = decided.target ?? choice?.target ?? [];
  const uses = new Map(columns.map(({ column, as }) => [column, as]));
  for (const { column, as } of choice?.features ?? []) uses.set(column, as);
  let ticked = (choice?.features ?? []).map(({ column }) => column);
  const usable = columns.filter(each => !target.includes(each.column) && canBeInput(each));
  if (usable.length === 0) throw new Error(l10n.t('{0} has no other column to learn from.', file));
  for (;;) {
    const lines = usable.map(each => ({
      ...lineOf(each, uses.get(each.column)),
      picked: ticked.includes(each.column),
    }));
    const answer = await tick(
      lines,
      {
        title: l10n.t('{0}: from what?', file),
        placeholder: l10n.t('The columns that the network is given'),
        matchOnDetail: true,
      },
      l10n.t('How it is given to the network'),
    );
    if (!answer) return undefined;
    ({ ticked } = answer);
    if (answer.edit !== null) {
      const as = await askUse(columns[answer.edit], uses.get(answer.edit) ?? 'number');
      if (as) uses.set(answer.edit, as);
      continue;
    }
    if (ticked.length === 0) throw new Error(l10n.t('A network needs at least one input.'));
    const features = ticked.map((column): Feature => ({
      column,
      as: uses.get(column) ?? 'number',
    }));
    return { ...decided, target, features };
  }
}

function askUse({ name, kind }: ColumnPreview, now: FeatureAs): Promise<FeatureAs | undefined> {
  const uses: Choice<FeatureAs>[] = [
    {
      value: 'one_hot',
      label: l10n.t('One input for each category'),
      detail: l10n.t('1 in its rows, 0 in the others'),
    },
    {
      value: 'ordinal',
      label: l10n.t('One input: 0, 1, 2, …'),
      detail: l10n.t('The place of the category in their sorted order'),
    },
  ];
  const number: Choice<FeatureAs> = { value: 'number', label: l10n.t('The number as it stands') };
  const all = kind === 'category' ? uses : [number, ...uses];
  const marked = all.map(use => (use.value === now ? { ...use, description: l10n.t('now') } : use));
  return pickOne(marked, { title: l10n.t('{0}: how is it given to the network?', name) });
}

async function askHeader({ file, inferred, decided }: Asked): Promise<TableChoice | undefined> {
  const now = inferred.reading?.header;
  const mark = (header: boolean) => (header === now ? l10n.t('now') : undefined);
  const header = await pickOne(
    [
      { value: true, label: l10n.t('The first row holds names'), description: mark(true) },
      { value: false, label: l10n.t('The first row is data'), description: mark(false) },
    ],
    { title: l10n.t('{0}: what is its first row?', file) },
  );
  return header === undefined ? undefined : { ...decided, header };
}

async function askMissing({ file, decided }: Asked): Promise<TableChoice | undefined> {
  const missing = await pickOne(
    [
      {
        value: 'skip_row' as const,
        label: l10n.t('Leave out rows with missing values'),
      },
      {
        value: 'median' as const,
        label: l10n.t('Fill in the median of the column'),
        detail: l10n.t('The most frequent value of categories; a target is never filled in'),
      },
    ],
    { title: l10n.t('{0}: what becomes of missing values?', file) },
  );
  return missing && { ...decided, missing };
}

/** Numbers and categories; dates and other texts are no inputs. */
function canBeInput({ kind }: ColumnPreview): boolean {
  return ['number', 'category', 'counter', 'constant'].includes(kind);
}

/** A line of the list, with the first cells of the column as a preview. */
function lineOf(
  { name, kind, distinct, first, missing, column }: ColumnPreview,
  as?: FeatureAs,
): Choice<number> {
  const words = [
    KIND_WORDS[kind](),
    l10n.t('{0} different', formatInteger(distinct)),
    ...(missing > 0 ? [l10n.t('{0} missing', formatInteger(missing))] : []),
    ...(as && as !== 'number' ? [USE_WORDS[as]()] : []),
  ];
  return { label: name, description: words.join(' · '), detail: preview(first), value: column };
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

const USE_WORDS: { readonly [as in Exclude<FeatureAs, 'number'>]: () => string } = {
  one_hot: () => l10n.t('an input for each'),
  ordinal: () => l10n.t('as 0, 1, …'),
};

function preview(cells: readonly string[]): string {
  return `${cells.map(cell => (cell.length > 16 ? `${cell.slice(0, 15)}…` : cell)).join(', ')}, …`;
}
