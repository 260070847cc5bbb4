/** What is said of the cells and rows of a CSV file that are not as they should be. */
import { replaceValue } from '../../format/core';
import type { Report } from '../../format/core';
import type { Fix, JsonPath, Place } from '../../format/finding';
import type { CsvSource } from './fields';
import { isMissing } from './cells/missing';
import type { CellPlace, CsvRow } from './rowReader';

/** Problems that are told of one file: more would make nothing clearer. */
const MOST_PROBLEMS = 20;

/** Where a word stands among the inputs. */
interface WordPlace {
  input: number;
  /** Columns of the file, one for each input. */
  columns: readonly number[];
  /** It is in the first row. */
  isFirst: boolean;
}

export class Complaints {
  /** Names of the columns of the file, where it has any. */
  names: readonly string[] | null = null;
  private count = 0;

  /** @param path the place of the source */
  constructor(
    private readonly source: CsvSource,
    private readonly path: JsonPath,
    private readonly report: Report,
  ) {}

  get none(): boolean {
    return this.count === 0;
  }

  /** No further row is worth a look. */
  get enough(): boolean {
    return this.count >= MOST_PROBLEMS;
  }

  /** Nothing that is said after this would be true. */
  end(): void {
    this.count = MOST_PROBLEMS;
  }

  add({ line, column }: CellPlace, id: string, what: string): void {
    this.count++;
    const message = `${this.source.path}, row ${line}: ${what}.`;
    this.report.error(id, message, this.placeOf({ line, column }));
  }

  ragged(row: CsvRow, width: number): void {
    const { length } = row.cells;
    const got = length === 1 ? '1 cell' : `${length} cells`;
    this.add(row.placeOf(0), 'ragged-row', `${got} where ${width} are expected`);
  }

  /**
   * @param what is wrong with the cell, in words that follow its own
   * @param fill what may take its place where it holds nothing; null: it is a label
   */
  cell(
    place: CellPlace,
    column: number,
    cell: string,
    what: string,
    fill: 'mean' | 'most_frequent' | null,
  ): void {
    this.count++;
    if (this.count > MOST_PROBLEMS) return;
    const isBlank = isMissing(cell.trim()) && this.source.missing !== 'skip_row';
    const [hint, fixes] = isBlank ? this.ways(fill) : ['', []];
    const message = `${this.cellInWords(place, column)} ${what}.${hint}`;
    this.report.error('not-a-number', message, this.placeOf(place), fixes);
  }

  /** A column of words is read as numbers: the first row may hold names, or all may be categories. */
  word(place: CellPlace, what: string, at: WordPlace): void {
    this.count++;
    if (this.count > MOST_PROBLEMS) return;
    const column = at.columns[at.input];
    const areNames = at.isFirst && !this.source.header;
    const hint = areNames
      ? 'If the first row holds names, set `header` to true.'
      : 'Categories are read where `features` says `{"column": …, "as": "one_hot"}`.';
    const fix = areNames
      ? replaceValue('Set header to true', [...this.path, 'header'], true)
      : this.asCategories(at);
    const message = `${this.cellInWords(place, column)} ${what}. ${hint}`;
    this.report.error('not-a-number', message, this.placeOf(place), [fix]);
  }

  /** A cell as the subject of a sentence. */
  cellInWords({ line }: CellPlace, column: number): string {
    return `${this.source.path}, row ${line}, ${this.nameOf(column)}`;
  }

  nameOf(column: number): string {
    return `column ${column + 1}${this.names ? ` ("${this.names[column]}")` : ''}`;
  }

  placeOf({ line, column }: CellPlace): Place {
    return { kind: 'file', file: this.source.path, line, column };
  }

  /** Inputs that are not named are named by this. */
  private asCategories({ input, columns }: WordPlace): Fix {
    const title = `Read ${this.nameOf(columns[input])} as categories`;
    const at = [...this.path, 'features'];
    const written = { column: this.written(columns[input]), as: 'one_hot' };
    if (this.source.features) return replaceValue(title, [...at, input], written);
    const all = columns.map((column, index) => (index === input ? written : this.written(column)));
    return replaceValue(title, at, all);
  }

  /** A column as `features` names it. */
  private written(column: number): string | number {
    const name = this.names?.[column];
    return name === undefined || this.names?.indexOf(name) !== this.names?.lastIndexOf(name)
      ? column
      : name;
  }

  /** What can be done about a value that is missing. */
  private ways(fill: 'mean' | 'most_frequent' | null): [hint: string, fixes: Fix[]] {
    const ways = fill === null ? ['skip_row'] : ['skip_row', fill];
    const fixes = ways.map(way =>
      replaceValue(`Set missing to "${way}"`, [...this.path, 'missing'], way),
    );
    const hint =
      fill === null
        ? ' With `missing` "skip_row" its row is left out.'
        : ' `missing` can leave such rows out, or fill them in.';
    return [hint, fixes];
  }
}
