/** delta·Wᵀ for one sample, W read as it stands: row by row, turned a square at a time. */
import { LANES, madd, maddOne, SIZE, VECTOR } from '../ground/lanes';

/** out[i] = Σⱼ delta[j]·W[i, j], from left to right; lanes are neighbouring i. */
export function gradInputRow(delta: usize, w: usize, out: usize, inputs: i32, units: i32): void {
  const row = <usize>units * SIZE;
  const vectors = row & ~(VECTOR - 1);
  let i = 0;
  for (; i + LANES <= inputs; i += LANES, w += <usize>LANES * row, out += VECTOR) {
    let sum = v128.splat<Float>(0);
    let j: usize = 0;
    for (; j < vectors; j += VECTOR) sum = addSquare(sum, delta + j, w + j, row);
    for (; j < row; j += SIZE) sum = addColumn(sum, delta + j, w + j, row);
    v128.store(out, sum);
  }
  for (; i < inputs; i++, w += row, out += SIZE) {
    let sum: Float = 0;
    for (let j: usize = 0; j < row; j += SIZE) {
      sum = maddOne(sum, load<Float>(delta + j), load<Float>(w + j));
    }
    store<Float>(out, sum);
  }
}

/** A square of W, turned so that its columns are vectors, times as many numbers of delta. */
function addSquare(sum: v128, delta: usize, w: usize, row: usize): v128 {
  const r0 = v128.load(w);
  const r1 = v128.load(w + row);
  if (SIZE == 8) {
    sum = madd(sum, v128.load_splat<Float>(delta), v128.shuffle<i64>(r0, r1, 0, 2));
    return madd(sum, v128.load_splat<Float>(delta, 8), v128.shuffle<i64>(r0, r1, 1, 3));
  }
  const r2 = v128.load(w + 2 * row);
  const r3 = v128.load(w + 3 * row);
  const low0 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const low1 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const high0 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const high1 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  sum = madd(sum, v128.load_splat<Float>(delta), v128.shuffle<i64>(low0, low1, 0, 2));
  sum = madd(sum, v128.load_splat<Float>(delta, SIZE), v128.shuffle<i64>(low0, low1, 1, 3));
  sum = madd(sum, v128.load_splat<Float>(delta, 2 * SIZE), v128.shuffle<i64>(high0, high1, 0, 2));
  return madd(sum, v128.load_splat<Float>(delta, 3 * SIZE), v128.shuffle<i64>(high0, high1, 1, 3));
}

/** One column of the rows of W, times one number of delta. */
function addColumn(sum: v128, delta: usize, w: usize, row: usize): v128 {
  const factor = v128.load_splat<Float>(delta);
  let column = v128.splat<Float>(load<Float>(w));
  column = v128.replace_lane<Float>(column, 1, load<Float>(w + row));
  if (SIZE == 4) {
    column = v128.replace_lane<Float>(column, 2, load<Float>(w + 2 * row));
    column = v128.replace_lane<Float>(column, 3, load<Float>(w + 3 * row));
  }
  return madd(sum, factor, column);
}
