/** The targets of a CSV file as they come: labels of one column, or numbers of several. */
import { formatInteger } from '../../../../engine/ground/numbers';
import type { Place } from '../../../format/finding';
import type { Targets } from '../../table/table';
import { cellComplaint } from './cells';
import type { Complaints } from '../complaints';
import type { CsvSource } from '../fields';
import { GrowingFloats, GrowingIntegers } from './growing';
import type { CellNumbers } from './numbers';
import type { CsvRow } from '../rowReader';
import { MOST_CLASSES, SingleTarget, type OddTarget } from './targets';

export class TargetCells {
  /** Where a single column is read; several are numbers. */
  private readonly single = new SingleTarget();
  private readonly several = new GrowingFloats();
  /** Where the first target of each row stands. */
  private readonly lines = new GrowingIntegers();
  private readonly starts = new GrowingIntegers();
  private readonly fills: boolean;
  /** One for each column: whether a trimmed cell holds nothing. */
  private readonly gaps: readonly ((cell: string) => boolean)[];

  /** @param columns of the file, one for each target */
  constructor(
    { missing }: Pick<CsvSource, 'missing'>,
    private readonly columns: readonly number[],
    private readonly numbers: CellNumbers,
    private readonly complaints: Complaints,
  ) {
    this.fills = missing !== 'error' && missing !== 'skip_row';
    this.gaps = columns.map(column => numbers.missingIn(column));
  }

  reserve(rows: number): void {
    this.lines.reserve(rows);
    this.starts.reserve(rows);
    if (this.columns.length === 1) this.single.reserve(rows);
    else this.several.reserve(rows * this.columns.length);
  }

  /** Whether a cell of the row holds nothing. */
  lack({ cells }: CsvRow): boolean {
    return this.columns.some((column, at) => this.gaps[at](cells[column].trim()));
  }

  take(row: CsvRow): void {
    const { columns } = this;
    if (columns.length === 0) return;
    const { line, column } = row.placeOf(columns[0]);
    this.lines.push(line);
    this.starts.push(column);
    if (columns.length === 1) this.takeLabel(row, columns[0]);
    else for (const each of columns) this.takeNumber(row, each);
  }

  /** null after reporting targets that are of another kind than the rest. */
  finish(): Targets | null {
    const { length } = this.columns;
    if (length !== 1) return { kind: 'rows', cols: length, values: this.several.taken() };
    const finished = this.single.finish();
    if (!Array.isArray(finished)) return finished;
    for (const odd of finished) this.refuseOdd(odd);
    return null;
  }

  /** The place of the first target of a row. */
  placeOf(row: number): Place {
    return this.complaints.placeOf({ line: this.lines.at(row), column: this.starts.at(row) });
  }

  private takeNumber(row: CsvRow, column: number): void {
    const cell = row.cells[column];
    const value = this.numbers.of(cell, column);
    if (Number.isNaN(value)) {
      this.complaints.cell(row.placeOf(column), column, cell, cellComplaint(cell), null);
    }
    this.several.push(value);
  }

  private takeLabel(row: CsvRow, column: number): void {
    const { complaints } = this;
    const cell = row.cells[column].trim();
    // A source that fills in inputs says what is missing: nothing that is missing is a class.
    const [isMissing] = this.gaps;
    if (this.fills && isMissing(cell)) {
      const what = cell === '' ? 'is empty' : `is ${JSON.stringify(cell)}`;
      const why = `${what}; a label is never filled in`;
      complaints.cell(row.placeOf(column), column, cell, why, null);
    }
    if (this.single.take(cell, this.numbers.of(cell, column), isMissing(cell))) return;
    const most = formatInteger(MOST_CLASSES);
    const what = `${complaints.nameOf(column)} holds more than ${most} different names: is it the label?`;
    complaints.add(row.placeOf(column), 'too-many-classes', what);
    complaints.end();
  }

  private refuseOdd({ row, cell, isNumber, isUnknown }: OddTarget): void {
    const place = { line: this.lines.at(row), column: this.starts.at(row) };
    const what = isNumber
      ? `is ${cell}, a number among names of classes`
      : cell === ''
        ? 'is empty; a label is needed'
        : isUnknown
          ? `is ${JSON.stringify(cell)}; a label is needed`
          : cellComplaint(cell);
    this.complaints.cell(place, this.columns[0], cell, what, null);
  }
}
