/**
 * A log of a run, of its epochs or of its updates: one row for each, in memory that has a limit.
 *
 * Where there are more than there is room for, the log is thinned: of every few rows that follow
 * one another, the one with the smallest and the one with the largest first column (the loss) stay,
 * so that no spike is lost and every row still tells what was measured. The newest row is always
 * there. Which rows stay depends on nothing but the values.
 */

/** Rows from `from` on, copied: whatever a reader had from there on is replaced by them. */
export interface LogRows {
  from: number;
  /** The epoch, or the update, of each row, from 1. */
  numbers: Float64Array;
  /** One array per column. */
  values: Float64Array[];
  /** Rows of which two stay; 1: nothing has been thinned. */
  thinned: number;
}

/** The number of neighbouring rows of a full log that become two. */
const GROUP = 4;
const FIRST_ROWS = 256;

export class RowLog {
  private numbers: Float64Array;
  private readonly columns: Float64Array[];
  private rows = 0;
  /** Rows that stay as they are; those after them are still being thinned. */
  private settled = 0;
  /** Rows of which two stay, and how many of them have come. */
  private bucket = 1;
  private inBucket = 0;
  /** The newest row stays only until the next one comes. */
  private passing = false;
  /** Rows that wait; null: they are added at once. */
  private held: { number: number; values: Float64Array }[] | null = null;
  /** First row that has changed since `changes` was last asked. */
  private changedFrom = 0;

  /** @param limit rows that are kept at most; a multiple of 4, at least 16 */
  constructor(
    columns: number,
    private readonly limit = Infinity,
  ) {
    const rows = Math.min(limit, FIRST_ROWS);
    this.numbers = new Float64Array(rows);
    this.columns = Array.from({ length: columns }, () => new Float64Array(rows));
  }

  get length(): number {
    return this.rows;
  }

  numberOf(row: number): number {
    return this.numbers[row];
  }

  value(column: number, row: number): number {
    return this.columns[column][row];
  }

  /** The newest value of a column; NaN where there is none. */
  latest(column: number): number {
    return this.rows > 0 ? this.columns[column][this.rows - 1] : NaN;
  }

  /** From here on rows wait: they may be taken back. */
  hold(): void {
    this.held = [];
  }

  /** Those that wait are added, but for what follows row `last`: that has never been. */
  release(last: number): void {
    const held = this.held ?? [];
    this.held = null;
    for (const { number, values } of held) if (number <= last) this.add(number, values);
  }

  /** Adds a row, a value for each column. One that the log has seen is left as it is. */
  add(number: number, values: Float64Array): void {
    if (this.held) {
      this.held.push({ number, values: values.slice() });
      return;
    }
    if (this.rows > 0 && number <= this.numbers[this.rows - 1]) return;
    if (this.passing) this.rows--;
    this.passing = false;
    if (this.rows === this.numbers.length) this.grow();
    this.numbers[this.rows] = number;
    for (let i = 0; i < this.columns.length; i++) this.columns[i][this.rows] = values[i];
    this.rows++;
    if (this.bucket === 1) this.settled = this.rows;
    else this.thinNewest();
    if (this.settled + GROUP >= this.limit) this.thinAll();
  }

  /**
   * Adds rows `first` to `last`: what as many calls of `add` leave, but those that would be thinned
   * away at once are never read.
   * @param lossOf the first column of a row
   * @param read writes all columns of a row
   */
  addMany(
    first: number,
    last: number,
    lossOf: (number: number) => number,
    read: (number: number, values: Float64Array) => void,
  ): void {
    const values = new Float64Array(this.columns.length);
    let at = this.rows > 0 ? Math.max(first, this.numbers[this.rows - 1] + 1) : first;
    while (at <= last) {
      const end = Math.min(at + this.bucket - this.inBucket - 1, last);
      const { low, high } = extremesOf(at, end, lossOf);
      for (const number of new Set([Math.min(low, high), Math.max(low, high), end])) {
        this.inBucket += number - at;
        at = number + 1;
        read(number, values);
        this.add(number, values);
      }
    }
  }

  /** Rows from `from` on. */
  slice(from: number): LogRows {
    return {
      from,
      numbers: this.numbers.slice(from, this.rows),
      values: this.columns.map(column => column.slice(from, this.rows)),
      thinned: this.bucket,
    };
  }

  /** All rows that have changed since the last call; the first call has all. */
  changes(): LogRows {
    const changed = this.slice(this.changedFrom);
    this.changedFrom = this.settled;
    return changed;
  }

  private grow(): void {
    const size = Math.min(this.limit, this.numbers.length * 2);
    const larger = (old: Float64Array): Float64Array => {
      const array = new Float64Array(size);
      array.set(old);
      return array;
    };
    this.numbers = larger(this.numbers);
    for (let i = 0; i < this.columns.length; i++) this.columns[i] = larger(this.columns[i]);
  }

  /** Keeps the two extremes and the newest of the rows that are not settled. */
  private thinNewest(): void {
    this.inBucket++;
    const { low, high } = this.extremes(this.settled, this.rows);
    const newest = this.rows - 1;
    let to = this.settled;
    for (let row = this.settled; row < newest; row++) {
      if (row === low || row === high) this.move(row, to++);
    }
    this.move(newest, to);
    this.rows = to + 1;
    if (this.inBucket < this.bucket) return;
    this.passing = newest !== low && newest !== high;
    this.settled = this.passing ? to : to + 1;
    this.inBucket = 0;
  }

  /** Half of the settled rows stay, and the newest row. */
  private thinAll(): void {
    const groups = Math.floor(Math.min(this.settled, this.rows - 1) / GROUP);
    let to = 0;
    for (let group = 0; group < groups; group++) {
      const start = group * GROUP;
      const { low, high } = this.extremes(start, start + GROUP);
      const first = Math.min(low, high);
      this.move(first, to++);
      this.move(low === high ? start + GROUP - 1 : Math.max(low, high), to++);
    }
    for (let row = groups * GROUP; row < this.rows; row++) this.move(row, to++);
    this.settled = to - (this.rows - this.settled);
    this.rows = to;
    this.bucket = this.bucket === 1 ? GROUP : 2 * this.bucket;
    this.changedFrom = 0;
  }

  /** Rows of the smallest and the largest value of the first column in [from, to). */
  private extremes(from: number, to: number): { low: number; high: number } {
    const [values] = this.columns;
    let low = from;
    let high = from;
    for (let row = from + 1; row < to; row++) {
      if (values[row] < values[low]) low = row;
      if (values[row] > values[high]) high = row;
    }
    return { low, high };
  }

  private move(from: number, to: number): void {
    if (from === to) return;
    this.numbers[to] = this.numbers[from];
    for (const column of this.columns) column[to] = column[from];
  }
}

/** The numbers of the smallest and the largest loss from `first` to `last`, the first of equals. */
function extremesOf(
  first: number,
  last: number,
  lossOf: (number: number) => number,
): { low: number; high: number } {
  let low = first;
  let high = first;
  let [lowest, highest] = [lossOf(first), lossOf(first)];
  for (let number = first + 1; number <= last; number++) {
    const loss = lossOf(number);
    if (loss < lowest) {
      lowest = loss;
      low = number;
    }
    if (loss > highest) {
      highest = loss;
      high = number;
    }
  }
  return { low, high };
}
