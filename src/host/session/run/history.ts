/** The whole log of a run's epochs or updates, assembled from the slices in its frames. */
import type { HistorySlice } from '../../../protocol/snapshot';

export class History {
  private rows = 0;
  private thinned = 1;
  /** First row that has changed since the last call of `changes`. */
  private changedFrom = 0;
  private numbers = new Float64Array(64);
  private columns: Float64Array[] = [];

  get length(): number {
    return this.rows;
  }

  clear(): void {
    this.rows = 0;
    this.thinned = 1;
    this.changedFrom = 0;
  }

  /** Puts the rows in their place. @throws RangeError if rows in between are missing */
  append(slice: HistorySlice): void {
    if (slice.from > this.rows) {
      throw new RangeError(
        `History goes on at row ${slice.from}, but ends at ${this.rows}: rows are missing.`,
      );
    }
    const end = slice.from + slice.numbers.length;
    this.reserve(end, slice.values.length);
    this.numbers.set(slice.numbers, slice.from);
    slice.values.forEach((column, i) => this.columns[i].set(column, slice.from));
    this.rows = end;
    this.thinned = slice.thinned;
    this.changedFrom = Math.min(this.changedFrom, slice.from);
  }

  /** A copy of the rows from `from` on, in buffers of exact length. */
  slice(from: number): HistorySlice {
    return {
      from,
      numbers: this.numbers.slice(from, this.rows),
      values: this.columns.map(column => column.slice(from, this.rows)),
      thinned: this.thinned,
    };
  }

  /** The rows that have changed since the last call, or since `clear`. */
  changes(): HistorySlice {
    const changed = this.slice(this.changedFrom);
    this.changedFrom = this.rows;
    return changed;
  }

  /** All rows; `changes` then starts from here. */
  all(): HistorySlice {
    this.changedFrom = 0;
    return this.changes();
  }

  /**
   * The course of a column over the rows whose number is at most `last`: every row, or every 2ᵏ-th and the
   * last, so that there are at most `count` of them, and those that are there stay while rows are added.
   */
  course(column: number, count: number, last: number): number[] {
    let end = this.rows;
    while (end > 0 && this.numbers[end - 1] > last) end--;
    if (column >= this.columns.length || end === 0) return [];
    let every = 1;
    while (Math.ceil(end / every) >= count) every *= 2;
    const values = this.columns[column];
    const kept = Array.from({ length: Math.ceil((end - 1) / every) }, (_, i) => values[i * every]);
    return [...kept, values[end - 1]];
  }

  /** The newest number in a column; null if there is none. */
  latest(column: number): number | null {
    for (let row = this.rows - 1; row >= 0; row--) {
      const value = this.columns[column]?.[row];
      if (value !== undefined && !Number.isNaN(value)) return value;
    }
    return null;
  }

  private reserve(rows: number, columns: number): void {
    while (this.columns.length < columns) {
      this.columns.push(new Float64Array(this.numbers.length).fill(NaN));
    }
    this.columns.length = columns;
    if (rows <= this.numbers.length) return;
    const capacity = Math.max(rows, this.numbers.length * 2);
    const grown = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const array = new Float64Array(capacity).fill(NaN);
      array.set(old);
      return array;
    };
    this.numbers = grown(this.numbers);
    this.columns = this.columns.map(grown);
  }
}
