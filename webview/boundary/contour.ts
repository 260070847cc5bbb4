/** Border lines of a sampled field, by marching squares with linear interpolation. */

/**
 * Line segments [x1, y1, x2, y2, …] in grid coordinates: sample (row, col) is at x = col, y = row.
 * Cells with a value that is not finite are left out.
 */
export type Segments = number[];

/** Where a square grid of `size` × `size` values crosses `level`. */
export function contourLines(values: ArrayLike<number>, size: number, level: number): Segments {
  const out: Segments = [];
  for (let row = 0; row + 1 < size; row++) {
    for (let col = 0; col + 1 < size; col++) {
      const at = row * size + col;
      crossCell(
        values[at] - level,
        values[at + 1] - level,
        values[at + size] - level,
        values[at + size + 1] - level,
        col,
        row,
        out,
      );
    }
  }
  return out;
}

/**
 * Where the largest of `outputs` values changes its index. Two regions meet where the difference
 * of their values is 0; in a cell of three or more, each region is outlined against the best other.
 */
export function argMaxBorders(values: ArrayLike<number>, size: number, outputs: number): Segments {
  const out: Segments = [];
  const winners = argMaxGrid(values, size * size, outputs);
  for (let row = 0; row + 1 < size; row++) {
    for (let col = 0; col + 1 < size; col++) {
      const at = row * size + col;
      const a = winners[at];
      const b = winners[at + 1];
      const c = winners[at + size];
      const d = winners[at + size + 1];
      if (a === b && a === c && a === d) continue;
      const classes = [...new Set([a, b, c, d])];
      const outlined = classes.length === 2 ? classes.slice(0, 1) : classes;
      for (const own of outlined) {
        const lead = (corner: number) => values[corner * outputs + own] - rival(corner, own);
        crossCell(lead(at), lead(at + 1), lead(at + size), lead(at + size + 1), col, row, out);
      }
    }
  }
  return out;

  function rival(corner: number, own: number): number {
    let best = -Infinity;
    for (let k = 0; k < outputs; k++) {
      if (k !== own) best = Math.max(best, values[corner * outputs + k]);
    }
    return best;
  }
}

/** Index of the largest of each group of `outputs` values; the first of equals. */
export function argMaxGrid(values: ArrayLike<number>, count: number, outputs: number): Uint8Array {
  const winners = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let best = 0;
    for (let k = 1; k < outputs; k++) {
      if (values[i * outputs + k] > values[i * outputs + best]) best = k;
    }
    winners[i] = best;
  }
  return winners;
}

/**
 * The zero line through one cell; a, b are its corners at y = row, c, d those at y = row + 1.
 * At a saddle the mean of the corners decides which pair is connected.
 */
function crossCell(
  a: number,
  b: number,
  c: number,
  d: number,
  col: number,
  row: number,
  out: Segments,
): void {
  const code = (a >= 0 ? 1 : 0) | (b >= 0 ? 2 : 0) | (c >= 0 ? 4 : 0) | (d >= 0 ? 8 : 0);
  if (code === 0 || code === 15 || !Number.isFinite(a + b + c + d)) return;
  const top = () => out.push(col + a / (a - b), row);
  const bottom = () => out.push(col + c / (c - d), row + 1);
  const left = () => out.push(col, row + a / (a - c));
  const right = () => out.push(col + 1, row + b / (b - d));
  const join = (...ends: (() => number)[]) => ends.forEach(end => end());
  const inside = a + b + c + d >= 0;
  switch (code) {
    case 1:
    case 14:
      return join(top, left);
    case 2:
    case 13:
      return join(top, right);
    case 4:
    case 11:
      return join(left, bottom);
    case 7:
    case 8:
      return join(bottom, right);
    case 3:
    case 12:
      return join(left, right);
    case 5:
    case 10:
      return join(top, bottom);
    case 9:
      return inside ? join(top, right, left, bottom) : join(top, left, bottom, right);
    case 6:
      return inside ? join(top, left, bottom, right) : join(top, right, left, bottom);
  }
}
