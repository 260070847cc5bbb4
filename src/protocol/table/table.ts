/** Messages between the extension host and the page that shows a table's columns, to choose among them. */
import type { ColumnKind, FeatureAs } from '../../experiment/newExperiment/columns';

export type { ColumnKind, FeatureAs } from '../../experiment/newExperiment/columns';

export interface ColumnPicture {
  /** From 0. */
  column: number;
  name: string;
  kind: ColumnKind;
  missing: number;
  /** How many different values were seen. */
  distinct: number;
  /** The first ones. */
  cells: string[];
  isTarget: boolean;
  isInput: boolean;
  as: FeatureAs;
  /** The ways in which it may be an input; none: it cannot be one. */
  uses: FeatureAs[];
}

export type MissingChoice = 'skip_row' | 'median';

export interface TablePicture {
  file: string;
  /** What the table is taken for. */
  words: string;
  /** Why no experiment can be made of it as it is; '' where one can. */
  problem: string;
  /** The first row holds names. */
  header: boolean;
  /** What becomes of missing values; null: there are none. */
  missing: MissingChoice | null;
  columns: ColumnPicture[];
  /** Columns behind these, which are not shown. */
  more: number;
}

/** Parts of the sentence about a table, and of the page: where a person begins. */
export const TABLE_PARTS = ['target', 'inputs', 'header', 'skipped'] as const;
export type TablePart = (typeof TABLE_PARTS)[number];

export interface ToTable {
  type: 'table';
  /** The file's; the page keeps it, for a reloaded window to know which table it showed. */
  uri: string;
  picture: TablePicture;
  /** Moves the focus there; null: it stays where it is. */
  focus: TablePart | null;
}

/** What a person decides on the page. */
export type TableAnswer =
  | { type: 'target'; column: number }
  | { type: 'input'; column: number; isInput: boolean }
  | { type: 'use'; column: number; as: FeatureAs }
  | { type: 'header'; header: boolean }
  | { type: 'missing'; missing: MissingChoice };

export type FromTable = { type: 'ready' } | { type: 'create' } | TableAnswer;
