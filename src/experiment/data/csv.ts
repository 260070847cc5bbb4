/** A CSV source: columns found by index or name, every cell a finite number or a label. */
import type { Column, CsvSource } from '../experiment';
import { atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import { nearest } from '../format/suggest';
import type { JsonPath, Place } from '../problem';
import { cellComplaint, numberIn } from './cells';
import { cellOffset, decodeText, detectDelimiter, positionAt, visitRows } from './csvText';
import type { CsvRow, Delimiter } from './csvText';
import type { Table, Targets } from './table';

/** After so many the picture is clear. */
const MOST_PROBLEMS = 20;

interface Layout {
  width: number;
  names: string[] | null;
  features: number[];
  labels: number[];
}

/** Reads the rows; null after reporting an error. `path` is the place of the source. */
export function readCsv(
  source: CsvSource,
  bytes: Uint8Array,
  path: JsonPath,
  report: Report,
): Table | null {
  const text = decodeText(bytes);
  const delimiter = source.delimiter ?? detectDelimiter(text);
  const reader = new CsvReader(source, text, delimiter, path, report);
  const broken = visitRows(text, delimiter, row => reader.take(row));
  if (broken) reader.complain(broken.offset, 'quotes', 'a quoted cell of this row is not closed');
  return reader.table();
}

class CsvReader {
  private layout: Layout | null = null;
  private rowCount = 0;
  private failures = 0;
  private readonly x: number[] = [];
  /** Row by row, one for each label column. */
  private readonly labels: string[] = [];
  private readonly offsets: number[] = [];
  private headerSeen = false;
  private columnsFailed = false;

  constructor(
    private readonly source: CsvSource,
    private readonly text: string,
    private readonly delimiter: Delimiter,
    private readonly path: JsonPath,
    private readonly report: Report,
  ) {}

  /** False: no further row is wanted. */
  take(row: CsvRow): boolean {
    if (this.source.header && !this.headerSeen) {
      this.headerSeen = true;
      return this.takeHeader(row);
    }
    this.layout ??= this.layOut(row.cells.length, null);
    if (!this.layout) return false;
    if (row.cells.length === this.layout.width) this.takeCells(row, this.layout);
    else this.refuseRagged(row, this.layout.width);
    this.rowCount++;
    const { limit } = this.source;
    return this.failures < MOST_PROBLEMS && (limit === null || this.rowCount < limit);
  }

  table(): Table | null {
    if (this.failures > 0) return null;
    if (!this.layout || this.rowCount === 0) {
      const message = this.headerSeen
        ? `${this.source.path} holds a header but no rows of data.`
        : `${this.source.path} is empty.`;
      // Columns that were not found have been reported.
      if (!this.columnsFailed) this.report.error('no-rows', message, this.placeAt(0));
      return null;
    }
    const y = this.targets();
    if (!y) return null;
    const { features, names } = this.layout;
    return {
      rows: this.rowCount,
      cols: features.length,
      x: Float64Array.from(this.x),
      y,
      names: names && features.map(column => names[column]),
      placeOfTarget: row => this.placeOfCell(this.offsets[row], this.layout?.labels[0] ?? 0),
    };
  }

  complain(offset: number, code: string, what: string): void {
    this.failures++;
    const place = this.placeAt(offset);
    const row = place.kind === 'file' ? place.line : 1;
    this.report.error(code, `${this.source.path}, row ${row}: ${what}.`, place);
  }

  private takeHeader({ cells, offset }: CsvRow): boolean {
    const names = cells.map(cell => cell.trim());
    if (names.every(name => !Number.isNaN(numberIn(name)))) {
      const message = `The first row of ${this.source.path} is all numbers but is read as a header: set \`header\` to false if it is data.`;
      this.report.warn('header', message, this.placeAt(offset), [
        replaceValue('Set header to false', [...this.path, 'header'], false),
      ]);
    }
    this.layout = this.layOut(names.length, names);
    return this.layout !== null;
  }

  private layOut(width: number, names: string[] | null): Layout | null {
    const { features, label } = this.source;
    const find = (column: Column, key: string, index: number | null) =>
      this.findColumn(column, width, names, index === null ? [key] : [key, index]);
    const labels =
      label === null
        ? [width - 1]
        : Array.isArray(label)
          ? label.map((column, index) => find(column, 'label', index))
          : [find(label, 'label', null)];
    const found = features?.map((column, index) => find(column, 'features', index));
    const rest = Array.from({ length: width }, (_, column) => column);
    const layout = {
      width,
      names,
      labels,
      features: found ?? rest.filter(column => !labels.includes(column)),
    };
    this.columnsFailed =
      layout.features.length === 0 || [...labels, ...layout.features].includes(-1);
    if (!this.columnsFailed) return layout;
    if (layout.features.length > 0) return null;
    const message = `${this.source.path} has a single column: inputs and a target need at least two.`;
    this.report.error('no-features', message, this.placeAt(0));
    return null;
  }

  /** −1 after reporting that there is no such column. */
  private findColumn(
    column: Column,
    width: number,
    names: string[] | null,
    keys: JsonPath,
  ): number {
    const path = [...this.path, ...keys];
    const { path: file } = this.source;
    if (typeof column === 'number') {
      if (column < width) return column;
      const message = `${file} has ${width} columns, numbered from 0 to ${width - 1}: there is no column ${column}.`;
      this.report.error('unknown-column', message, atValue(...path));
      return -1;
    }
    const index = names?.indexOf(column) ?? -1;
    if (index >= 0) return index;
    const meant = names && nearest(column, names);
    const message = names
      ? `${file} has no column "${column}"; its columns are ${names.map(name => `"${name}"`).join(', ')}.`
      : `${file} is read without a header, so its columns have no names: give the number of "${column}", from 0.`;
    const fixes = meant ? [replaceValue(`Change to "${meant}"`, path, meant)] : [];
    this.report.error('unknown-column', message, atValue(...path), fixes);
    return -1;
  }

  private takeCells({ cells, offset }: CsvRow, { features, labels }: Layout): void {
    for (const column of features) {
      const value = numberIn(cells[column]);
      if (Number.isNaN(value)) this.refuseCell(offset, column, cells[column]);
      this.x.push(value);
    }
    for (const column of labels) this.labels.push(cells[column].trim());
    this.offsets.push(offset);
  }

  private refuseRagged({ cells, offset }: CsvRow, width: number): void {
    if (cells.length === 1 && cells[0].trim() === '') {
      this.complain(offset, 'blank-row', 'the line is empty; take it out');
    } else {
      const got = cells.length === 1 ? '1 cell' : `${cells.length} cells`;
      this.complain(offset, 'ragged-row', `${got} where ${width} are expected`);
    }
  }

  private refuseCell(offset: number, column: number, cell: string): void {
    this.failures++;
    if (this.failures > MOST_PROBLEMS) return;
    const place = this.placeOfCell(offset, column);
    const row = place.kind === 'file' ? place.line : 1;
    const name = this.layout?.names ? ` ("${this.layout.names[column]}")` : '';
    const message = `${this.source.path}, row ${row}, column ${column + 1}${name} ${cellComplaint(cell)}.`;
    this.report.error('not-a-number', message, place);
  }

  /** One column of numbers or of texts, or several columns of numbers. */
  private targets(): Targets | null {
    const columns = this.layout?.labels ?? [];
    const { labels } = this;
    const numbers = Float64Array.from(labels, numberIn);
    const wrong = numbers.findIndex(Number.isNaN);
    if (wrong < 0) {
      if (columns.length === 1) return { kind: 'number', values: numbers };
      return { kind: 'rows', cols: columns.length, values: numbers };
    }
    // All texts: names of classes. A few among numbers: slips.
    const isText = columns.length === 1 && numbers.every(Number.isNaN) && !labels.includes('');
    if (isText) return { kind: 'text', labels };
    numbers.forEach((value, index) => {
      const row = Math.floor(index / columns.length);
      if (!Number.isNaN(value)) return;
      this.refuseCell(this.offsets[row], columns[index % columns.length], labels[index]);
    });
    return null;
  }

  private placeOfCell(offset: number, column: number): Place {
    return this.placeAt(cellOffset(this.text, offset, column, this.delimiter));
  }

  private placeAt(offset: number): Place {
    return { kind: 'file', file: this.source.path, ...positionAt(this.text, offset) };
  }
}
