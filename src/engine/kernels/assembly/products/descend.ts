/** p −= rate · g */
import { SIZE, VECTOR } from '../ground/lanes';

/** The step of one vector: the product is rounded before it is taken away, fused or not. */
export function descended(p: v128, g: v128, rate: v128): v128 {
  return v128.sub<Float>(p, v128.mul<Float>(rate, g));
}

export function descend(p: usize, g: usize, n: i32, rate: Float): void {
  const step = v128.splat<Float>(rate);
  const end = p + <usize>n * SIZE;
  const last = end - ((<usize>n * SIZE) % VECTOR);
  for (; p < last; p += VECTOR, g += VECTOR) {
    v128.store(p, descended(v128.load(p), v128.load(g), step));
  }
  for (; p < end; p += SIZE, g += SIZE) {
    store<Float>(p, load<Float>(p) - rate * load<Float>(g));
  }
}
