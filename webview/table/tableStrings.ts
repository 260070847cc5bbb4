/** The words of the page that shows a table's columns. */
import { formatInteger } from '../../src/engine/ground/numbers';
import type { ColumnKind, FeatureAs, MissingChoice } from '../../src/protocol/table/table';
import { plural, t } from '../words/say';

const KINDS: { readonly [kind in ColumnKind]: string } = {
  number: t('numbers'),
  category: t('categories'),
  text: t('texts'),
  date: t('dates'),
  counter: t('counts the rows'),
  constant: t('the same in every row'),
  empty: t('empty'),
};

const USES: { readonly [use in FeatureAs]: string } = {
  number: t('number'),
  one_hot: t('one input each'),
  ordinal: '0, 1, 2, …',
};

const MISSING: { readonly [choice in MissingChoice]: string } = {
  skip_row: t('leave out the rows'),
  median: t('fill in the median'),
};

export const tableStrings = {
  columns: (file: string) => t`Columns of ${file}`,
  column: t('Column'),
  holds: t('Holds'),
  missing: t('Missing'),
  target: t('Target'),
  input: t('Input'),
  givenAs: t('Given as'),
  /** Of a control: what it sets, and of which column. */
  of: (what: string, column: string) => `${what}: ${column}`,
  header: t('The first row holds names'),
  missingValues: t('Missing values:'),
  create: t('Create Experiment'),
  createTitle: t('Writes the experiment that says this beside the table'),
  kind: (kind: ColumnKind, distinct: number) =>
    kind === 'category' ? plural(distinct, '{0} category', '{0} categories') : KINDS[kind],
  use: (use: FeatureAs) => USES[use],
  missingChoice: (choice: MissingChoice) => MISSING[choice],
  count: formatInteger,
  more: (count: number) =>
    plural(
      count,
      '{0} more column behind these: as told from the table, or as the experiment’s file says.',
      '{0} more columns behind these: as told from the table, or as the experiment’s file says.',
    ),
};
