/**
 * The three products of a layer, its activation and the plain gradient step: the inner loops where
 * the time goes. The rest of the engine reaches them through this interface, which has two
 * implementations: plain.ts, the readable reference, and wasm.ts.
 *
 * All matrices are dense and row-major; shapes are the caller's word and are not checked here.
 *
 * The order of summation is part of the interface. Every sum starts from 0 and takes its terms one
 * after the other: z its inputs, then the bias; gradW and gradB the rows of the batch; gradX the
 * units; Σ ℓ the rows, and in a row the outputs; softmax the classes. Vectors, blocks, tiles and
 * threads are laid across different sums, never along one. So float64 gives the same bits in every
 * implementation, batch by batch or many at once, on any number of threads. (A product by an exact
 * 0 may be left out: a −0 may become 0.) float32 rounds every operation as NumPy does, in `plain`
 * and `exact`; `fastest` rounds a product and its sum once where the processor can (fused
 * multiply-add): as repeatable on one machine, but with other last bits. Only squares.ts, of which
 * nothing is trained, has eight sums side by side.
 */
import type { Batch, Batches } from '../batches';
import type { LayerGradients } from '../network';
import type { LayerParameters } from '../shapes';
import type { ActivationName, Dataset, Dtype, FloatArray, Matrix, RunSpec } from '../spec';

/** The loops over numbers of one dtype. */
export interface Loops {
  /** z[rows, units] = x[rows, inputs] · w[inputs, units] + b */
  affine(
    x: FloatArray,
    w: FloatArray,
    b: FloatArray | null,
    z: FloatArray,
    rows: number,
    inputs: number,
    units: number,
  ): void;
  /** gradW[inputs, units] = xᵀ · delta, with x[rows, inputs] and delta[rows, units] */
  gradWeights(
    x: FloatArray,
    delta: FloatArray,
    gradW: FloatArray,
    rows: number,
    inputs: number,
    units: number,
  ): void;
  /** gradB[units] = Σ rows of delta[rows, units] */
  gradBiases(delta: FloatArray, gradB: FloatArray, rows: number, units: number): void;
  /** gradX[rows, inputs] = delta[rows, units] · w[inputs, units]ᵀ */
  gradInput(
    delta: FloatArray,
    w: FloatArray,
    gradX: FloatArray,
    rows: number,
    inputs: number,
    units: number,
  ): void;
  /** p[i] −= rate · g[i]: gradient descent */
  descend(p: FloatArray, g: FloatArray, rate: number): void;
}

export interface Kernels extends Loops {
  readonly dtype: Dtype;
  /** Why these are slower than what was asked for, in a sentence; null where they are not. */
  readonly shortfall: string | null;
  /** `n` zeros, where these kernels read and write fastest. */
  createArray(n: number): FloatArray;
  /** Whether an array stands where `createArray` would have put it. */
  owns(array: FloatArray): boolean;
  /** a = f(z), all of [batch, units]; see activations.ts */
  activate(name: ActivationName, z: Matrix, a: Matrix): void;
  /** gradient ← gradient · da/dz, all of [batch, units]; see slopes.ts */
  multiplyBySlope(name: ActivationName, z: Matrix, a: Matrix, gradient: Matrix): void;
  /** Σ v², in float64; see squares.ts */
  squares(values: FloatArray): number;
  /** Whole updates in one call; null where these kernels have no such way for the plan. */
  fuse(plan: TrainingPlan): FusedTraining | null;
}

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

export function createMatrixIn(kernels: Kernels, rows: number, cols: number): Matrix {
  return { rows, cols, data: kernels.createArray(rows * cols) };
}
