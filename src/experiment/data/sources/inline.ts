/** `{"type": "inline", "x": …, "y": …}`: the numbers stand in the experiment itself. */
import { checked, either, list, mapped } from '../../format/compounds';
import { atValue, required } from '../../format/core';
import { matrix } from '../../format/matrix';
import { number, text } from '../../format/scalars';
import { textTargets } from '../table/table';
import type { Targets } from '../table/table';
import { fileKind } from './kind';

type Target = number | string | number[];

const targets = mapped(
  checked(
    list<Target>(either(number(), text(), list(number(), { min: 1 })), {
      min: 1,
      noun: 'a list with one number, one label or one list of numbers for each row of x',
    }),
    'mixed-targets',
    (values, name) => {
      const kind = (value: Target) =>
        Array.isArray(value) ? `a list of ${value.length}` : `a ${typeof value}`;
      const odd = values.findIndex(value => kind(value) !== kind(values[0]));
      if (odd < 0) return null;
      return (
        `The entries of ${name} must be of one kind: entry ${odd + 1} is ${kind(values[odd])}, ` +
        `the first is ${kind(values[0])}.`
      );
    },
  ),
  values => values as (number | string)[] | number[][],
);

export const inline = fileKind({
  description: 'The numbers themselves, written here.',
  fields: {
    x: required(matrix, 'The inputs: one list of numbers for each row.'),
    y: required(targets, 'The targets: one number, label or list of numbers for each row.'),
  },
  snippet: {
    label: 'Inline numbers',
    description: 'Rows written here.',
    body: { type: 'inline', x: [[0, 0]], y: [0] },
  },
  files: () => [],
  read({ x, y }, _contents, part, report) {
    if (x.length !== y.length) {
      const message = `\`x\` has ${x.length} rows, \`y\` has ${y.length}: each row needs its target.`;
      report.error('wrong-length', message, atValue('data', part, 'y'));
      return null;
    }
    return {
      rows: x.length,
      cols: x[0].length,
      x: Float64Array.from(x.flat()),
      y: targetsOf(y),
      names: null,
      placeOfTarget: row => atValue('data', part, 'y', row),
    };
  },
});

/** The reader has seen to it that all entries are of one kind. */
function targetsOf(y: (number | string)[] | number[][]): Targets {
  const [first] = y;
  if (typeof first === 'string') return textTargets(y.map(String));
  if (typeof first === 'number')
    return { kind: 'number', values: Float64Array.from(y as number[]) };
  // A column of single numbers, as NumPy writes it, is a number for each row.
  const isColumn = first.length === 1;
  if (isColumn) return { kind: 'number', values: Float64Array.from((y as number[][]).flat()) };
  return { kind: 'rows', cols: first.length, values: Float64Array.from((y as number[][]).flat()) };
}
