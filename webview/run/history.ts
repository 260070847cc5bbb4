/** The logs of a run, as the page puts them together. */
import type { HistorySlice } from '../../src/protocol/snapshot';
import { Column } from '../drawing/decimate';

/** A log of the run, of its epochs or of its updates, growing. */
export class History {
  numbers = new Column();
  columns: Column[] = [];
  /** Rows of which two are kept; 1: all are. */
  thinned = 1;
  /** Counts up with every change. */
  version = 0;

  get rows(): number {
    return this.numbers.length;
  }

  /** Number of the last row; 0 before the first. */
  get last(): number {
    return this.rows > 0 ? this.numbers.at(this.rows - 1) : 0;
  }

  clear(columns: number): void {
    this.version++;
    this.numbers = new Column();
    this.thinned = 1;
    this.columns = Array.from({ length: columns }, () => new Column());
  }

  /** Puts the rows in their place; false where rows in between are missing. */
  append(slice: HistorySlice): boolean {
    if (slice.from > this.rows || slice.values.length !== this.columns.length) return false;
    if (slice.from < this.rows || slice.numbers.length > 0) this.version++;
    for (const column of [this.numbers, ...this.columns]) column.cut(slice.from);
    this.numbers.append(slice.numbers);
    slice.values.forEach((values, column) => this.columns[column].append(values));
    this.thinned = slice.thinned;
    return true;
  }
}
