/** Whether computed numbers are the observed ones, to the digits that these have. */
import { largest } from '../ground/given';
import type { Numbers, Observed } from '../ground/given';
import type { Precision } from '../ground/precision';
import { WORLDS } from './worlds';
import type { Made } from './worlds';

/** Spreads of the worlds by which an entry may be off. */
const SPREADS = 4;
/** Exact numbers that are farther apart than this part of the largest are never the same. */
const FAR = { float64: 1e-3, float32: 0.05, rounded: 0.5 };

/**
 * How far the computed numbers are from the observed ones, as a part of what rounding explains,
 * the mean square over the entries, 0 for exact numbers; null: farther than that in at least one of them.
 * @param size the largest that terms of a sum in them can be: what cancels leaves its rounding
 */
export function misfit(
  made: Made,
  observed: Observed,
  precision: Precision,
  size: number,
): number | null {
  const nominal = made(0);
  const { values, slack } = observed;
  if (nominal.data.length !== values.data.length) return null;
  const most = Math.max(largest(nominal), largest(values));
  const base = precision.relative * most + 4 * precision.storage * size;
  const far = farthest(nominal, observed);
  if (!(far < Infinity)) return null;
  const within = share(nominal, observed, i => slack[i] + base);
  const isExact = precision.kind !== 'rounded';
  if (within !== null) return isExact ? 0 : within;
  const isHopeless =
    far > FAR[precision.kind] * most && far > 20 * largestOf(slack) && far > 1e3 * base;
  if (isHopeless) return null;
  const spread = spreadOf(made, nominal);
  const apart = share(nominal, observed, i => slack[i] + base + SPREADS * spread[i]);
  return isExact && apart !== null ? 0 : apart;
}

function farthest({ data }: Numbers, { values }: Observed): number {
  let far = 0;
  for (let i = 0; i < data.length; i++) {
    const apart = Math.abs(data[i] - values.data[i]);
    if (!(apart <= far)) far = apart;
  }
  return far;
}

function largestOf(slack: Float64Array): number {
  return slack.reduce((most, each) => Math.max(most, each), 0);
}

/** Root mean square of an entry's deviations, smoothed with that of all entries. */
function spreadOf(made: Made, nominal: Numbers): Float64Array {
  const squares = new Float64Array(nominal.data.length);
  for (let world = 1; world <= WORLDS; world++) {
    const { data } = made(world);
    for (let i = 0; i < data.length; i++) squares[i] += (data[i] - nominal.data[i]) ** 2 / WORLDS;
  }
  const mean = squares.reduce((sum, each) => sum + each, 0) / squares.length;
  return squares.map(each => Math.sqrt(0.8 * each + 0.2 * mean));
}

function share(
  { data }: Numbers,
  { values }: Observed,
  allowed: (index: number) => number,
): number | null {
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    const [apart, most] = [Math.abs(data[i] - values.data[i]), allowed(i)];
    if (!(apart <= most)) return null;
    sum += most > 0 ? (apart / most) ** 2 : 0;
  }
  return sum / Math.max(1, data.length);
}
