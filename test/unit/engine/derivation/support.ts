/** Random nets whose numbers are asked where they come from. */
import type { KernelChoice } from '../../../../src/engine/training/kernelChoice';
import {
  derive,
  type Derivation,
  type DerivationSource,
} from '../../../../src/engine/derivation/derive';
import type { DerivedTensor, Place } from '../../../../src/engine/derivation/terms/numbers';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Run } from '../../../../src/engine/training/run';
import type {
  ActivationName,
  Dtype,
  LossName,
  LossSpec,
  Matrix,
} from '../../../../src/engine/ground/spec';
import { layer, randomMatrix, runSpec, startRun } from '../support';

export interface NetOptions {
  activation: ActivationName;
  loss: LossName;
  dtype?: Dtype;
  rows?: number;
  depth?: number;
  outputs?: number;
  seed?: number;
  kernels?: KernelChoice;
  bias?: boolean;
  /** The rate of the dropout behind each hidden layer. */
  dropout?: number | null;
  reductions?: Partial<LossSpec>;
}

/** A net of the activation throughout; softmax stands at the end alone. */
export function randomNet({
  activation,
  loss,
  dtype = 'float64',
  rows = 5,
  depth = 3,
  outputs = 3,
  seed = 3,
  kernels = 'exact',
  bias = true,
  dropout = null,
  reductions = { scale: 0.7, output_reduction: 'sum', batch_reduction: 'mean' },
}: NetOptions): Run {
  const hidden = activation === 'softmax' ? 'tanh' : activation;
  const layers = Array.from({ length: depth }, (_, i) =>
    layer(i === depth - 1 ? outputs : 4 + i, i === depth - 1 ? activation : hidden, {
      name: `l${i}`,
      use_bias: bias,
      kernel_initializer: { type: 'normal', mean: 0, std: 0.8 },
      bias_initializer: { type: 'normal', mean: 0, std: 0.5 },
      mask: dropout === null || i === depth - 1 ? null : { type: 'dropout', rate: dropout },
    }),
  );
  const stream = createStream('numpy', seed);
  const x = randomMatrix(stream, rows, 4, -2, 2, dtype);
  const y = targets(loss, rows, outputs, dtype, seed);
  const spec = runSpec(4, layers, { dtype, loss: { type: loss, ...reductions } });
  return startRun(spec, { x, y }, stream, {}, kernels);
}

/** Targets that the loss expects: signs, probabilities, or any numbers. */
function targets(
  loss: LossName,
  rows: number,
  outputs: number,
  dtype: Dtype,
  seed: number,
): Matrix {
  const y = randomMatrix(createStream('numpy', seed + 6), rows, outputs, 0, 1, dtype);
  if (loss === 'hinge') y.data.forEach((value, i) => (y.data[i] = value < 0.5 ? -1 : 1));
  return y;
}

const MANY = 1000;

export function derivationOf(
  run: Run,
  place: Place,
  options: { terms?: number; row?: number | null; difference?: boolean } = {},
): Derivation {
  const { terms = MANY, row = null, difference = false } = options;
  return derive(sourceOf(run), { place, terms, row, difference });
}

/** The next batch of a run, and what the next update is made with. */
export function sourceOf(run: Run): DerivationSource {
  const { spec, learningRate: rate } = run;
  return { spec, recording: run.peek(), update: { optimizer: spec.optimizer, rate } };
}

/** Every place of a tensor. */
export function placesOf(
  tensor: DerivedTensor,
  index: number,
  rows: number,
  cols: number,
): Place[] {
  return Array.from({ length: rows * cols }, (_, i) => ({
    tensor,
    layer: index,
    row: Math.floor(i / cols),
    col: i % cols,
  }));
}

/** Every number of a net that has a formula. */
export function allPlaces(run: Run): Place[] {
  const { layers, x } = run.peek();
  const last = layers.length - 1;
  return layers.flatMap(({ weights, biases }, index) => {
    const { rows, cols } = weights;
    const activation = run.spec.model.layers[index].activation;
    const perRow = (['z', 'a', 'delta'] as const).flatMap(tensor =>
      placesOf(tensor, index, x.rows, cols),
    );
    return [
      ...perRow,
      ...(activation === 'softmax' ? [] : placesOf('slope', index, x.rows, cols)),
      ...(index < last ? placesOf('gradA', index, x.rows, cols) : []),
      ...placesOf('gradW', index, rows, cols),
      ...(biases ? placesOf('gradB', index, 1, cols) : []),
    ];
  });
}
