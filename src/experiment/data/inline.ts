/** An inline source: the numbers stand in the experiment itself. */
import type { InlineSource } from '../format/experiment';
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import type { JsonPath } from '../format/problem';
import { textTargets } from './table/table';
import type { Table, Targets } from './table/table';

export function readInline(source: InlineSource, path: JsonPath, report: Report): Table | null {
  const { x } = source;
  const y = targetsOf(source.y);
  if (x.length !== source.y.length) {
    const message = `\`x\` has ${x.length} rows, \`y\` has ${source.y.length}: each row needs its target.`;
    report.error('wrong-length', message, atValue(...path, 'y'));
    return null;
  }
  return {
    rows: x.length,
    cols: x[0].length,
    x: Float64Array.from(x.flat()),
    y,
    names: null,
    placeOfTarget: row => atValue(...path, 'y', row),
  };
}

/** The reader has seen to it that all entries are of one kind. */
function targetsOf(y: InlineSource['y']): Targets {
  const [first] = y;
  if (typeof first === 'string') return textTargets(y.map(String));
  if (typeof first === 'number')
    return { kind: 'number', values: Float64Array.from(y as number[]) };
  // A column of single numbers, as NumPy writes it, is a number for each row.
  const isColumn = first.length === 1;
  if (isColumn) return { kind: 'number', values: Float64Array.from((y as number[][]).flat()) };
  return { kind: 'rows', cols: first.length, values: Float64Array.from((y as number[][]).flat()) };
}
