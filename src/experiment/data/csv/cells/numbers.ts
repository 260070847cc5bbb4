/** The numbers of a table's cells, each column in the notation that its first rows show. */
import { numberIn } from './cells';
import type { CsvSource } from '../fields';
import { notationsOf, numberAs } from './notation';
import type { Notation } from './notation';

export class CellNumbers {
  private readonly notations: readonly (Notation | null)[];

  /** @param rows the first ones of the file, trimmed, the header among them */
  constructor(
    { header, units, decimal }: Pick<CsvSource, 'header' | 'units' | 'decimal'>,
    { rows, delimiter }: { rows: readonly (readonly string[])[]; delimiter: string },
    width: number,
  ) {
    const data = rows.slice(Number(header) + Number(units));
    const columns = Array.from({ length: width }, (_, column) =>
      data.flatMap(cells => cells[column] ?? []),
    );
    this.notations = notationsOf(columns, decimal, delimiter);
  }

  /** NaN where the cell holds no number. */
  of(cell: string, column: number): number {
    const notation = this.notations[column];
    return notation === null ? numberIn(cell) : numberAs(cell, notation);
  }
}
