/** A CSV source: columns found by index or name, every cell a finite number or a label. */
import { atValue, replaceValue, type Report } from '../../format/core';
import type { JsonPath } from '../../format/finding';
import { numberIn } from './cells/cells';
import { Complaints } from './complaints';
import { findColumns, type ColumnChoice, type Columns } from '../table/columns';
import type { CsvSource } from './fields';
import { InputCells } from './cells/inputs';
import { readRows, type Reading } from './rows';
import type { Broken, CsvRow } from './rowReader';
import { TargetCells } from './cells/targetCells';
import { headOf, type Head } from './dialect/head';
import { CellNumbers } from './cells/numbers';
import type { Table } from '../table/table';

/** Later rows may be shorter than the first ones. */
const ROOM = 1.05;

/** A file of a source, which may have its targets in another. */
export type CsvFile = CsvSource & Pick<ColumnChoice, 'holds'>;

export interface FileRows {
  table: Table;
  /** Rows that are left out, counted from 0 below the header. */
  skipped: ReadonlySet<number>;
}

/** Reads the rows; null after reporting an error. `path` is the place of the source. */
export function* readCsv(
  source: CsvSource,
  bytes: Uint8Array,
  path: JsonPath,
  report: Report,
): Generator<Reading, Table | null> {
  return (yield* readFile(source, bytes, path, report))?.table ?? null;
}

/** The same of one of two files, with the rows that it leaves out. */
export function* readFile(
  source: CsvFile,
  bytes: Uint8Array,
  path: JsonPath,
  report: Report,
): Generator<Reading, FileRows | null> {
  const head = headOf(bytes, source);
  const reader = new CsvReader(source, head, path, report);
  const reading = readRows(source.path, bytes, head.dialect, row => reader.take(row));
  for (;;) {
    const { done, value } = reading.next();
    if (done) {
      if (value !== null) reader.breakOff(value);
      const table = reader.table();
      return table && { table, skipped: reader.skipped };
    }
    reader.makeRoom(value);
    yield value;
  }
}

class CsvReader {
  private columns: Columns | null = null;
  private inputs: InputCells | null = null;
  private targets: TargetCells | null = null;
  private rowCount = 0;
  readonly skipped = new Set<number>();
  private readonly complaints: Complaints;
  private headerSeen = false;
  private unitsSeen = false;
  /** Nothing was found to read, and that has been reported. */
  private refused = false;
  private roomMade = false;

  constructor(
    private readonly source: CsvFile,
    private readonly head: Head,
    private readonly path: JsonPath,
    private readonly report: Report,
  ) {
    this.complaints = new Complaints(source, path, report);
  }

  /** False: no further row is wanted. */
  take(row: CsvRow): boolean {
    if (this.source.header && !this.headerSeen) {
      this.headerSeen = true;
      return this.takeHeader(row);
    }
    if (!this.columns) this.layOut(this.head.dialect.width ?? row.cells.length, null);
    if (!this.columns) return false;
    if (this.source.units && !this.unitsSeen) return (this.unitsSeen = true);
    if (row.cells.length !== this.columns.width) this.complaints.ragged(row, this.columns.width);
    else if (this.isSkipped(row)) {
      this.skipped.add(this.rowCount + this.skipped.size);
      return true;
    } else {
      this.inputs?.take(row);
      this.targets?.take(row);
    }
    this.rowCount++;
    const { limit } = this.source;
    return !this.complaints.enough && (limit === null || this.rowCount < limit);
  }

  table(): Table | null {
    if (!this.complaints.none || this.refused) return null;
    const { targets } = this;
    if (!this.columns || !this.inputs || !targets || this.rowCount === 0) {
      const message =
        this.skipped.size > 0
          ? `Every row of ${this.source.path} is left out: a value is missing in each.`
          : this.headerSeen
            ? `${this.source.path} holds a header but no rows of data.`
            : `${this.source.path} is empty.`;
      this.report.error('no-rows', message, this.complaints.placeOf({ line: 1, column: 1 }));
      return null;
    }
    const y = targets.finish();
    if (!y) return null;
    const { features, labels, names } = this.columns;
    const { features: inputs, label } = this.source;
    return {
      rows: this.rowCount,
      skipped: this.skipped.size,
      cols: features.length,
      ...this.inputs.finish(this.path),
      y,
      names: names && features.map(column => names[column]),
      labelNames: names && labels.map(column => names[column]),
      chosen: { features: inputs !== null, label: label !== null },
      placeOfTarget: row => targets.placeOf(row),
    };
  }

  breakOff({ line, id, what }: Broken): void {
    this.complaints.add({ line, column: 1 }, id, what);
  }

  /** For as many rows as there seem to be: growing step by step would copy all of them each time. */
  makeRoom({ done, total }: Reading): void {
    const { inputs, targets, rowCount } = this;
    if (!inputs || !targets || this.roomMade) return;
    this.roomMade = true;
    const rows = Math.ceil((rowCount * total * ROOM) / done);
    const expected = Math.min(rows, this.source.limit ?? Infinity);
    inputs.reserve(expected);
    targets.reserve(expected);
  }

  private takeHeader(row: CsvRow): boolean {
    const names = row.cells.map(cell => cell.trim());
    // The first column may number the rows without a name.
    if (names.length + 1 === this.head.dialect.width) names.unshift('');
    this.layOut(names.length, names);
    if (this.columns && names.every(name => !Number.isNaN(numberIn(name)))) {
      const message = `The first row of ${this.source.path} is all numbers but is read as a header: set \`header\` to false if it is data.`;
      this.report.warn('header', message, this.complaints.placeOf(row.placeOf(0)), [
        replaceValue('Set header to false', [...this.path, 'header'], false),
      ]);
    }
    return this.columns !== null;
  }

  private layOut(width: number, names: string[] | null): void {
    if (width === 1 && !this.source.holds) this.refuseSingleColumn();
    else this.columns = findColumns(this.source, width, names, this.path, this.report);
    this.refused = this.columns === null;
    if (!this.columns) return;
    const { complaints, source } = this;
    complaints.names = names;
    const { rows, dialect } = this.head;
    const numbers = new CellNumbers(source, { rows, delimiter: dialect.delimiter }, width);
    this.inputs = new InputCells(source, this.columns.features, numbers, complaints);
    this.targets = new TargetCells(source, this.columns.labels, numbers, complaints);
  }

  /** Mostly a delimiter that is said and is not there. */
  private refuseSingleColumn(): void {
    const { path: file, delimiter } = this.source;
    const single = `${file} has a single column: inputs and a target need at least two`;
    if (delimiter === null || delimiter === this.head.detected) {
      const place = this.complaints.placeOf({ line: 1, column: 1 });
      this.report.error('no-features', `${single}.`, place);
      return;
    }
    const at = [...this.path, 'delimiter'];
    const found = JSON.stringify(this.head.detected);
    const message = `Divided at ${JSON.stringify(delimiter)}, ${single}. Is its delimiter ${found}?`;
    this.report.error('no-features', message, atValue(...at), [
      replaceValue(`Change to ${found}`, at, this.head.detected),
    ]);
  }

  /** Whether the source says so of a row in which something is missing. */
  private isSkipped(row: CsvRow): boolean {
    if (this.source.missing !== 'skip_row') return false;
    return this.inputs?.lack(row) === true || this.targets?.lack(row) === true;
  }
}
