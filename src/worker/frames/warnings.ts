/** Warnings about the gradients of a layer, as far as one batch can tell. */
import type { LayerWarning, UnitHealth } from '../../protocol/snapshot';
import type { TensorStats } from '../../protocol/tensors';

/** ‖δ‖ of a layer relative to the last layer's: ratios outside of these limits are a warning. */
const VANISHING = 0.01;
const EXPLODING = 100;
/** A layer counts as saturated if at least this share of its slopes is near 0. */
const SATURATED = 0.5;
/** Fewest rows for a verdict on relus: one that is off for each of a few rows may not be dead. */
const ROWS_TO_TELL = 16;

export interface Batch {
  rows: number;
  /** Whether the batch holds every training row. */
  whole: boolean;
}

/** @param stats of each layer; NaN and infinities are reported elsewhere */
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
    // A saturated last layer is no fault: its outputs are confident.
    if (saturated !== null && saturated >= SATURATED && layer < last) {
      found.push({ layer, kind: 'saturated', size: saturated });
    }
    return found;
  });
}
