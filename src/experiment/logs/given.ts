/** What was read of a printed log. */
import type { Word } from './printed';

/** The numbers of one epoch. */
export interface GivenRow {
  /** As it was printed; null: the line names none. */
  epoch: number | null;
  /** From 1, in the text. */
  line: number;
  /** Lines that are printed alike have the same; '' in a list. */
  form: string;
  /** By the column of our log. */
  values: Map<string, Word>;
}

export interface GivenLog {
  rows: GivenRow[];
  /** It was read in the format of the file. */
  isFormat: boolean;
}

/** What a log is read for. */
export interface Expected {
  /** Columns of our log, in order. */
  columns: readonly string[];
  /** The file's format; null: it has none. */
  format: string | null;
  /** Updates of an epoch. */
  batchesPerEpoch: number;
}

export function numbersIn({ rows }: GivenLog): number {
  return rows.reduce((sum, { values }) => sum + values.size, 0);
}
