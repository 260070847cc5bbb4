/** How the rows of a table are written. */
import type { Delimiter, Quote } from './delimiter';
import type { Encoding } from './encoding';

export interface Dialect {
  encoding: Encoding;
  /** A blank stands for one or more blanks or tabs. */
  delimiter: Delimiter;
  quote: Quote;
  /** Lines that begin with it are no rows; null: there are none. */
  comment: string | null;
  /** The first row holds names behind the mark of a comment, as `np.savetxt` writes them. */
  namesInComment: boolean;
  /** Lines above the first row. */
  skip: number;
  /** Cells of a row, without the empty one behind a delimiter at its end; null where there is no row. */
  width: number | null;
}

/** What a source says of its dialect; null: it is told from the file. */
export interface GivenDialect {
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  quote: Quote | null;
  comment: string | null;
  skip: number | null;
}

export const NOTHING_GIVEN: GivenDialect = {
  encoding: null,
  delimiter: null,
  quote: null,
  comment: null,
  skip: null,
};

/** Comma and double quotes, and nothing else. */
export const PLAIN: Dialect = {
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  comment: null,
  namesInComment: false,
  skip: 0,
  width: null,
};
