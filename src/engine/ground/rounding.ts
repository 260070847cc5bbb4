/**
 * The one place where float32 differs from float64: what NumPy rounds after every operation is
 * rounded here, wherever a result is not stored in a Float32Array (which rounds by itself).
 * Small enough that the compiler inlines it; the branch never changes within a loop.
 */
export function rounded(x: number, f32: boolean): number {
  return f32 ? Math.fround(x) : x;
}
