/** The memory that whole updates take beside the arrays of a run. */
import type { TrainingPlan } from './fused';

/** Batches whose sums one call can report. */
export const FUSED_BATCHES = 1024;
/** Columns of float64 that are recorded for each layer, with a row for each batch of a call. */
export const SQUARES = 3;
export const COLUMN_BYTES = FUSED_BATCHES * 8;

/** What assembly/training/network.ts keeps of a layer takes less. */
export const LAYER_BYTES = 128;
const ROW_BYTES = 8;

/** The blocks of memory that the fused way takes beside the arrays of the run, in bytes. */
export function fusedBlocks({ train, parameters, batches }: TrainingPlan) {
  const { length: depth } = parameters;
  return {
    order: train.x.rows * 4,
    sums: FUSED_BATCHES * 8,
    corrects: FUSED_BATCHES * 4,
    columns: depth * SQUARES * COLUMN_BYTES,
    layers: depth * LAYER_BYTES,
    maxima: batches.size * ROW_BYTES,
    sumsOfRows: batches.size * ROW_BYTES,
  };
}

/** Bytes of each; later their addresses. */
export type Blocks = ReturnType<typeof fusedBlocks>;
