/** What a CSV source can be told. */
import { either, list } from '../../format/compounds';
import type { ValuesOf } from '../../format/compounds';
import { optional, required } from '../../format/core';
import type { Format } from '../../format/core';
import { choice, filePath, flag, integer, text } from '../../format/scalars';
import type { Column } from '../table/columns';

const column: Format<Column> = either(integer({ min: 0 }), text());

export const csvFields = {
  path: required(
    filePath(),
    'The file, relative to this one, with forward slashes; a link is followed.',
  ),
  header: optional(flag(), 'The first row holds the names of the columns.', true),
  delimiter: optional(
    choice({ ',': 'Comma.', ';': 'Semicolon.', '\t': 'Tab.' }),
    'What stands between cells; detected where not said.',
    null,
  ),
  features: optional(
    list(column, { min: 1, noun: 'a list of columns' }),
    'The input columns, by 0-based index or header name; every column but the label where not said.',
    null,
  ),
  label: optional(
    either(integer({ min: 0 }), text(), list(column, { min: 1, noun: 'a list of columns' })),
    'The target column (or columns), by 0-based index or header name; the last column where not said.',
    null,
  ),
  limit: optional(integer({ min: 1 }), 'Read at most this many rows.', null),
};

export type CsvSource = ValuesOf<typeof csvFields>;
