/** Columns of validation and test rows beside those of the training rows: the same name, the same column. */
import { atKey, atValue } from '../format/core';
import type { Report } from '../format/core';
import type { Table } from '../data/table/table';

type Part = 'validation' | 'test';

/** The table with its columns in the order of the training rows; as it is after reporting an error. */
export function matchColumns(table: Table, train: Table, part: Part, report: Report): Table {
  return matchTargets(matchInputs(table, train, part, report), train, part, report);
}

function matchInputs(table: Table, train: Table, part: Part, report: Report): Table {
  const { names, cols } = table;
  if (!names || !train.names || cols !== train.cols) return table;
  const order = orderOf(names, train.names);
  if (order) {
    const { inputs } = table;
    return {
      ...table,
      names: train.names,
      x: inOrder(table.x, order),
      ...(inputs && { inputs: { ...inputs, columns: order.map(at => inputs.columns[at]) } }),
    };
  }
  const missing = train.names.find(name => !names.includes(name)) ?? names[0];
  if (table.chosen?.features) {
    const message = `The ${part} rows have no column "${missing}": their \`features\` stand for those of the training rows in the order in which they are written.`;
    report.add('information', 'columns', message, atValue('data', part, 'features'));
  } else {
    const message =
      `The ${part} rows have no input column "${missing}" as the training rows have: ` +
      'name the columns that stand for theirs, in the same order, in `features`.';
    report.error('columns', message, atKey('data', part));
  }
  return table;
}

function matchTargets(table: Table, train: Table, part: Part, report: Report): Table {
  const { y, labelNames: names = null } = table;
  const wanted = train.labelNames ?? null;
  if (!names || !wanted || names.length !== wanted.length) return table;
  const order = orderOf(names, wanted);
  if (order && y.kind === 'rows') {
    return { ...table, labelNames: wanted, y: { ...y, values: inOrder(y.values, order) } };
  }
  if (order || table.chosen?.label) return table;
  const message = `The target of the ${part} rows is "${names[0]}", that of the training rows "${wanted[0]}": name the column that is meant in \`label\`.`;
  report.error('columns', message, atKey('data', part));
  return table;
}

/** The place of each wanted column; null where one is not there, or a name stands twice. */
function orderOf(names: readonly string[], wanted: readonly string[]): number[] | null {
  if (names.every((name, column) => name === wanted[column]))
    return names.map((_, column) => column);
  const places = new Map(names.map((name, column) => [name, column]));
  if (places.size < names.length || new Set(wanted).size < wanted.length) return null;
  const order = wanted.flatMap(name => places.get(name) ?? []);
  return order.length === wanted.length ? order : null;
}

function inOrder<T extends Table['x']>(values: T, order: readonly number[]): T {
  if (order.every((column, at) => column === at)) return values;
  const cols = order.length;
  const sorted = values.slice() as T;
  for (let row = 0; row < values.length; row += cols) {
    for (let col = 0; col < cols; col++) sorted[row + col] = values[row + order[col]];
  }
  return sorted;
}
