/** Experiments in a few words, and the reference numbers, for the engine's tests. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { initialParameters } from '../../../src/engine/initial/initializers';
import type { KernelChoice } from '../../../src/engine/training/kernelChoice';
import { createMatrix, matrixFromRows, toRows } from '../../../src/engine/ground/matrix';
import type { RandomStream } from '../../../src/engine/rng/stream';
import { Run } from '../../../src/engine/training/run';
import type { LayerParameters } from '../../../src/engine/ground/shapes';
import type {
  ActivationName,
  Dataset,
  Dtype,
  InitializerSpec,
  LayerSpec,
  LossSpec,
  Matrix,
  MetricSpec,
  OptimizerSpec,
  RunSpec,
  TrainerSpec,
} from '../../../src/engine/ground/spec';
import { createStream } from '../../../src/engine/rng/createStream';

const REPOSITORY = path.resolve(import.meta.dirname, '..', '..', '..');

/** The full reference numbers stand beside the repository on the machines of the project. */
export const REFERENCE = path.resolve(REPOSITORY, '..', 'shared', 'reference');
/** A small part of them stands in the repository. */
export const FIXTURES = path.join(REPOSITORY, 'test', 'fixtures', 'reference');

export function readJson<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as T;
}

/**
 * A suite on a file of the full reference numbers; without it, on the part of that file that
 * stands in the repository; without that, one pending test that says so.
 */
export function describeReference<T>(title: string, file: string, body: (data: T) => void): void {
  const folder = [REFERENCE, FIXTURES].find(each => existsSync(path.join(each, file)));
  describe(folder === FIXTURES ? `${title} (small part)` : title, () => {
    if (folder) body(readJson<T>(folder, file));
    else it(`skipped: the full reference numbers (${file}) are not on this machine`);
  });
}

export const LOSS: LossSpec = {
  type: 'mse',
  scale: 1,
  output_reduction: 'mean',
  batch_reduction: 'mean',
};

export const OPTIMIZER: OptimizerSpec = {
  type: 'sgd',
  learning_rate: 0.1,
  momentum: 0,
  nesterov: false,
  alpha: 0.99,
  rho: 0.9,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weight_decay: 0,
  decay_biases: true,
  l1: 0,
  gradient_clipping: null,
  schedule: { type: 'constant' },
};

export const TRAINER: TrainerSpec = {
  epochs: 5,
  batch_size: 'full',
  shuffle: 'never',
  drop_last: false,
  early_stopping: null,
  log_every: 1,
  log_format: null,
  checkpoint_every: null,
};

export const METRIC: MetricSpec = {
  ...LOSS,
  name: 'loss',
  epoch_reduction: 'mean',
  evaluate: 'running',
  threshold: 0.5,
};

export const ACCURACY: MetricSpec = {
  ...METRIC,
  name: 'accuracy',
  type: 'accuracy',
  evaluate: 'end_of_epoch',
};

export function layer(
  units: number,
  activation: ActivationName,
  changes: Partial<LayerSpec> = {},
): LayerSpec {
  return {
    name: `${activation} ${units}`,
    units,
    activation,
    use_bias: true,
    kernel_initializer: { type: 'xavier_uniform' },
    bias_initializer: { type: 'zeros' },
    trainable: { kernel: true, bias: true },
    mask: null,
    ...changes,
  };
}

export const values = (rows: number[][]): InitializerSpec => ({ type: 'values', values: rows });

interface Changes {
  dtype?: Dtype;
  rng?: Partial<RunSpec['rng']>;
  loss?: Partial<LossSpec>;
  optimizer?: Partial<OptimizerSpec>;
  trainer?: Partial<TrainerSpec>;
  metrics?: MetricSpec[];
}

export function runSpec(inputs: number, layers: LayerSpec[], changes: Changes = {}): RunSpec {
  return {
    dtype: changes.dtype ?? 'float64',
    rng: { type: 'numpy', draw_order: ['init'], init_order: 'per_layer', ...changes.rng },
    model: { inputs, layers, kernel_layout: 'in_out' },
    loss: { ...LOSS, ...changes.loss },
    optimizer: { ...OPTIMIZER, ...changes.optimizer },
    trainer: { ...TRAINER, ...changes.trainer },
    metrics: changes.metrics ?? [],
  };
}

export function dataset(x: number[][], y: number[][], dtype: Dtype = 'float64'): Dataset {
  return { x: matrixFromRows(dtype, x), y: matrixFromRows(dtype, y) };
}

/** A run whose parameters are drawn from the stream, or given by the layers' initialisers. */
export function startRun(
  spec: RunSpec,
  data: Dataset,
  stream: RandomStream = createStream(spec.rng.type, 0),
  others: { validation?: Dataset; test?: Dataset } = {},
  kernels?: KernelChoice,
): Run {
  const parameters = initialParameters(spec.model, spec.rng, spec.dtype, stream);
  const { validation = null, test = null } = others;
  return new Run(spec, { train: data, validation, test }, parameters, stream, { kernels });
}

/** Trains to the end. */
export function train(run: Run): Run {
  while (!run.done) run.step();
  return run;
}

/** Uniform numbers in [low, high). */
export function randomMatrix(
  stream: RandomStream,
  rows: number,
  cols: number,
  low = -1,
  high = 1,
  dtype: Dtype = 'float64',
): Matrix {
  const m = createMatrix(dtype, rows, cols);
  m.data.set(stream.uniform(rows * cols, low, high, dtype));
  return m;
}

/** One-hot rows. */
export function oneHot(classes: readonly number[], count: number): number[][] {
  return classes.map(c => Array.from({ length: count }, (_, k) => (k === c ? 1 : 0)));
}

/** The column of a run's log. */
export function column(run: Run, name: string): number[] {
  return Array.from(run.log.slice(0).values[run.columns.indexOf(name)]);
}

export function parametersOf(run: Run): { weights: number[][]; biases: number[] | null }[] {
  return run.parameters.map(nested);
}

export function nested({ weights, biases }: LayerParameters): {
  weights: number[][];
  biases: number[] | null;
} {
  return { weights: toRows(weights), biases: biases && Array.from(biases) };
}

export type Numbers = number | null | readonly Numbers[];

/** Asserts that two nestings of numbers agree within `tolerance` · (1 + |expected|). */
export function assertClose(
  actual: Numbers,
  expected: Numbers,
  tolerance: number,
  what = 'value',
): void {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const apart = Math.abs(actual - expected);
    if (apart <= tolerance * (1 + Math.abs(expected))) return;
    assert.fail(`${what}: got ${actual}, expected ${expected} (apart by ${apart})`);
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    assert.equal(actual.length, expected.length, `length of ${what}`);
    for (let i = 0; i < expected.length; i++) {
      assertClose(actual[i] as Numbers, expected[i] as Numbers, tolerance, `${what}[${i}]`);
    }
    return;
  }
  assert.equal(actual, expected, what);
}

/** Largest |actual − expected| / |expected| of two rows of numbers. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const apart = Math.abs(actual[i] - expected[i]);
    if (apart !== 0) worst = Math.max(worst, apart / Math.abs(expected[i]));
    if (Number.isNaN(apart)) return NaN;
  }
  return worst;
}
