/** What the first rows of a table say about its cells: how each column writes numbers, and what is none. */
import { numberIn } from './cells';
import { isMissingBeside } from './missing';
import type { CsvSource } from '../fields';
import { notationsOf, numberAs } from './notation';
import type { Notation } from './notation';

export class CellNumbers {
  private readonly notations: readonly (Notation | null)[];
  private readonly columns: readonly (readonly string[])[];

  /** @param rows the first ones of the file, trimmed, the header among them */
  constructor(
    { header, units, decimal }: Pick<CsvSource, 'header' | 'units' | 'decimal'>,
    { rows, delimiter }: { rows: readonly (readonly string[])[]; delimiter: string },
    width: number,
  ) {
    const data = rows.slice(Number(header) + Number(units));
    this.columns = Array.from({ length: width }, (_, column) =>
      data.flatMap(cells => cells[column] ?? []),
    );
    this.notations = notationsOf(this.columns, decimal, delimiter);
  }

  /** Whether a trimmed cell of this column holds nothing. */
  missingIn(column: number): (cell: string) => boolean {
    return isMissingBeside(this.columns[column]);
  }

  /** NaN where the cell holds no number. */
  of(cell: string, column: number): number {
    const notation = this.notations[column];
    return notation === null ? numberIn(cell) : numberAs(cell, notation);
  }
}
