/** Histograms of the entries of a tensor. */
import type { Matrix } from '../../engine/ground/spec';
import type { Histogram } from '../../protocol/tensors';

/** Number of bars: as many as a layer's picture has room for. */
const BINS = 40;

/**
 * Counts of the finite entries between two limits, symmetric about 0 if there are entries of both
 * signs. The limits are round numbers: they stay put while the entries change at every step.
 */
export function histogramOf({ data }: Matrix): Omit<Histogram, 'layer' | 'tensor'> {
  let min = 0;
  let max = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value < min && value > -Infinity) min = value;
    if (value > max && value < Infinity) max = value;
  }
  const limit = roundUp(Math.max(max, -min));
  const low = min < 0 ? -limit : 0;
  const high = max > 0 ? limit : 0;
  const counts = new Float64Array(BINS);
  let zeros = 0;
  let nonFinite = 0;
  const perUnit = high > low ? BINS / (high - low) : 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value - value !== 0) {
      nonFinite++;
      continue;
    }
    if (value === 0) zeros++;
    counts[Math.min(BINS - 1, Math.floor((value - low) * perUnit))]++;
  }
  return { low, high, counts, zeros, nonFinite };
}

/** The next of 1, 2, 5 times a power of ten; 0 for 0. */
function roundUp(value: number): number {
  if (value === 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find(digit => digit * power >= value) ?? 10) * power;
}
