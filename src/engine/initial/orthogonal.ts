/** Orthogonal matrices from normal numbers, as `torch.nn.init.orthogonal_`. */
import type { FloatArray } from '../ground/spec';

/**
 * Makes the columns (or, where there are more columns than rows, the rows) of a [rows, cols]
 * matrix orthonormal: the Q of its QR decomposition with a positive diagonal in R, which is
 * unique. Gram–Schmidt, done twice over each vector ("twice is enough", Giraud et al. 2005).
 */
export function orthonormalize(data: FloatArray, rows: number, cols: number): Float64Array {
  const q = Float64Array.from(data);
  const byColumns = rows >= cols;
  const vectors = byColumns ? cols : rows;
  const length = byColumns ? rows : cols;
  // Element i of vector v.
  const at = (v: number, i: number): number => (byColumns ? i * cols + v : v * cols + i);
  const dot = (v: number, u: number): number => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += q[at(v, i)] * q[at(u, i)];
    return sum;
  };
  for (let v = 0; v < vectors; v++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let u = 0; u < v; u++) {
        const overlap = dot(v, u);
        for (let i = 0; i < length; i++) q[at(v, i)] -= overlap * q[at(u, i)];
      }
    }
    const norm = Math.sqrt(dot(v, v));
    for (let i = 0; i < length; i++) q[at(v, i)] /= norm;
  }
  return q;
}
