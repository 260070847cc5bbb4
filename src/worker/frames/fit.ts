/** What a network with one input has learned: its outputs along that input. */
import { outputsFor, placesBetween } from '../../engine/training/boundary';
import { withParametersOf } from '../../engine/training/lookBack';
import type { Pairs } from '../../protocol/snapshot';
import type { Boundary, Fit, FitCurves } from '../../protocol/tensors';
import type { LoadedRun } from '../run/loadedRun';

/** Room beside the rows, as a share of their range. */
const MARGIN = 0.12;

/**
 * null unless the network has one input and there are rows.
 * @param range its first two numbers are the ends of the stretch; null: around all rows
 */
export function fitOf(
  loaded: LoadedRun,
  places: number,
  range: Boundary['extent'] | null,
): Fit | null {
  const { run, timeline, description } = loaded;
  const { pairs, data } = description;
  const stretch = range ?? stretchOf(pairs);
  if (pairs.length === 0 || !stretch || places < 2) return null;
  const [from, to] = stretch;
  const line = placesBetween(from, to, places);
  const curves = (): FitCurves => ({
    values: outputsFor(run, line, data.scaling),
    atRows: pairs.map(({ x }) => outputsFor(run, x, data.scaling)),
  });
  const now = curves();
  const start = withParametersOf(run, timeline.first, curves);
  return { from, to, places, outputs: data.outputs, now, start };
}

/** Around all rows, with a margin; null where there are none. */
function stretchOf(pairs: readonly Pairs[]): [number, number] | null {
  let [from, to] = [Infinity, -Infinity];
  for (const { x } of pairs)
    for (const value of x) {
      from = Math.min(from, value);
      to = Math.max(to, value);
    }
  if (!(from <= to)) return null;
  const room = (to - from) * MARGIN || 1;
  return [from - room, to + room];
}
