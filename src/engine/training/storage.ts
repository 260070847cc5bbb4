/** Everything that a run computes in, made once: nothing is made while it trains. */
import { Batches } from '../network/batches';
import { EVALUATED_ROWS } from '../network/evaluation';
import { createMatrixIn, type Kernels } from '../kernels/kernels';
import { createGradients, createPass, type Pass } from '../network/network';
import { Optimizer } from '../optimizers/optimizers';
import type { LayerGradients, LayerParameters } from '../ground/shapes';
import type { Dataset, Matrix, RunSpec } from '../ground/spec';
import { createFused } from './fused/createFused';
import type { FusedTraining } from './fused/fused';

export interface Storage {
  train: Dataset;
  parameters: LayerParameters[];
  gradients: LayerGradients[];
  optimizer: Optimizer;
  batches: Batches;
  /** Buffers for whatever only looks at outputs. */
  outside: Pass;
  /** Many updates in one call, where the kernels have a way. */
  fused: FusedTraining | null;
}

/**
 * The arrays of a run, all zero but for training data that stands where the kernels want it. Kernels
 * that only count are asked for the same ones: see counting.ts.
 */
export function createStorage(kernels: Kernels, spec: RunSpec, given: Dataset): Storage {
  const { model, trainer } = spec;
  const placed = (m: Matrix): Matrix =>
    kernels.owns(m.data) ? m : createMatrixIn(kernels, m.rows, m.cols);
  const train = { x: placed(given.x), y: placed(given.y) };
  // Parameters and gradients have the same shapes.
  const parameters: LayerParameters[] = createGradients(model, kernels);
  const gradients = createGradients(model, kernels);
  const optimizer = new Optimizer(spec.optimizer, model, kernels, parameters, gradients);
  const batches = new Batches(train, model, trainer, kernels);
  const outside = createPass(model, kernels, EVALUATED_ROWS);
  const fused = createFused(kernels, { spec, train, parameters, gradients, batches });
  return { train, parameters, gradients, optimizer, batches, outside, fused };
}
