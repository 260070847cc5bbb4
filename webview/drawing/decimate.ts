/** A growing column of numbers that knows its extremes over any range of rows quickly. */

/** Rows per block of the next coarser level. */
const FAN = 16;

interface Level {
  /** Row of the smallest and of the largest finite value of each full block; −1: none. */
  low: Int32Array;
  high: Int32Array;
  blocks: number;
}

/**
 * Values by row, with a pyramid of minima and maxima above them: the extremes of a range cost the
 * logarithm of its length, so that a curve of a million epochs is drawn as fast as one of a thousand.
 */
export class Column {
  private data = new Float64Array(1024);
  private readonly levels: Level[] = [];
  length = 0;

  at(row: number): number {
    return this.data[row];
  }

  /** Takes back every row from this one on. */
  cut(length: number): void {
    this.length = Math.min(this.length, length);
    for (let index = 0, width = FAN; index < this.levels.length; index++, width *= FAN) {
      const level = this.levels[index];
      level.blocks = Math.min(level.blocks, Math.floor(this.length / width));
    }
  }

  append(values: ArrayLike<number>): void {
    const needed = this.length + values.length;
    if (needed > this.data.length) {
      const larger = new Float64Array(Math.max(needed, this.data.length * 2));
      larger.set(this.data.subarray(0, this.length));
      this.data = larger;
    }
    this.data.set(values, this.length);
    this.length = needed;
    this.raise();
  }

  /** Last finite value, or NaN. */
  get last(): number {
    for (let row = this.length - 1; row >= 0; row--) {
      if (Number.isFinite(this.data[row])) return this.data[row];
    }
    return NaN;
  }

  /** Rows of the smallest and largest finite value in [from, to); null where there is none. */
  extremes(from: number, to: number): { low: number; high: number } | null {
    let low = -1;
    let high = -1;
    const take = (candidateLow: number, candidateHigh: number): void => {
      if (candidateLow < 0) return;
      if (low < 0 || this.data[candidateLow] < this.data[low]) low = candidateLow;
      if (high < 0 || this.data[candidateHigh] > this.data[high]) high = candidateHigh;
    };
    let row = from;
    while (row < to) {
      const { level, width } = this.largestBlock(row, to);
      if (level < 0) {
        if (Number.isFinite(this.data[row])) take(row, row);
      } else {
        take(this.levels[level].low[row / width], this.levels[level].high[row / width]);
      }
      row += width;
    }
    return low < 0 ? null : { low, high };
  }

  /** The coarsest full block that starts at `row` and ends before `to`; level −1: the row itself. */
  private largestBlock(row: number, to: number): { level: number; width: number } {
    let level = -1;
    let width = 1;
    for (let next = 0; next < this.levels.length; next++) {
      const wider = width * FAN;
      if (row % wider !== 0 || row + wider > to || row / wider >= this.levels[next].blocks) break;
      level = next;
      width = wider;
    }
    return { level, width };
  }

  /** Completes the blocks that the appended rows have filled. */
  private raise(): void {
    for (let index = 0, width = FAN; width <= this.length; index++, width *= FAN) {
      this.levels[index] ??= { low: new Int32Array(64), high: new Int32Array(64), blocks: 0 };
      const level = this.levels[index];
      const full = Math.floor(this.length / width);
      if (full > level.low.length) {
        level.low = grown(level.low, full);
        level.high = grown(level.high, full);
      }
      for (let block = level.blocks; block < full; block++) {
        const found = this.extremes(block * width, (block + 1) * width);
        level.low[block] = found ? found.low : -1;
        level.high[block] = found ? found.high : -1;
        level.blocks = block + 1;
      }
    }
  }
}

export interface ChartPoint {
  x: number;
  y: number;
}

/**
 * Fills `points` with what is drawn of rows [from, to) over the x range [x0, x1]: all rows while
 * there are at most `pixels` of them, else the smallest and the largest value of every two pixels.
 * A stretch without a finite value becomes one NaN, which breaks the line.
 */
export function decimate(
  xs: Column,
  ys: Column,
  range: { from: number; to: number; x0: number; x1: number },
  pixels: number,
  points: ChartPoint[],
): ChartPoint[] {
  let count = 0;
  const push = (x: number, y: number): void => {
    const point = (points[count++] ??= { x, y });
    point.x = x;
    point.y = Number.isFinite(y) ? y : NaN;
  };
  const { from, to, x0, x1 } = range;
  if (to - from <= pixels) {
    for (let row = from; row < to; row++) push(xs.at(row), ys.at(row));
  } else {
    const buckets = Math.max(1, Math.floor(pixels / 2));
    let start = from;
    for (let bucket = 1; bucket <= buckets && start < to; bucket++) {
      const edge = x0 + ((x1 - x0) * bucket) / buckets;
      const end = bucket === buckets ? to : firstAbove(xs, edge, start, to);
      if (end === start) continue;
      const found = ys.extremes(start, end);
      if (!found) push(xs.at(start), NaN);
      else {
        const { low, high } = found;
        push(xs.at(Math.min(low, high)), ys.at(Math.min(low, high)));
        if (low !== high) push(xs.at(Math.max(low, high)), ys.at(Math.max(low, high)));
      }
      start = end;
    }
  }
  points.length = count;
  return points;
}

/** First row of [from, to) whose x is above `edge`; x rises with the row. */
export function firstAbove(xs: Column, edge: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs.at(middle) > edge) high = middle;
    else low = middle + 1;
  }
  return low;
}

function grown(array: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, array.length * 2));
  larger.set(array);
  return larger;
}
