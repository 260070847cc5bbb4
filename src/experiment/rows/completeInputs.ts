/** What is missing among the inputs filled in, and categories turned into numbers for the network. */
import { formatInteger } from '../../engine/ground/numbers';
import { atValue } from '../format/core';
import type { Report } from '../format/core';
import { MOST_NUMBERS } from '../data/sources/arrays';
import { widthOf } from '../data/table/inputs';
import type { Categories, Fill } from '../data/table/inputs';
import type { Table } from '../data/table/table';

/** Inputs of the network that the columns of a table become. */
export function inputsOf({ cols, inputs }: Table): number {
  return inputs?.columns.reduce((width, column) => width + widthOf(column), 0) ?? cols;
}

/**
 * The table as the network is to get it, in the columns of the training rows; null after reporting
 * an error.
 * @param train the rows that statistics are taken from, as they were read
 */
export function completeInputs(table: Table, train: Table, report: Report): Table | null {
  const { inputs } = table;
  if (!inputs) return table;
  const filled = inputs.fill === null ? table : fillIn(table, inputs.fill, train, report);
  return filled && widened(filled, report);
}

function fillIn(table: Table, fill: Fill, train: Table, report: Report): Table | null {
  const { cols, inputs } = table;
  const x = Float64Array.from(table.x);
  let filled = 0;
  for (let column = 0; column < cols; column++) {
    if (!hasGap(x, cols, column)) continue;
    const known = valuesOf(train, column);
    if (known.length === 0) {
      const message = `Nothing takes the place of what is missing in ${nameOf(table, column)}: no training row has a value there.`;
      report.error('missing', message, atValue(...(inputs?.at ?? []), 'missing'));
      return null;
    }
    const value = inputs?.columns[column] ? mostFrequent(known) : STATISTICS[fill](known);
    for (let at = column; at < x.length; at += cols) {
      if (!Number.isNaN(x[at])) continue;
      x[at] = value;
      filled++;
    }
  }
  return { ...table, x, filled };
}

function hasGap(x: Float64Array, cols: number, column: number): boolean {
  for (let at = column; at < x.length; at += cols) if (Number.isNaN(x[at])) return true;
  return false;
}

function valuesOf({ x, cols, rows }: Table, column: number): Float64Array {
  const values = Float64Array.from({ length: rows }, (_, row) => x[row * cols + column]);
  return values.filter(value => !Number.isNaN(value));
}

const STATISTICS: { readonly [K in Fill]: (values: Float64Array) => number } = {
  mean: values => values.reduce((sum, value) => sum + value, 0) / values.length,
  median,
  most_frequent: mostFrequent,
};

/** The middle value; of an even number of them the mean of the two in the middle. */
function median(values: Float64Array): number {
  const ordered = values.toSorted();
  const middle = ordered.length >> 1;
  return ordered.length % 2 === 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}

/** The value that is there most often; of several the least, as scikit-learn's SimpleImputer. */
function mostFrequent(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of values.toSorted()) counts.set(value, (counts.get(value) ?? 0) + 1);
  let [best] = counts.keys();
  for (const [value, count] of counts) if (count > (counts.get(best) ?? 0)) best = value;
  return best;
}

/** A column for each category that is one-hot. */
function widened(table: Table, report: Report): Table | null {
  const { rows, cols, x, inputs, names } = table;
  if (!inputs?.columns.some(column => column?.as === 'one_hot')) return table;
  const width = inputsOf(table);
  if (rows * width > MOST_NUMBERS) {
    const message = `With a column for each category these rows are ${formatInteger(rows * width)} numbers; the limit is ${formatInteger(MOST_NUMBERS)}: read columns of many categories as "ordinal", or fewer rows with \`limit\`.`;
    report.error('too-many-numbers', message, atValue(...inputs.at, 'features'));
    return null;
  }
  const wide = new Float64Array(rows * width);
  let to = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cols; column++) {
      const value = x[row * cols + column];
      const kind = inputs.columns[column];
      if (kind?.as === 'one_hot') wide[to + value] = 1;
      else wide[to] = value;
      to += widthOf(kind);
    }
  }
  const named = inputs.columns.flatMap((kind, column) =>
    namesOf(kind, names?.[column] ?? `x${column + 1}`),
  );
  return { ...table, cols: width, x: wide, names: named };
}

function namesOf(kind: Categories | null, name: string): string[] {
  return kind?.as === 'one_hot' ? kind.names.map(category => `${name}=${category}`) : [name];
}

function nameOf({ names }: Table, column: number): string {
  return names ? `the column "${names[column]}"` : `input column ${column + 1}`;
}
