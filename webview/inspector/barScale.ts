/** One scale for the bars of all layers. */
import type { Measure } from '../../src/protocol/inspector/inspector';

/** Ends of a scale; a logarithmic one ends in powers of ten. */
export interface BarScale {
  low: number;
  high: number;
  isLog: boolean;
}

const SHARES: BarScale = { low: 0, high: 1, isLog: false };

/**
 * The scale for these values. A logarithmic one begins a decade below the smallest, whose bar is to be
 * seen, and only grows: `before` is the last one of the same run.
 */
export function barScale(
  measure: Measure,
  values: readonly (number | null)[],
  before: BarScale | null,
): BarScale | null {
  if (measure === 'saturated') return SHARES;
  const powers = values.flatMap(value =>
    value !== null && value > 0 && value < Infinity ? [Math.log10(value)] : [],
  );
  if (powers.length === 0) return before;
  const low = 10 ** (Math.floor(Math.min(...powers)) - 1);
  const high = 10 ** (Math.floor(Math.max(...powers)) + 1);
  if (!before) return { low, high, isLog: true };
  return { low: Math.min(low, before.low), high: Math.max(high, before.high), isLog: true };
}

/** Length of a bar, from 0 to 1; null: there is none. */
export function barShare(value: number | null, scale: BarScale | null): number | null {
  if (value === null || Number.isNaN(value) || !scale) return null;
  const { low, high, isLog } = scale;
  const share = isLog ? Math.log10(value / low) / Math.log10(high / low) : value;
  return Math.max(0, Math.min(1, share));
}
