/** A CSV source: columns found by index or name, every cell a finite number or a label. */
import { formatInteger } from '../../../engine/ground/numbers';
import { atValue, replaceValue } from '../../format/core';
import type { Report } from '../../format/core';
import type { JsonPath, Place } from '../../format/finding';
import { cellComplaint, numberIn } from './cells';
import { findColumns } from '../table/columns';
import type { Columns } from '../table/columns';
import type { CsvSource } from './fields';
import { readRows } from './rows';
import type { Broken, CellPlace, CsvRow, Reading } from './rows';
import { MOST_CLASSES, SingleTarget } from './targets';
import type { OddTarget } from './targets';
import { detectDelimiter, headOf } from './text';
import type { Delimiter } from './text';
import { GrowingFloats, GrowingIntegers } from './growing';
import type { Table, Targets } from '../table/table';

/** Problems that are told of one file: more would make nothing clearer. */
const MOST_PROBLEMS = 20;
/** Later rows may be shorter than the first ones. */
const ROOM = 1.05;

/** Reads the rows; null after reporting an error. `path` is the place of the source. */
export function* readCsv(
  source: CsvSource,
  bytes: Uint8Array,
  path: JsonPath,
  report: Report,
): Generator<Reading, Table | null> {
  const detected = detectDelimiter(headOf(bytes));
  const reader = new CsvReader(source, detected, path, report);
  const delimiter = source.delimiter ?? detected;
  const reading = readRows(source.path, bytes, delimiter, row => reader.take(row));
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      if (value !== null) reader.breakOff(value);
      return reader.table();
    }
    reader.makeRoom(value);
    yield value;
  }
}

class CsvReader {
  private columns: Columns | null = null;
  private rowCount = 0;
  private failures = 0;
  private readonly x = new GrowingFloats();
  /** Where a single column of targets is read; several are numbers and go to `targets`. */
  private readonly target = new SingleTarget();
  private readonly targets = new GrowingFloats();
  /** Where the first target of each row stands. */
  private readonly lines = new GrowingIntegers();
  private readonly starts = new GrowingIntegers();
  private headerSeen = false;
  /** Nothing was found to read, and that has been reported. */
  private refused = false;
  private roomMade = false;

  constructor(
    private readonly source: CsvSource,
    private readonly detected: Delimiter,
    private readonly path: JsonPath,
    private readonly report: Report,
  ) {}

  /** False: no further row is wanted. */
  take(row: CsvRow): boolean {
    if (this.source.header && !this.headerSeen) {
      this.headerSeen = true;
      return this.takeHeader(row);
    }
    if (!this.columns) this.layOut(row.cells.length, null);
    if (!this.columns) return false;
    if (row.cells.length === this.columns.width) this.takeCells(row, this.columns);
    else this.refuseRagged(row, this.columns.width);
    this.rowCount++;
    const { limit } = this.source;
    return this.failures < MOST_PROBLEMS && (limit === null || this.rowCount < limit);
  }

  table(): Table | null {
    if (this.failures > 0 || this.refused) return null;
    if (!this.columns || this.rowCount === 0) {
      const message = this.headerSeen
        ? `${this.source.path} holds a header but no rows of data.`
        : `${this.source.path} is empty.`;
      this.report.error('no-rows', message, this.placeIn({ line: 1, column: 1 }));
      return null;
    }
    const y = this.finishTargets(this.columns);
    if (!y) return null;
    const { features, labels, names } = this.columns;
    const [lines, starts] = [this.lines.taken(), this.starts.taken()];
    const { path, features: inputs, label } = this.source;
    return {
      rows: this.rowCount,
      cols: features.length,
      x: this.x.taken(),
      y,
      names: names && features.map(column => names[column]),
      labelNames: names && labels.map(column => names[column]),
      chosen: { features: inputs !== null, label: label !== null },
      placeOfTarget: row => placeInFile(path, { line: lines[row], column: starts[row] }),
    };
  }

  breakOff({ line, id, what }: Broken): void {
    this.complain({ line, column: 1 }, id, what);
  }

  /** For as many rows as there seem to be: growing step by step would copy all of them each time. */
  makeRoom({ done, total }: Reading): void {
    const { columns, rowCount } = this;
    if (!columns || this.roomMade) return;
    this.roomMade = true;
    const rows = Math.ceil((rowCount * total * ROOM) / done);
    const expected = Math.min(rows, this.source.limit ?? Infinity);
    this.x.reserve(expected * columns.features.length);
    this.lines.reserve(expected);
    this.starts.reserve(expected);
    this.target.reserve(expected);
  }

