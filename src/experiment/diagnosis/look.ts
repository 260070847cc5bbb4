/** What is known of a run between two updates: the next batch, as every producer looks at it. */
import { normOf } from '../../engine/ground/squares';
import type { LayerSpec, ModelSpec } from '../../engine/ground/spec';
import type { Recording } from '../../engine/training/run';
import type { JsonPath } from '../format/finding';
import { layerPath } from '../format/experiment';
import { unitHealth } from './unitHealth';
import type { UnitHealth } from './unitHealth';

export interface Look {
  layers: readonly LayerLook[];
  /** Rows of the batch. */
  rows: number;
  /** Whether the batch holds every training row. */
  whole: boolean;
}

export interface LayerLook extends Pick<LayerSpec, 'name' | 'units'> {
  /** Of the layer in the file. */
  path: JsonPath;
  /** ‖δ‖; NaN or ∞ where an entry is. */
  delta: number;
  health: UnitHealth;
}

/** @param batchesPerEpoch one: the batch holds every training row */
export function lookAt(
  { x, layers }: Recording,
  model: Pick<ModelSpec, 'layers'>,
  batchesPerEpoch: number,
): Look {
  const looks = model.layers.map(({ name, units, activation }, index) => {
    const layer = layers[index];
    const health = unitHealth(activation, layer);
    const path = layerPath(model.layers, index);
    return { name, units, path, delta: normOf(layer.delta.data), health };
  });
  return { layers: looks, rows: x.rows, whole: batchesPerEpoch === 1 };
}
