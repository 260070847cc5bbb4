/** The cells of one column of categories. */
import { formatInteger } from '../../../../engine/ground/numbers';
import { listed, quoted } from '../../table/columns';
import type { Categories } from '../../table/inputs';
import { numberIn } from './cells';
import type { CellPlace, CsvRow } from '../rowReader';
import { MOST_CLASSES } from './targets';

export class CategoryCells {
  /** The code of each name, in the order of `given` or in that in which they come. */
  private readonly codes = new Map<string, number>();
  /** The first cell with each code. */
  private readonly first: (CellPlace | undefined)[] = [];

  /**
   * @param given the only ones that there are, in their order; null: those of the file, sorted
   * @param isMissing whether a trimmed cell of the column holds nothing
   */
  constructor(
    private readonly as: Categories['as'],
    private readonly given: readonly string[] | null,
    private readonly isMissing: (cell: string) => boolean,
  ) {
    for (const name of given ?? []) this.codes.set(name, this.codes.size);
  }

  /** Whether the trimmed cell holds nothing: a mark that is given as a category is one. */
  lacks(cell: string): boolean {
    return this.isMissing(cell) && !this.codes.has(cell);
  }

  /** The code of the cell; NaN where it holds no category. */
  take(row: CsvRow, column: number): number {
    const cell = row.cells[column].trim();
    let code = this.codes.get(cell);
    if (code === undefined) {
      if (this.given || this.isMissing(cell) || this.codes.size === MOST_CLASSES) return NaN;
      code = this.codes.size;
      this.codes.set(cell, code);
    }
    this.first[code] ??= row.placeOf(column);
    return code;
  }

  /** What is wrong with a trimmed cell that holds no category. */
  complaint(cell: string): string {
    if (cell === '') return 'is empty; a category is needed';
    const shown = quoted(cell);
    if (this.isMissing(cell)) return `is ${shown}, which stands for a missing value`;
    if (this.given) return `is ${shown}, which is no category; known are ${listed(this.given)}`;
    return `is ${shown}: a column has ${formatInteger(MOST_CLASSES)} categories at most`;
  }

  /**
   * The categories; those that are not given are sorted, and their codes in `x` changed to match.
   * @param x row-major numbers of all inputs, with those of this column from `input` on in steps of `cols`
   */
  finish(
    x: Float64Array,
    input: number,
    cols: number,
    cellAt: (place: CellPlace) => ReturnType<Categories['firstCell']>,
  ): Categories {
    const found = [...this.codes.keys()];
    const names = this.given ?? sorted(found);
    const indices = new Map(names.map((name, index) => [name, index]));
    const indexOf = found.map(name => indices.get(name) ?? NaN);
    for (let at = input; at < x.length; at += cols) {
      if (!Number.isNaN(x[at])) x[at] = indexOf[x[at]];
    }
    return {
      as: this.as,
      names,
      firstCell: index => {
        const place = this.first[this.codes.get(names[index]) ?? -1];
        return place ? cellAt(place) : null;
      },
    };
  }
}

/** Numbers by their size, texts by their characters, as classes are. */
function sorted(names: readonly string[]): string[] {
  const areNumbers = names.every(name => !Number.isNaN(numberIn(name)));
  return areNumbers ? names.toSorted((a, b) => Number(a) - Number(b)) : names.toSorted();
}
