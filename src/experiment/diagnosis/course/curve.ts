/** What the curve of a loss tells. */
import { spreadOf } from '../subject/rows';

/** The losses of a log, without those that are not finite. */
export function finiteOf(losses: Float64Array | undefined): Float64Array {
  return (losses ?? new Float64Array()).filter(value => Number.isFinite(value));
}

/** Mean of the values in a share of the curve: (0.9, 1) is the last tenth, one value at least. */
export function meanBetween(values: Float64Array, from: number, to: number): number {
  const end = Math.max(1, Math.round(to * values.length));
  const start = Math.min(end - 1, Math.floor(from * values.length));
  const part = values.subarray(start, end);
  return part.reduce((sum, value) => sum + value, 0) / part.length;
}

/** Share of the epochs whose loss is above that of the epoch before by more than `factor`. */
export function riseShare(values: Float64Array, factor: number): number {
  let rises = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > factor * values[i - 1]) rises++;
  return values.length > 1 ? rises / (values.length - 1) : 0;
}

/** Standard errors of the mean beyond which it has fallen. */
const NOISE = 3;

/** Fall of the loss per epoch over the last quarter of the curve; negative where it rises, 0 where it only varies. */
export function fallPerEpoch(values: Float64Array): number {
  const n = values.length;
  if (n < 2) return 0;
  const span = Math.max(1, Math.floor(n / 4));
  if (n < 8) return (values[n - 1 - span] - values[n - 1]) / span;
  const half = Math.max(1, Math.floor(span / 2));
  const before = spreadOf(values.subarray(n - 2 * half, n - half));
  const after = spreadOf(values.subarray(n - half));
  const fall = before.mean - after.mean;
  const noise = Math.sqrt((before.std ** 2 + after.std ** 2) / half);
  return Math.abs(fall) > NOISE * noise ? fall / half : 0;
}

export interface Falls {
  /** From the mean of the first third of the curve to that of the second, and from there to that of the last. */
  first: number;
  second: number;
  /** A second fall of less may be chance. */
  noise: number;
}

/** How a curve of nine values or more falls in the large, however it varies from one epoch to the next. */
export function fallsByThirds(values: Float64Array): Falls {
  const length = Math.floor(values.length / 3);
  const [a, b, c] = [3, 2, 1].map(from =>
    spreadOf(values.slice(values.length - from * length, values.length - (from - 1) * length)),
  );
  const noise = NOISE * Math.sqrt((b.std ** 2 + c.std ** 2) / length);
  return { first: a.mean - b.mean, second: b.mean - c.mean, noise };
}
