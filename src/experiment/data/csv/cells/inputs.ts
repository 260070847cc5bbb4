/** The inputs of a CSV file as they come: numbers, categories, and cells that hold nothing. */
import type { JsonPath } from '../../../format/finding';
import type { InputKinds } from '../../table/inputs';
import { CategoryCells } from './categories';
import { cellComplaint } from './cells';
import type { Complaints } from '../complaints';
import type { CsvSource } from '../fields';
import { GrowingFloats } from './growing';
import { isMissing } from './missing';
import type { CellNumbers } from './numbers';
import type { CellPlace, CsvRow } from '../rowReader';

/** No slip in a number, and not infinite. */
const WORD = /^(?!inf(?:inity)?$)\p{L}\D*$/iu;

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
    private readonly numbers: CellNumbers,
    private readonly complaints: Complaints,
  ) {
    const kinds = columns.map((column, at) => {
      const feature = features?.[at];
      return feature === undefined ? null : categoriesOf(feature, numbers.missingIn(column));
    });
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
    const { columns, categories, numbers, x } = this;
    for (let input = 0; input < columns.length; input++) {
      const column = columns[input];
      const kind = categories === null ? null : categories[input];
      const value = kind === null ? numbers.of(row.cells[column], column) : kind.take(row, column);
      if (Number.isNaN(value)) this.takeOdd(row, input, kind);
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

  /** So far: where the first row has a number, a word below it is a slip. */
  private hasNoNumber(input: number): boolean {
    return this.x.length <= input || Number.isNaN(this.x.at(input));
  }

  private takeOdd(row: CsvRow, input: number, kind: CategoryCells | null): void {
    const { columns, complaints } = this;
    const column = columns[input];
    const cell = row.cells[column].trim();
    const isNothing = isMissing(cell);
    if (this.fill !== null && isNothing) return;
    const place = row.placeOf(column);
    if (kind !== null) {
      complaints.cell(place, column, cell, kind.complaint(cell), 'most_frequent');
    } else if (!isNothing && WORD.test(cell) && this.hasNoNumber(input)) {
      const isFirst = this.x.length < columns.length;
      complaints.word(place, cellComplaint(cell), { input, columns, isFirst });
    } else complaints.cell(place, column, cell, cellComplaint(cell), 'mean');
  }
}

function categoriesOf(
  feature: NonNullable<CsvSource['features']>[number],
  isGap: (cell: string) => boolean,
): CategoryCells | null {
  if (typeof feature !== 'object' || feature.as === 'number') return null;
  const { as, categories } = feature;
  // A mark that is not among those that are given is none of them.
  return new CategoryCells(as, categories, categories ? isMissing : isGap);
}
