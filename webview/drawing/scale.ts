/** Axes: limits that grow in steps, and ticks at round numbers. */
import { formatFixed, shortNumber } from '../words/numbers';

/** An axis whose limits are round, with what is written along it. */
export interface Ticks {
  values: number[];
  label: (value: number) => string;
}

const LADDER = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/**
 * The smallest round number ≥ `value` (> 0). An axis that ends there grows a few times per
 * decade instead of with every frame.
 */
export function stepUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = LADDER.find(rung => rung * power >= value * (1 - 1e-12)) ?? 10;
  return round(step * power);
}

/** The largest round number ≤ `value` (> 0). */
export function stepDown(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const rungs = LADDER.filter(rung => rung * power <= value * (1 + 1e-12));
  return round((rungs.at(-1) ?? 1) * power);
}

/** About `count` ticks at multiples of 1, 2 or 5 · 10ᵏ inside [min, max]. */
export function linearTicks(min: number, max: number, count: number): Ticks {
  const step = tickStep(max - min, count);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const values: number[] = [];
  for (let k = Math.ceil(min / step - 1e-9); k * step <= max + step * 1e-9; k++) {
    values.push(round(k * step));
  }
  const large = Math.max(Math.abs(min), Math.abs(max)) >= 1e5 || decimals > 6;
  const label = (value: number) => (large ? shortNumber(value) : formatFixed(value, decimals));
  return { values, label };
}

/** Powers of ten inside [min, max], thinned to at most `count`; 1-2-5 within few decades. */
export function logTicks(min: number, max: number, count: number): Ticks {
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)));
  const values: number[] = [];
  const fine = last - first < 2 ? [1, 2, 5] : [1];
  for (let power = first - 1; power <= last; power++) {
    if (fine.length === 1 && (power < first || (power - first) % every !== 0)) continue;
    for (const digit of fine) {
      const value = Number(`${digit}e${power}`);
      if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9)) values.push(value);
    }
  }
  return { values, label: value => shortNumber(value) };
}

/** The distance of about `count` ticks over `span`: 1, 2 or 5 · 10ᵏ. */
export function tickStep(span: number, count: number): number {
  if (!(span > 0) || !Number.isFinite(span)) return 1;
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const ratio = raw / power;
  const digit = ratio <= 1.0001 ? 1 : ratio <= 2.0001 ? 2 : ratio <= 5.0001 ? 5 : 10;
  return round(digit * power);
}

/** Removes the last bits of noise that multiplying by a power of ten leaves. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
