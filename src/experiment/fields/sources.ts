/** `data.train`, `data.validation` and `data.test`: where rows come from. */
import type { Column, InlineSource, Source } from '../format/experiment';
import { checked, either, list, mapped, named, pair } from '../format/compounds';
import { optional, required } from '../format/core';
import type { Format } from '../format/core';
import { choice, filePath, flag, integer, number, text } from '../format/scalars';
import { variants } from '../format/variants';
import type { Variant } from '../format/variants';
import { generatorKinds } from './generators';
import { matrix } from '../format/matrix';

const column: Format<Column> = either(integer({ min: 0 }), text());

const csv = {
  description: 'A table of comma-, semicolon- or tab-separated values.',
  fields: {
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
  },
} as const satisfies Variant;

type InlineTarget = number | string | number[];

const targets: Format<InlineSource['y']> = mapped(
  checked(
    list<InlineTarget>(either(number(), text(), list(number(), { min: 1 })), {
      min: 1,
      noun: 'a list with one number, one label or one list of numbers for each row of x',
    }),
    'mixed-targets',
    (values, name) => {
      const kind = (value: InlineTarget) =>
        Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
      const odd = values.findIndex(value => kind(value) !== kind(values[0]));
      if (odd < 0) return null;
      return (
        `The entries of ${name} must be of one kind: entry ${odd + 1} is ${kind(values[odd])}, ` +
        `the first is ${kind(values[0])}.`
      );
    },
  ),
  values => values as InlineSource['y'],
);

const inline = {
  description: 'The numbers themselves, written here.',
  fields: {
    x: required(matrix, 'The inputs: one list of numbers for each row.'),
    y: required(targets, 'The targets: one number, label or list of numbers for each row.'),
  },
} as const satisfies Variant;

const idx = {
  description: 'A pair of IDX files as MNIST has them, gzipped or not.',
  fields: {
    images: required(filePath(), 'The file of inputs, for example `train-images-idx3-ubyte.gz`.'),
    labels: required(filePath(), 'The file of labels, for example `train-labels-idx1-ubyte.gz`.'),
    rows: optional(
      checked(
        pair(integer({ min: 0 }), 'a pair of row numbers [from, to)'),
        'empty-rows',
        ([from, to], name) =>
          from < to ? null : `${name} must go up: [${from}, ${to}) holds no row.`,
      ),
      'Which rows to take: from the first number up to, not including, the second.',
      null,
    ),
  },
} as const satisfies Variant;

const generator = {
  description: 'Data that are made from a formula and the random stream.',
  fields: {},
  narrow: { tag: 'name', kinds: generatorKinds, noun: 'generator' },
} as const satisfies Variant;

const anySource = variants(
  'type',
  { csv, inline, generator, idx },
  {
    noun: 'a data source',
    description: 'Where the rows come from.',
    ofText: path => (path.toLowerCase().endsWith('.csv') ? { type: 'csv', path } : null),
    snippets: [
      {
        label: 'CSV file',
        description: 'Rows of a table beside this file.',
        body: { type: 'csv', path: '${1:data.csv}', header: true },
      },
      {
        label: 'Generator',
        description: 'Rows made from a formula.',
        body: { type: 'generator', name: '${1:moons}', n_samples: 200, noise: 0.1 },
      },
      {
        label: 'Inline numbers',
        description: 'Rows written here.',
        body: { type: 'inline', x: [[0, 0]], y: [0] },
      },
    ],
  },
) as Format<Source>;

export const source = named('source', anySource);
