/** What a CSV source can be told. */
import { checked, either, list, object } from '../../format/compounds';
import type { ValuesOf } from '../../format/compounds';
import { optional, required } from '../../format/core';
import type { Format } from '../../format/core';
import { choice, filePath, flag, integer, text } from '../../format/scalars';
import type { Column } from '../table/columns';
import { ENCODINGS } from './dialect/encoding';

const column: Format<Column> = either(integer({ min: 0 }), text());

const categories = checked(
  list(text(), { min: 1, noun: 'a list of texts' }),
  'repeated-category',
  (names, name) => {
    const twice = names.find((each, index) => names.indexOf(each) < index);
    return twice === undefined ? null : `${name} names "${twice}" twice.`;
  },
);

const inputColumn = object(
  {
    column: required(column, 'The column, by 0-based index or header name.'),
    as: optional(
      choice({
        number: 'Cells are numbers.',
        one_hot:
          'Cells are categories: each becomes an input that is 1 in its rows and 0 in the others, with a name such as `Sex=male`.',
        ordinal: 'Cells are categories: their places in the order, 0, 1, …, are the input.',
      }),
      'What the cells are. Inputs that stand for categories are scaled by `normalization` like all others.',
      'number',
    ),
    categories: optional(
      categories,
      'The categories, in their order; those of the training source, sorted, where not said. Any other cell is an error.',
      null,
    ),
  },
  { noun: 'an input column' },
);

export const csvFields = {
  path: required(
    filePath(),
    'The file, relative to this one, with forward slashes; a link is followed.',
  ),
  header: optional(flag(), 'The first row holds the names of the columns.', true),
  delimiter: optional(
    choice({
      ',': 'Comma.',
      ';': 'Semicolon.',
      '\t': 'Tab.',
      '|': 'Bar.',
      ' ': 'One or more blanks or tabs.',
    }),
    'What stands between cells; detected where not said.',
    null,
  ),
  quote: optional(
    choice({ '"': 'Double quotes.', "'": 'Single quotes.' }),
    'What stands around a cell that holds a delimiter; detected where not said.',
    null,
  ),
  decimal: optional(
    choice({ '.': 'A point, as in 1,234.5.', ',': 'A comma, as in 1.234,5.' }),
    'The decimal mark; told from the cells of each column where not said.',
    null,
  ),
  encoding: optional(
    choice(ENCODINGS),
    'How characters are written as bytes; detected where not said.',
    null,
  ),
  comment: optional(
    text(),
    'Lines that begin with this are no rows; # or % where most lines do not, if not said.',
    null,
  ),
  skip: optional(
    integer({ min: 0 }),
    'Lines above the table, such as a title; those with fewer cells than the rows where not said.',
    null,
  ),
  units: optional(flag(), 'The row below the header holds units and no data.', false),
  features: optional(
    list(either(integer({ min: 0 }), text(), inputColumn), { min: 1, noun: 'a list of columns' }),
    'The input columns, by 0-based index or header name, or an object where cells are categories; every column but the label where not said.',
    null,
  ),
  targets: optional(
    filePath(),
    'Another file with the targets, row by row: `path` then holds inputs only. `label` names columns of that file, all of them where not said; what is said of header, delimiter and the like is said of both.',
    null,
  ),
  label: optional(
    either(integer({ min: 0 }), text(), list(column, { min: 1, noun: 'a list of columns' })),
    'The target column (or columns), by 0-based index or header name; the last column where not said.',
    null,
  ),
  missing: optional(
    choice({
      error: 'It is a problem at its place.',
      skip_row: 'Its row is left out.',
      mean: 'The mean of the column over the training rows; of categories the most frequent one.',
      median:
        'The median of the column over the training rows; of categories the most frequent one.',
      most_frequent:
        'The most frequent value of the column over the training rows; of several the least.',
    }),
    'What becomes of a cell of an input or a label that is empty or ?, -, --, NA, <NA>, N/A, #N/A, nan or null, or none in a column of numbers. A label is never filled in.',
    'error',
  ),
  limit: optional(integer({ min: 1 }), 'Take at most this many rows.', null),
};

export type CsvSource = ValuesOf<typeof csvFields>;
