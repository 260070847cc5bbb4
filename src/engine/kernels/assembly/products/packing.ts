/** Blocks of A and B in the order in which the inner loop of packed.ts reads them. */
import { LANES, SIZE, VECTOR } from '../ground/lanes';
import { allocate } from '../ground/memory';

/** The tile of C that is held in registers. */
export const TILE_ROWS: i32 = 4;
export const TILE_BYTES: usize = 2 * VECTOR;
export const TILE_COLUMNS: i32 = 2 * LANES;

/** Blocks: a strip and a panel fit the first cache, a block of A and one of B the second. */
export const BLOCK_K: i32 = 256;
export const BLOCK_ROWS: i32 = 128;
export const BLOCK_COLUMNS: i32 = 1024;

export let packedA: usize = 0;
export let packedB: usize = 0;

/** Bytes of the blocks for products with up to `columns` columns. */
export function packingBytes(columns: i32): usize {
  return <usize>(BLOCK_K * (BLOCK_ROWS + blockColumns(columns))) * SIZE;
}

/** Makes room for products with up to `columns` columns. */
export function reservePacking(columns: i32): void {
  packedA = allocate(<usize>(BLOCK_K * BLOCK_ROWS) * SIZE);
  packedB = allocate(<usize>(BLOCK_K * blockColumns(columns)) * SIZE);
}

function blockColumns(columns: i32): i32 {
  return min(BLOCK_COLUMNS, ((columns + TILE_COLUMNS - 1) / TILE_COLUMNS) * TILE_COLUMNS);
}

/** Where an operand starts, and the bytes from one row, and one column, to the next. */
let a: usize, aRow: usize, aColumn: usize;
let b: usize, bRow: usize, bColumn: usize;

export function setA(start: usize, row: usize, column: usize): void {
  a = start;
  aRow = row;
  aColumn = column;
}

export function setB(start: usize, row: usize, column: usize): void {
  b = start;
  bRow = row;
  bColumn = column;
}

/** Strips of 4 rows, column by column; missing rows are zeros. */
export function packA(i0: i32, k0: i32, rows: i32, depth: i32): void {
  let to = packedA;
  for (let i = 0; i < rows; i += TILE_ROWS) {
    const from = a + <usize>(i0 + i) * aRow + <usize>k0 * aColumn;
    const valid = rows - i;
    if (valid < TILE_ROWS) packRows(from, to, valid, depth);
    else if (aRow == SIZE) packColumns(from, to, depth);
    else pack4Rows(from, to, depth);
    to += <usize>(depth * TILE_ROWS) * SIZE;
  }
}

function packColumns(from: usize, to: usize, depth: i32): void {
  for (let k = 0; k < depth; k++) {
    v128.store(to, v128.load(from));
    if (SIZE == 8) v128.store(to, v128.load(from, 16), 16);
    from += aColumn;
    to += 4 * SIZE;
  }
}

function pack4Rows(from: usize, to: usize, depth: i32): void {
  const r1 = from + aRow;
  const r2 = r1 + aRow;
  const r3 = r2 + aRow;
  let at: usize = 0;
  for (let k = 0; k < depth; k++) {
    store<Float>(to, load<Float>(from + at));
    store<Float>(to, load<Float>(r1 + at), SIZE);
    store<Float>(to, load<Float>(r2 + at), 2 * SIZE);
    store<Float>(to, load<Float>(r3 + at), 3 * SIZE);
    at += aColumn;
    to += 4 * SIZE;
  }
}

function packRows(from: usize, to: usize, valid: i32, depth: i32): void {
  for (let k = 0; k < depth; k++) {
    for (let r = 0; r < TILE_ROWS; r++) {
      const value: Float = r < valid ? load<Float>(from + <usize>r * aRow) : 0;
      store<Float>(to + <usize>r * SIZE, value);
    }
    from += aColumn;
    to += 4 * SIZE;
  }
}

/** Panels of 2 vectors of columns, row by row; missing columns are zeros. */
export function packB(k0: i32, j0: i32, depth: i32, columns: i32): void {
  let to = packedB;
  for (let j = 0; j < columns; j += TILE_COLUMNS) {
    const from = b + <usize>k0 * bRow + <usize>(j0 + j) * bColumn;
    const valid = min(columns - j, TILE_COLUMNS);
    if (valid == TILE_COLUMNS && bColumn == SIZE) {
      let row = from;
      for (let k = 0; k < depth; k++) {
        v128.store(to, v128.load(row));
        v128.store(to, v128.load(row, 16), 16);
        row += bRow;
        to += TILE_BYTES;
      }
    } else {
      for (let r = 0; r < TILE_COLUMNS; r++) {
        packColumn(from + <usize>r * bColumn, to + <usize>r * SIZE, depth, r < valid);
      }
      to += <usize>depth * TILE_BYTES;
    }
  }
}

function packColumn(from: usize, to: usize, depth: i32, valid: bool): void {
  for (let k = 0; k < depth; k++) {
    store<Float>(to, valid ? load<Float>(from) : 0);
    from += bRow;
    to += TILE_BYTES;
  }
}
