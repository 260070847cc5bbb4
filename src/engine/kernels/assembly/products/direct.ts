/**
 * The products of small matrices, without packing: B is read in place, row-major, and the sums of
 * up to 4 rows × 2 vectors of columns stay in registers. The same sums, in the same order, as
 * packed.ts: where one takes over from the other no bit changes.
 */
import { descended } from './descend';
import { LANES, madd, SIZE, storeFirst, VECTOR } from '../ground/lanes';
import { ADD_BIAS, DESCEND } from './finish';

let finish: i32, biases: usize, rate: Float, bRow: usize, aStep: usize;

/**
 * C[rows, columns] from A[rows, depth] · B[depth, columns]; A's elements stand `aRow` bytes and
 * `aColumn` bytes apart, B's and C's rows without a gap.
 */
export function multiplyDirect(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  c: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  mode: i32,
  bias: usize,
  step: Float,
): void {
  finish = mode;
  rate = step;
  bRow = <usize>columns * SIZE;
  aStep = aColumn;
  const bEnd = b + <usize>depth * bRow;
  for (let j = 0; j < columns; j += 2 * LANES) {
    const offset = <usize>j * SIZE;
    biases = bias + offset;
    const left = columns - j;
    let from = a;
    let to = c + offset;
    let i = 0;
    if (left > LANES) {
      for (; i + 4 <= rows; i += 4, from += 4 * aRow, to += 4 * bRow) {
        rows4(from, aRow, b + offset, bEnd, to, left);
      }
      for (; i < rows; i++, from += aRow, to += bRow) row2(from, b + offset, bEnd, to, left);
    } else {
      for (; i + 4 <= rows; i += 4, from += 4 * aRow, to += 4 * bRow) {
        rows4Narrow(from, aRow, b + offset, bEnd, to, left);
      }
      for (; i < rows; i++, from += aRow, to += bRow) row1(from, b + offset, bEnd, to, left);
    }
  }
}

/** What becomes of a finished sum. */
function conclude(sum: v128, to: usize, bias: usize, columns: i32): void {
  let value = sum;
  if (finish == ADD_BIAS) value = v128.add<Float>(sum, v128.load(bias));
  else if (finish == DESCEND) value = descended(v128.load(to), sum, v128.splat<Float>(rate));
  storeFirst(to, value, columns);
}

function rows4(a: usize, aRow: usize, b: usize, bEnd: usize, c: usize, columns: i32): void {
  const row = bRow;
  const step = aStep;
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let s00 = v128.splat<Float>(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (; b < bEnd; b += row) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load_splat<Float>(a);
    s00 = madd(s00, x0, b0);
    s01 = madd(s01, x0, b1);
    const x1 = v128.load_splat<Float>(a1);
    s10 = madd(s10, x1, b0);
    s11 = madd(s11, x1, b1);
    const x2 = v128.load_splat<Float>(a2);
    s20 = madd(s20, x2, b0);
    s21 = madd(s21, x2, b1);
    const x3 = v128.load_splat<Float>(a3);
    s30 = madd(s30, x3, b0);
    s31 = madd(s31, x3, b1);
    a += step;
    a1 += step;
    a2 += step;
    a3 += step;
  }
  const right = columns - LANES;
  const bias = biases;
  conclude(s00, c, bias, LANES);
  conclude(s01, c + VECTOR, bias + VECTOR, right);
  c += row;
  conclude(s10, c, bias, LANES);
  conclude(s11, c + VECTOR, bias + VECTOR, right);
  c += row;
  conclude(s20, c, bias, LANES);
  conclude(s21, c + VECTOR, bias + VECTOR, right);
  c += row;
  conclude(s30, c, bias, LANES);
  conclude(s31, c + VECTOR, bias + VECTOR, right);
}

function rows4Narrow(a: usize, aRow: usize, b: usize, bEnd: usize, c: usize, columns: i32): void {
  const row = bRow;
  const step = aStep;
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  let s0 = v128.splat<Float>(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (; b < bEnd; b += row) {
    const b0 = v128.load(b);
    s0 = madd(s0, v128.load_splat<Float>(a), b0);
    s1 = madd(s1, v128.load_splat<Float>(a1), b0);
    s2 = madd(s2, v128.load_splat<Float>(a2), b0);
    s3 = madd(s3, v128.load_splat<Float>(a3), b0);
    a += step;
    a1 += step;
    a2 += step;
    a3 += step;
  }
  const bias = biases;
  conclude(s0, c, bias, columns);
  conclude(s1, c + row, bias, columns);
  conclude(s2, c + 2 * row, bias, columns);
  conclude(s3, c + 3 * row, bias, columns);
}

function row2(a: usize, b: usize, bEnd: usize, c: usize, columns: i32): void {
  let s0 = v128.splat<Float>(0);
  let s1 = s0;
  for (; b < bEnd; b += bRow, a += aStep) {
    const x = v128.load_splat<Float>(a);
    s0 = madd(s0, x, v128.load(b));
    s1 = madd(s1, x, v128.load(b, 16));
  }
  conclude(s0, c, biases, LANES);
  conclude(s1, c + VECTOR, biases + VECTOR, columns - LANES);
}

function row1(a: usize, b: usize, bEnd: usize, c: usize, columns: i32): void {
  let sum = v128.splat<Float>(0);
  for (; b < bEnd; b += bRow, a += aStep) {
    sum = madd(sum, v128.load_splat<Float>(a), v128.load(b));
  }
  conclude(sum, c, biases, columns);
}
