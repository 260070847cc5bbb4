/** One of the student's arrays beside what it should be, in numbers. */
import type { ReportArray } from '../../src/protocol/autopsy/arrays';

type Pair = Pick<ReportArray, 'data' | 'expected'>;

/** ‖yours − right‖ / ‖right‖; of a right one that is zero, ‖yours‖. null: there is nothing to compare. */
export function relativeError({ data, expected }: Pair): number | null {
  if (!data || !expected) return null;
  let [apart, size] = [0, 0];
  data.forEach((value, i) => {
    apart += (value - expected.data[i]) ** 2;
    size += expected.data[i] ** 2;
  });
  return Math.sqrt(apart) / (Math.sqrt(size) || 1);
}

/** Of the angle between both; null where one of them is zero. */
export function cosine({ data, expected }: Pair): number | null {
  if (!data || !expected) return null;
  let [inner, own, right] = [0, 0, 0];
  data.forEach((value, i) => {
    inner += value * expected.data[i];
    own += value ** 2;
    right += expected.data[i] ** 2;
  });
  return own > 0 && right > 0 ? inner / Math.sqrt(own * right) : null;
}

export function difference({ data, expected }: Pair): Float64Array | null {
  if (!data || !expected) return null;
  return data.map((value, i) => value - expected.data[i]);
}
