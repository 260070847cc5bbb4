/** The words of the page that shows a table's columns. */
import { counted, formatInteger } from '../../src/engine/ground/numbers';
import type { ColumnKind, FeatureAs, MissingChoice } from '../../src/protocol/table/table';

const KINDS: { readonly [kind in ColumnKind]: string } = {
  number: 'numbers',
  category: 'categories',
  text: 'texts',
  date: 'dates',
  counter: 'counts the rows',
  constant: 'the same in every row',
  empty: 'empty',
};

const USES: { readonly [use in FeatureAs]: string } = {
  number: 'number',
  one_hot: 'one input each',
  ordinal: '0, 1, 2, …',
};

const MISSING: { readonly [choice in MissingChoice]: string } = {
  skip_row: 'leave out the rows',
  median: 'fill in the median',
};

export const tableStrings = {
  columns: (file: string) => `Columns of ${file}`,
  column: 'Column',
  holds: 'Holds',
  missing: 'Missing',
  target: 'Target',
  input: 'Input',
  givenAs: 'Given as',
  /** Of a control: what it sets, and of which column. */
  of: (what: string, column: string) => `${what}: ${column}`,
  header: 'The first row holds names',
  missingValues: 'Missing values:',
  create: 'Create Experiment',
  createTitle: 'Writes the experiment that says this beside the table',
  kind: (kind: ColumnKind, distinct: number) =>
    kind === 'category' ? `${counted(distinct, 'category', 'categories')}` : KINDS[kind],
  use: (use: FeatureAs) => USES[use],
  missingChoice: (choice: MissingChoice) => MISSING[choice],
  count: formatInteger,
  more: (count: number) =>
    `${counted(count, 'more column')} behind these: as told from the table, or as the experiment’s file says.`,
};
