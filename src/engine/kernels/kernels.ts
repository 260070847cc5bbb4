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
import type { ActivationName, Dtype, FloatArray, Matrix } from '../ground/spec';
import type { Team } from './threadTeam';
import type { WasmExports } from './wasmModule';

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
  /** The address of `bytes` bytes beside the arrays; 0 where these kernels have no room for them. */
  reserve(bytes: number): number;
  /** Whole batches can be computed in one call of its functions; null without WebAssembly. */
  readonly native: Native | null;
}

/** What stands behind kernels in WebAssembly. */
export interface Native {
  exports: WasmExports;
  /** The threads that help; null where there are none. */
  team: Team | null;
}

export function createMatrixIn(kernels: Kernels, rows: number, cols: number): Matrix {
  return { rows, cols, data: kernels.createArray(rows * cols) };
}
