/**
 * The three products of a layer and the plain gradient step: the inner loops where the time goes.
 * Everything else of the engine is reached through this interface, so that other kernels
 * (WebAssembly) can stand in for these.
 *
 * All matrices are dense and row-major; shapes are the caller's word and are not checked here.
 */
import type { Dtype, FloatArray } from '../spec';
import { float32Kernels } from './float32';
import { float64Kernels } from './float64';

export interface Kernels {
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

export function kernelsFor(dtype: Dtype): Kernels {
  return dtype === 'float32' ? float32Kernels : float64Kernels;
}
