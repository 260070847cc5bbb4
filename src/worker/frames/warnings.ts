/** What is wrong with the gradients of a layer, as far as one batch can tell. */
import type { LayerWarning, TensorStats, UnitHealth } from '../../protocol/snapshot';

/** ‖δ‖ of a layer, relative to that of the last layer: below and above these it warns. */
const VANISHING = 0.01;
const EXPLODING = 100;
/** Share of slopes near 0 from which on a layer counts as saturated. */
const SATURATED = 0.5;
/** The fewest rows that tell: a relu that is off for each of a few may just be unlucky. */
const ROWS_TO_TELL = 16;

export interface Batch {
  rows: number;
  /** Whether these are all rows that it trains on. */
  whole: boolean;
}

/** @param stats of each layer; entries that are no number have a warning of their own */
export function layerWarnings(
  stats: readonly TensorStats[][],
  health: readonly UnitHealth[],
  { rows, whole }: Batch,
): LayerWarning[] {
  const last = stats.length - 1;
  const norm = (layer: number): number =>
    stats[layer].find(({ tensor }) => tensor === 'delta')?.norm ?? 0;
  return stats.flatMap((_, layer): LayerWarning[] => {
    const { saturated, dead } = health[layer];
    const found: LayerWarning[] = [];
    const comparable = Number.isFinite(norm(layer)) && norm(last) > 0 && norm(last) < Infinity;
    const ratio = comparable ? norm(layer) / norm(last) : 1;
    if (ratio < VANISHING) found.push({ layer, kind: 'vanishing', size: ratio });
    if (ratio > EXPLODING) found.push({ layer, kind: 'exploding', size: ratio });
    if (dead && dead.length > 0 && (whole || rows >= ROWS_TO_TELL)) {
      found.push({ layer, kind: 'dead', size: dead.length });
    }
    // Outputs that are sure of themselves are no fault.
    if (saturated !== null && saturated >= SATURATED && layer < last) {
      found.push({ layer, kind: 'saturated', size: saturated });
    }
    return found;
  });
}
