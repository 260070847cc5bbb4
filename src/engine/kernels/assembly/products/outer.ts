/** xᵀ·delta of one sample: no sum, only products. */
import { chooseInputs, chosen } from './choice';
import { descended } from './descend';
import { LANES, SIZE, storeFirst, VECTOR } from '../ground/lanes';

/** W −= rate · xᵀ·delta */
export function descendRow(
  x: usize,
  delta: usize,
  w: usize,
  inputs: i32,
  units: i32,
  rate: Float,
): void {
  const row = <usize>units * SIZE;
  const vectors = row & ~(VECTOR - 1);
  const step = v128.splat<Float>(rate);
  const count = chooseInputs(x, x, inputs);
  for (let i = 0; i < count; i++) {
    const offset = load<u32>(chosen + <usize>i * 4);
    const input = load<Float>(x + offset);
    const factor = v128.splat<Float>(input);
    const to = w + offset * <usize>units;
    let j: usize = 0;
    for (; j < vectors; j += VECTOR) {
      const g = v128.mul<Float>(factor, v128.load(delta + j));
      v128.store(to + j, descended(v128.load(to + j), g, step));
    }
    for (; j < row; j += SIZE) {
      const g = input * load<Float>(delta + j);
      store<Float>(to + j, load<Float>(to + j) - rate * g);
    }
  }
}

/** gradW = xᵀ·delta */
export function gradWeightsRow(
  x: usize,
  delta: usize,
  gradW: usize,
  inputs: i32,
  units: i32,
): void {
  const row = <usize>units * SIZE;
  for (let end = x + <usize>inputs * SIZE; x < end; x += SIZE, gradW += row) {
    const factor = v128.load_splat<Float>(x);
    let j: usize = 0;
    for (let left = units; left > 0; left -= LANES, j += VECTOR) {
      storeFirst(gradW + j, v128.mul<Float>(factor, v128.load(delta + j)), left);
    }
  }
}
