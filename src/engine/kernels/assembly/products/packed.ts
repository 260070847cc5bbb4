/**
 * C = A · B for large matrices: both are copied, block by block, into the order in which the inner
 * loop reads them; so one inner loop serves x·W, xᵀ·delta and delta·Wᵀ.
 *
 * Every element of C is one sum, in the order of k, from 0: blocks of k continue the sum where the
 * last one left it, lanes are different columns. These are the bits of the plain triple loop.
 */
import { descended } from './descend';
import { ADD_BIAS, DESCEND, STORE } from './finish';
import { LANES, madd, SIZE, storeFirst, VECTOR } from '../ground/lanes';
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
import { aside } from '../ground/scratch';

/** A tile from which sums start. */
const zeros: usize = memory.data(<i32>(4 * TILE_BYTES), 16);

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
  const to = c + <usize>(i0 + i) * cRow + <usize>(j0 + j) * SIZE;
  const whole = rows >= TILE_ROWS && columns >= TILE_COLUMNS;
  if (whole && finish == STORE) {
    tile(strip, panel, depth, continued ? to : zeros, continued ? cRow : 0, to, cRow);
    return;
  }
  // The sums aside, then what becomes of those that belong to C.
  const valid = min(rows, TILE_ROWS);
  if (continued) copyRows(to, cRow, aside, TILE_BYTES, valid, TILE_COLUMNS);
  tile(strip, panel, depth, continued ? aside : zeros, TILE_BYTES, aside, TILE_BYTES);
  if (finish == STORE) copyRows(aside, TILE_BYTES, to, cRow, valid, columns);
  else conclude(to, biases + <usize>(j0 + j) * SIZE, valid, columns, finish);
}

/**
 * 4 rows × 2 vectors of sums, in registers while k runs: what stands at `from`, and the product.
 * Neighbouring vectors are treated alike throughout, so that a runtime may join them.
 */
function tile(
  strip: usize,
  panel: usize,
  depth: i32,
  from: usize,
  fromRow: usize,
  to: usize,
  toRow: usize,
): void {
  let s00 = v128.load(from);
  let s01 = v128.load(from, 16);
  from += fromRow;
  let s10 = v128.load(from);
  let s11 = v128.load(from, 16);
  from += fromRow;
  let s20 = v128.load(from);
  let s21 = v128.load(from, 16);
  from += fromRow;
  let s30 = v128.load(from);
  let s31 = v128.load(from, 16);
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
  v128.store(to, s00);
  v128.store(to, s01, 16);
  to += toRow;
  v128.store(to, s10);
  v128.store(to, s11, 16);
  to += toRow;
  v128.store(to, s20);
  v128.store(to, s21, 16);
  to += toRow;
  v128.store(to, s30);
  v128.store(to, s31, 16);
}

/** C from the sums aside: with biases, or descended by them. */
function conclude(to: usize, bias: usize, rows: i32, columns: i32, finish: i32): void {
  const step = v128.splat<Float>(rate);
  let from = aside;
  for (let r = 0; r < rows; r++) {
    const s0 = v128.load(from);
    const s1 = v128.load(from, 16);
    let v0: v128;
    let v1: v128;
    if (finish == ADD_BIAS) {
      v0 = v128.add<Float>(s0, v128.load(bias));
      v1 = v128.add<Float>(s1, v128.load(bias, 16));
    } else {
      v0 = descended(v128.load(to), s0, step);
      v1 = descended(v128.load(to, 16), s1, step);
    }
    storeFirst(to, v0, columns);
    if (columns > LANES) storeFirst(to + VECTOR, v1, columns - LANES);
    from += TILE_BYTES;
    to += cRow;
  }
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
