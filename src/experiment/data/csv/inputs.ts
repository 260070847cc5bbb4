/** The inputs of a CSV file as they come: numbers, categories, and cells that hold nothing. */
import type { JsonPath } from '../../format/finding';
import type { InputKinds } from '../table/inputs';
import { CategoryCells } from './categories';
import { cellComplaint, numberIn } from './cells';
import type { Complaints } from './complaints';
import type { CsvSource } from './fields';
import { GrowingFloats } from './growing';
import { isMissing } from './missing';
import type { CellPlace, CsvRow } from './rows';

export class InputCells {
  private readonly x = new GrowingFloats();
  /** One for each column, null for numbers; null: all are numbers. */
  private readonly categories: readonly (CategoryCells | null)[] | null;
  /** What takes the place of a value that is missing. */
  readonly fill: InputKinds['fill'];

  /** @param columns of the file, one for each input */
  constructor(
    { features, missing }: Pick<CsvSource, 'features' | 'missing'>,
    private readonly columns: readonly number[],
    private readonly complaints: Complaints,
  ) {
    const kinds = features?.map(categoriesOf) ?? [];
    this.categories = kinds.some(kind => kind !== null) ? kinds : null;
    this.fill = missing === 'error' || missing === 'skip_row' ? null : missing;
  }

  reserve(rows: number): void {
    this.x.reserve(rows * this.columns.length);
  }

  /** Whether a cell of the row holds nothing. */
  lack(row: CsvRow): boolean {
    return this.columns.some((column, input) => {
      const cell = row.cells[column].trim();
      return this.categories?.[input]?.lacks(cell) ?? isMissing(cell);
    });
  }

  take(row: CsvRow): void {
    const { columns, categories, x } = this;
    for (let input = 0; input < columns.length; input++) {
      const column = columns[input];
      const kind = categories === null ? null : categories[input];
      const value = kind === null ? numberIn(row.cells[column]) : kind.take(row, column);
      if (Number.isNaN(value)) this.takeOdd(row, column, kind);
      x.push(value);
    }
  }

  /**
   * Row-major numbers, NaN where a value is missing, and what they are where that is not all.
   * @param at the place of the source
   */
  finish(at: JsonPath): { x: Float64Array<ArrayBuffer>; inputs?: InputKinds } {
    const { columns, categories, fill } = this;
    const x = this.x.taken();
    if (categories === null && fill === null) return { x };
    const kinds = columns.map((column, input) => {
      const cellAt = (place: CellPlace) => ({
        words: this.complaints.cellInWords(place, column),
        place: this.complaints.placeOf(place),
      });
      return categories?.[input]?.finish(x, input, columns.length, cellAt) ?? null;
    });
    return { x, inputs: { columns: kinds, fill, at } };
  }

  private takeOdd(row: CsvRow, column: number, kind: CategoryCells | null): void {
    const cell = row.cells[column].trim();
    if (this.fill !== null && isMissing(cell)) return;
    const what = kind === null ? cellComplaint(cell) : kind.complaint(cell);
    const fill = kind === null ? 'mean' : 'most_frequent';
    this.complaints.cell(row.placeOf(column), column, cell, what, fill);
  }
}

function categoriesOf(feature: NonNullable<CsvSource['features']>[number]): CategoryCells | null {
  if (typeof feature !== 'object' || feature.as === 'number') return null;
  return new CategoryCells(feature.as, feature.categories);
}