  private complain(place: CellPlace, id: string, what: string): void {
    this.failures++;
    const message = `${this.source.path}, row ${place.line}: ${what}.`;
    this.report.error(id, message, this.placeIn(place));
  }

  private takeHeader(row: CsvRow): boolean {
    const names = row.cells.map(cell => cell.trim());
    this.layOut(names.length, names);
    if (this.columns && names.every(name => !Number.isNaN(numberIn(name)))) {
      const message = `The first row of ${this.source.path} is all numbers but is read as a header: set \`header\` to false if it is data.`;
      this.report.warn('header', message, this.placeIn(row.placeOf(0)), [
        replaceValue('Set header to false', [...this.path, 'header'], false),
      ]);
    }
    return this.columns !== null;
  }

  private layOut(width: number, names: string[] | null): void {
    if (width === 1) this.refuseSingleColumn();
    else this.columns = findColumns(this.source, width, names, this.path, this.report);
    this.refused = this.columns === null;
  }

  /** Mostly a delimiter that is said and is not there. */
  private refuseSingleColumn(): void {
    const { path: file, delimiter } = this.source;
    const single = `${file} has a single column: inputs and a target need at least two`;
    if (delimiter === null || delimiter === this.detected) {
      this.report.error('no-features', `${single}.`, this.placeIn({ line: 1, column: 1 }));
      return;
    }
    const at = [...this.path, 'delimiter'];
    const found = JSON.stringify(this.detected);
    const message = `Divided at ${JSON.stringify(delimiter)}, ${single}. Is its delimiter ${found}?`;
    this.report.error('no-features', message, atValue(...at), [
      replaceValue(`Change to ${found}`, at, this.detected),
    ]);
  }

  private takeCells(row: CsvRow, { features, labels }: Columns): void {
    const { cells } = row;
    for (const column of features) {
      const value = numberIn(cells[column]);
      if (Number.isNaN(value)) this.refuseCell(row.placeOf(column), column, cells[column]);
      this.x.push(value);
    }
    const { line, column: start } = row.placeOf(labels[0]);
    this.lines.push(line);
    this.starts.push(start);
    if (labels.length > 1) {
      for (const column of labels) {
        const value = numberIn(cells[column]);
        if (Number.isNaN(value)) this.refuseCell(row.placeOf(column), column, cells[column]);
        this.targets.push(value);
      }
    } else if (!this.target.take(cells[labels[0]].trim())) {
      const most = formatInteger(MOST_CLASSES);
      const what = `${this.nameOf(labels[0])} holds more than ${most} different names: is it the label?`;
      this.complain({ line, column: start }, 'too-many-classes', what);
      this.failures = MOST_PROBLEMS;
    }
  }

  private refuseRagged(row: CsvRow, width: number): void {
    const { cells } = row;
    if (cells.length === 1 && cells[0].trim() === '') {
      this.complain(row.placeOf(0), 'blank-row', 'the line is empty; take it out');
    } else {
      const got = cells.length === 1 ? '1 cell' : `${cells.length} cells`;
      this.complain(row.placeOf(0), 'ragged-row', `${got} where ${width} are expected`);
    }
  }

  private refuseCell(place: CellPlace, column: number, cell: string, what?: string): void {
    this.failures++;
    if (this.failures > MOST_PROBLEMS) return;
    const where = `${this.source.path}, row ${place.line}, ${this.nameOf(column)}`;
    const message = `${where} ${what ?? cellComplaint(cell)}.`;
    this.report.error('not-a-number', message, this.placeIn(place));
  }

  private nameOf(column: number): string {
    const name = this.columns?.names ? ` ("${this.columns.names[column]}")` : '';
    return `column ${column + 1}${name}`;
  }

  /** null after reporting targets that are of another kind than the rest. */
  private finishTargets({ labels }: Columns): Targets | null {
    if (labels.length > 1) {
      return { kind: 'rows', cols: labels.length, values: this.targets.taken() };
    }
    const finished = this.target.finish();
    if (!Array.isArray(finished)) return finished;
    for (const odd of finished) this.refuseOdd(odd, labels[0]);
    return null;
  }

  private refuseOdd({ row, cell, isNumber }: OddTarget, column: number): void {
    const place = { line: this.lines.at(row), column: this.starts.at(row) };
    const what = isNumber
      ? `is ${cell}, a number among names of classes`
      : cell === ''
        ? 'is empty; a label is needed'
        : undefined;
    this.refuseCell(place, column, cell, what);
  }

  private placeIn(place: CellPlace): Place {
    return placeInFile(this.source.path, place);
  }
}

function placeInFile(file: string, { line, column }: CellPlace): Place {
  return { kind: 'file', file, line, column };
}
