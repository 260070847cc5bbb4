/** How much of the error at the output reaches a layer. */
import type { Snapshot } from '../subject/snapshot';

/** Of each layer ‖δ‖ relative to that of the last; 1 where either says nothing: numbers that are not finite are told elsewhere. */
export function deltaRatios({ layers }: Snapshot): number[] {
  const last = layers[layers.length - 1].deltaNorm;
  return layers.map(({ deltaNorm }) => {
    const comparable = Number.isFinite(deltaNorm) && last > 0 && last < Infinity;
    return comparable ? deltaNorm / last : 1;
  });
}
