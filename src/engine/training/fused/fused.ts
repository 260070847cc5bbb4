/** Whole updates in one call, in the memory that the kernels share with them. */
import type { LayerGradients, LayerParameters } from '../../ground/shapes';
import type { Dataset, RunSpec } from '../../ground/spec';
import type { Batch, Batches } from '../../network/batches';

/** The arrays between which a run moves its numbers. */
export interface TrainingPlan {
  spec: RunSpec;
  train: Dataset;
  parameters: readonly LayerParameters[];
  gradients: readonly LayerGradients[];
  batches: Batches;
}

/** Squared norms of one layer, for each of many batches. */
export interface LayerSquares {
  /** Σ of squares of delta, and of gradW. */
  delta: Float64Array;
  gradW: Float64Array;
  /** Σ W² before the update; ⟨W, ∂W⟩ where that sum is carried on, see squares.ts. */
  weights: Float64Array;
}

/** The steps of training with the loss and all layers in one call, and many such steps in one. */
export interface FusedTraining {
  /** Fills z and a of every layer from the rows of the batch. @returns Σ ℓ */
  forward(batch: Batch): number;
  /** Fills delta and the gradients of every layer, after `forward`. */
  backward(batch: Batch): void;
  /** Batches that one call of `train` can do. */
  readonly limit: number;
  /** Σ ℓ of the loss for each batch of the last call, and the rows whose class was right. */
  readonly lossSums: Float64Array;
  readonly correctRows: Int32Array;
  /** What has been recorded of each of them, layer by layer. */
  readonly squares: readonly LayerSquares[];
  /**
   * Trains on up to `count` batches, from batch `first` of an epoch on; without an order of its own
   * it may go on into the next epochs. Parameters, z, a and delta are then what as many single
   * steps leave behind; gradients are not written.
   * @param order the rows in this epoch's order; null: as they stand
   * @param record whether `squares` are wanted; nothing else depends on it
   * @returns batches done: fewer where Σ ℓ of the next, or a parameter after an epoch, is not finite
   */
  train(
    first: number,
    count: number,
    order: Int32Array | null,
    rate: number,
    record: boolean,
  ): number;
  /** How many threads the last call of `train` has used. */
  readonly threads: number;
  /** Lets the threads that help leave, if any do; training that goes on calls them again. */
  dismiss(): void;
  /** Ends the threads that help, for good. */
  end(): void;
}
