/** Inputs that are more than numbers: categories, and missing values that are filled in. */
import type { JsonPath, Place } from '../../format/finding';

/** What takes the place of a missing number; that of a missing category is the most frequent one. */
export type Fill = 'mean' | 'median' | 'most_frequent';

/** A column of categories: in `x` it holds the index of each cell's name. */
export interface Categories {
  as: 'one_hot' | 'ordinal';
  names: readonly string[];
  /** The first cell of a category, as the subject of a sentence; null where no cell holds it. */
  firstCell(index: number): { words: string; place: Place } | null;
}

export interface InputKinds {
  /** One for each column of `x`; null: numbers. */
  columns: readonly (Categories | null)[];
  /** What takes the place of NaN, which stands for a missing value; null: there is none. */
  fill: Fill | null;
  /** The place of the source. */
  at: JsonPath;
}

/** Inputs of the network that a column becomes. */
export function widthOf(column: Categories | null | undefined): number {
  return column?.as === 'one_hot' ? column.names.length : 1;
}
