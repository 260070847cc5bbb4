/** Rows of a bare table in which nothing that is used is missing. */
import type { TableColumn } from './columns';
import type { Sample } from './tableSample';
import type { ColumnChoice } from './target';

export function wholeRows(
  { rows }: Sample,
  columns: readonly TableColumn[],
  { features, target }: ColumnChoice,
): string[][] {
  const used = [...features.map(({ column }) => column), ...target];
  const gaps = used.map(column => columns[column]).filter(({ missing }) => missing > 0);
  return rows.filter(cells => !gaps.some(({ column, isMissing }) => isMissing(cells[column])));
}

/** How many values of the inputs are missing. */
export function missingInputs(columns: readonly TableColumn[], { features }: ColumnChoice): number {
  return features.reduce((sum, { column }) => sum + columns[column].missing, 0);
}

/** The columns with the values of these rows alone: a class of which no row is left is none. */
export function valuesIn(rows: string[][], columns: readonly TableColumn[]): TableColumn[] {
  return columns.map(each => {
    const left = rows.map(cells => cells[each.column]).filter(cell => !each.isMissing(cell));
    return left.length === 0 ? each : { ...each, values: new Set(left) };
  });
}
