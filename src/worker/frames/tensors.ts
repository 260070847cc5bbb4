/** From a recording of one batch to what the pictures and the inspector need. */
import type { FloatArray, Matrix } from '../../engine/ground/spec';
import { normOf } from '../../engine/ground/squares';
import type { Recording } from '../../engine/training/run';
import { hasShape, TENSOR_NAMES, TENSORS } from '../../engine/ground/tensors';
import type { TensorName, Watch } from '../../protocol/snapshot';
import { histogramOf } from './histograms';
import type { Histogram, TensorRef, TensorStats, TensorValues } from '../../protocol/tensors';

type RecordedLayer = Recording['layers'][number];

/**
 * Statistics of one tensor. Entries that are not finite are counted; the norm is then NaN or ∞ as
 * they are, and the others are of the finite ones: NaN where there is none.
 */
export function statsOf(tensor: TensorName, matrix: Matrix): TensorStats {
  const { data, rows, cols } = matrix;
  let sum = 0;
  let squares = 0;
  let min = Infinity;
  let max = -Infinity;
  let nonFinite = 0;
  let odd = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i];
    if (value - value !== 0) {
      nonFinite++;
      odd += Math.abs(value);
      continue;
    }
    sum += value < 0 ? -value : value;
    squares += value * value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const finite = data.length - nonFinite;
  if (finite === 0) min = max = NaN;
  const norm = nonFinite > 0 ? odd : normOf(data, squares);
  return { tensor, rows, cols, norm, meanAbs: sum / finite, min, max, nonFinite };
}

/**
 * Which tensors of a run have statistics in its next frame. While it trains, slopes and penalised
 * gradients are computed for the inspector alone; the next update only where one is shown, because
 * it takes as long as that update.
 */
export function tensorsDescribed(watch: Watch, resting: boolean): readonly TensorName[] {
  const all = watch.inspected === true;
  const updates = all || watch.tensors.some(({ tensor }) => TENSORS[tensor].from === 'update');
  return TENSOR_NAMES.filter(tensor => {
    const { from } = TENSORS[tensor];
    if (from === 'update') return updates;
    return all || resting || (from !== 'slope' && from !== 'penalty');
  });
}

/** Statistics of these tensors, of those that the layer has. */
export function layerStats(layer: RecordedLayer, tensors: readonly TensorName[]): TensorStats[] {
  return tensors.flatMap(tensor => {
    const matrix = matrixOf(layer, tensor);
    return matrix ? [statsOf(tensor, matrix)] : [];
  });
}

/** An exact-length copy of one tensor; null where the network has no such tensor. */
export function valuesOf(recording: Recording, ref: TensorRef): TensorValues | null {
  const layer = recording.layers[ref.layer] as RecordedLayer | undefined;
  const matrix = layer && matrixOf(layer, ref.tensor);
  if (!matrix) return null;
  return { layer: ref.layer, tensor: ref.tensor, ...copyOf(matrix) };
}

/** In float64, of exact length: its buffer can be handed over. */
export function copyOf({ rows, cols, data }: Matrix): {
  rows: number;
  cols: number;
  data: Float64Array;
} {
  return { rows, cols, data: Float64Array.from(data) };
}

/** Distributions of one tensor in every layer that has it. */
export function histogramsOf(recording: Recording, tensor: TensorName): Histogram[] {
  return recording.layers.flatMap((_, layer) => distributionOf(recording, { layer, tensor }) ?? []);
}

/** How the entries of one tensor are spread; null where the network has no such tensor. */
export function distributionOf({ layers }: Recording, ref: TensorRef): Histogram | null {
  const layer = layers[ref.layer] as RecordedLayer | undefined;
  const matrix = layer && matrixOf(layer, ref.tensor);
  return matrix ? { ...ref, ...histogramOf(matrix) } : null;
}

function matrixOf(layer: RecordedLayer, tensor: TensorName): Matrix | null {
  return hasShape(tensor, 'biases') ? asRow(layer[tensor]) : layer[tensor];
}

function asRow(values: FloatArray | null): Matrix | null {
  return values && { rows: 1, cols: values.length, data: values };
}
