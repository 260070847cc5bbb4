/** Categories of validation and test rows beside those of the training rows: the same name, the same code. */
import { atKey, atValue } from '../format/core';
import type { Report } from '../format/core';
import { listed, quoted } from '../data/table/columns';
import type { Categories } from '../data/table/inputs';
import type { Table } from '../data/table/table';

type Part = 'validation' | 'test';

/** The table with the codes of the training rows; as it is after reporting an error. */
export function matchCategories(table: Table, train: Table, part: Part, report: Report): Table {
  if (table.cols !== train.cols || (!table.inputs && !train.inputs)) return table;
  const columns = Array.from({ length: table.cols }, (_, column) => {
    const own = table.inputs?.columns[column] ?? null;
    const wanted = train.inputs?.columns[column] ?? null;
    if (own?.as === wanted?.as) return own && wanted && { own, wanted };
    refuseKind(table, column, { own, wanted }, part, report);
    return null;
  });
  if (!table.inputs || columns.every(column => column === null)) return table;
  const x = Float64Array.from(table.x);
  columns.forEach((column, input) => {
    if (!column) return;
    const codes = codesOf(column.own, column.wanted, report);
    for (let at = input; at < x.length; at += table.cols) {
      if (!Number.isNaN(x[at])) x[at] = codes[x[at]];
    }
  });
  const kinds = columns.map(column => column && column.wanted);
  return { ...table, x, inputs: { ...table.inputs, columns: kinds } };
}

/** For each category of the table that of the training rows; reports those that they do not have. */
function codesOf(own: Categories, wanted: Categories, report: Report): number[] {
  const codes = new Map(wanted.names.map((name, code) => [name, code]));
  return own.names.map((name, index) => {
    const code = codes.get(name);
    if (code !== undefined) return code;
    const cell = own.firstCell(index);
    if (cell) {
      const message = `${cell.words} is ${quoted(name)}, a category that the training rows do not have; known are ${listed(wanted.names)}.`;
      report.error('unknown-category', message, cell.place);
    }
    return NaN;
  });
}

function refuseKind(
  table: Table,
  column: number,
  { own, wanted }: { own: Categories | null; wanted: Categories | null },
  part: Part,
  report: Report,
): void {
  const name = table.names ? `"${table.names[column]}"` : `input column ${column + 1}`;
  const kind = (categories: Categories | null) => `"${categories?.as ?? 'number'}"`;
  const message = `The ${part} rows read ${name} as ${kind(own)}, the training rows as ${kind(wanted)}: write the same \`features\` in both.`;
  const place = table.chosen?.features ? atValue('data', part, 'features') : atKey('data', part);
  report.error('columns', message, place);
}
