/** Rows in random order. */
import type { RandomStream } from '../../../engine/rng/stream';
import type { Generated } from './kind';

/** Shuffles the row numbers, then takes the rows in that order: sklearn.utils.shuffle. */
export function shuffled({ cols, x, labels }: Generated, stream: RandomStream): Generated {
  const order = Int32Array.from(labels.keys());
  stream.shuffle(order);
  const moved = new Float64Array(x.length);
  order.forEach((from, to) => moved.set(x.subarray(from * cols, (from + 1) * cols), to * cols));
  return { cols, x: moved, labels: Float64Array.from(order, from => labels[from]) };
}
