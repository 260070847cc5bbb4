/**
 * C = A · B for large matrices: both are copied, block by block, into the order in which the inner
 * loop reads them; so one inner loop serves x·W, xᵀ·delta and delta·Wᵀ.
 *
 * Every element of C is one sum, in the order of k, from 0: blocks of k continue the sum where the
 * last one left it, lanes are different columns. These are the bits of the plain triple loop.
 */
import { descended } from './descend';
import { ADD_BIAS, DESCEND, STORE } from './finish';
import { LANES, madd, SIZE, storeFirst, VECTOR } from './lanes';
import {
  BLOCK_COLUMNS,
  BLOCK_K,
  BLOCK_ROWS,
  packA,
  packB,
  packedA,
  packedB,
  TILE_BYTES,
  TILE_COLUMNS,
  TILE_ROWS,
} from './packing';

/** A tile at the edge of C. */
const edge: usize = memory.data(<i32>(4 * TILE_BYTES), 16);

let c: usize, cRow: usize;
let mode: i32, biases: usize, rate: Float;

export function setC(start: usize, row: usize, finish: i32, bias: usize, step: Float): void {
  c = start;
  cRow = row;
  mode = finish;
  biases = bias;
  rate = step;
}

/** C[rows, columns] from A[rows, depth] and B[depth, columns]; DESCEND asks for depth ≤ BLOCK_K. */
export function multiplyPacked(rows: i32, columns: i32, depth: i32): void {
  for (let j = 0; j < columns; j += BLOCK_COLUMNS) {
    const blockColumns = min(BLOCK_COLUMNS, columns - j);
    for (let k = 0; k < depth; k += BLOCK_K) {
      const blockK = min(BLOCK_K, depth - k);
      packB(k, j, blockK, blockColumns);
      const finish = k + blockK < depth ? STORE : mode;
      for (let i = 0; i < rows; i += BLOCK_ROWS) {
        const blockRows = min(BLOCK_ROWS, rows - i);
        packA(i, k, blockRows, blockK);
        multiplyBlock(i, j, blockRows, blockColumns, blockK, k > 0, finish);
      }
    }
  }
}

function multiplyBlock(
  i0: i32,
  j0: i32,
  rows: i32,
  columns: i32,
  depth: i32,
  continued: bool,
  finish: i32,
): void {
  // Along the rows of C where C is large and read too; else along a panel of B, which stays close.
  if (finish == DESCEND) {
    for (let i = 0; i < rows; i += TILE_ROWS) {
      for (let j = 0; j < columns; j += TILE_COLUMNS) {
        placeTile(i0, j0, i, j, rows - i, columns - j, depth, continued, finish);
      }
    }
  } else {
    for (let j = 0; j < columns; j += TILE_COLUMNS) {
      for (let i = 0; i < rows; i += TILE_ROWS) {
        placeTile(i0, j0, i, j, rows - i, columns - j, depth, continued, finish);
      }
    }
  }
}

function placeTile(
  i0: i32,
  j0: i32,
  i: i32,
  j: i32,
  rows: i32,
  columns: i32,
  depth: i32,
  continued: bool,
  finish: i32,
): void {
  const strip = packedA + <usize>(i * depth) * SIZE;
  const panel = packedB + <usize>(j * depth) * SIZE;
  const bias = biases + <usize>(j0 + j) * SIZE;
  const to = c + <usize>(i0 + i) * cRow + <usize>(j0 + j) * SIZE;
  if (rows >= TILE_ROWS && columns >= TILE_COLUMNS) {
    tile(strip, panel, depth, to, cRow, continued, finish, bias);
    return;
  }
  // The edge of C: a whole tile aside, then what belongs to C.
  const valid = min(rows, TILE_ROWS);
  if (continued || finish == DESCEND) copyRows(to, cRow, edge, TILE_BYTES, valid, TILE_COLUMNS);
  tile(strip, panel, depth, edge, TILE_BYTES, continued, finish, bias);
  copyRows(edge, TILE_BYTES, to, cRow, valid, columns);
}

/** 4 rows × 2 vectors, the sums in registers while k runs. */
function tile(
  strip: usize,
  panel: usize,
  depth: i32,
  to: usize,
  row: usize,
  continued: bool,
  finish: i32,
  bias: usize,
): void {
  const c1 = to + row;
  const c2 = c1 + row;
  const c3 = c2 + row;
  let s00 = v128.splat<Float>(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  if (continued) {
    s00 = v128.load(to);
    s01 = v128.load(to, 16);
    s10 = v128.load(c1);
    s11 = v128.load(c1, 16);
    s20 = v128.load(c2);
    s21 = v128.load(c2, 16);
    s30 = v128.load(c3);
    s31 = v128.load(c3, 16);
  }
  const end = panel + <usize>depth * TILE_BYTES;
  while (panel < end) {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
    const a0 = v128.load_splat<Float>(strip);
    s00 = madd(s00, a0, b0);
    s01 = madd(s01, a0, b1);
    const a1 = v128.load_splat<Float>(strip, SIZE);
    s10 = madd(s10, a1, b0);
    s11 = madd(s11, a1, b1);
    const a2 = v128.load_splat<Float>(strip, 2 * SIZE);
    s20 = madd(s20, a2, b0);
    s21 = madd(s21, a2, b1);
    const a3 = v128.load_splat<Float>(strip, 3 * SIZE);
    s30 = madd(s30, a3, b0);
    s31 = madd(s31, a3, b1);
    panel += TILE_BYTES;
    strip += 4 * SIZE;
  }
  if (finish == ADD_BIAS) {
    const b0 = v128.load(bias);
    const b1 = v128.load(bias, 16);
    s00 = v128.add<Float>(s00, b0);
    s01 = v128.add<Float>(s01, b1);
    s10 = v128.add<Float>(s10, b0);
    s11 = v128.add<Float>(s11, b1);
    s20 = v128.add<Float>(s20, b0);
    s21 = v128.add<Float>(s21, b1);
    s30 = v128.add<Float>(s30, b0);
    s31 = v128.add<Float>(s31, b1);
  } else if (finish == DESCEND) {
    const step = v128.splat<Float>(rate);
    s00 = descended(v128.load(to), s00, step);
    s01 = descended(v128.load(to, 16), s01, step);
    s10 = descended(v128.load(c1), s10, step);
    s11 = descended(v128.load(c1, 16), s11, step);
    s20 = descended(v128.load(c2), s20, step);
    s21 = descended(v128.load(c2, 16), s21, step);
    s30 = descended(v128.load(c3), s30, step);
    s31 = descended(v128.load(c3, 16), s31, step);
  }
  v128.store(to, s00);
  v128.store(to, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** Up to `columns` numbers of each row, at most a tile's. */
function copyRows(
  from: usize,
  fromRow: usize,
  to: usize,
  toRow: usize,
  rows: i32,
  columns: i32,
): void {
  for (let r = 0; r < rows; r++) {
    storeFirst(to, v128.load(from), columns);
    if (columns > LANES) storeFirst(to + VECTOR, v128.load(from, 16), columns - LANES);
    from += fromRow;
    to += toRow;
  }
}
