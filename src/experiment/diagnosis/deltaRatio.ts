/** How much of the error at the output reaches a layer. */
import type { LayerLook, Look } from './look';

/** ‖δ‖ of a layer relative to that of the last; 1 where either says nothing: numbers that are not finite are told elsewhere. */
export function deltaRatio({ delta }: LayerLook, { layers }: Look): number {
  const last = layers[layers.length - 1].delta;
  const comparable = Number.isFinite(delta) && last > 0 && last < Infinity;
  return comparable ? delta / last : 1;
}
