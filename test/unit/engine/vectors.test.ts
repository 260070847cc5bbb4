/** One pass and five steps of every optimiser, against PyTorch's numbers. */
import type { KernelChoice } from '../../../src/engine/training/kernelChoice';
import { toRows } from '../../../src/engine/ground/matrix';
import type { ActivationName, LossSpec, OptimizerSpec } from '../../../src/engine/ground/spec';
import type { Recording, Run } from '../../../src/engine/training/run';
import {
  assertClose,
  dataset,
  describeReference,
  FIXTURES,
  layer,
  parametersOf,
  readJson,
  runSpec,
  startRun,
  values,
  type Numbers,
} from './support';

interface Parameters {
  W: number[][][];
  b: number[][] | null;
}

interface OptimizerCase {
  config: Record<string, number | boolean>;
  after1: Parameters;
  after5: Parameters;
  losses: number[];
}

interface VectorCase extends Parameters {
  id: string;
  layers: number[];
  activations: ActivationName[];
  loss: string;
  weight_decay: number;
  decay_bias: boolean;
  X: number[][];
  Y: number[][];
  z: Numbers[];
  a: Numbers[];
  delta: Numbers[];
  loss_value: number;
  dW: Numbers[];
  db: Numbers[] | null;
  dX: Numbers;
  optimizers: Record<string, OptimizerCase>;
}

const LOSSES: Record<string, Partial<LossSpec>> = {
  mse: { type: 'mse' },
  half_sse_mean: { type: 'mse', scale: 0.5, output_reduction: 'sum' },
  sse: { type: 'mse', output_reduction: 'sum', batch_reduction: 'sum' },
  mae: { type: 'mae' },
  bce: { type: 'binary_cross_entropy' },
  cross_entropy: { type: 'cross_entropy' },
};

const TYPES: Record<string, Partial<OptimizerSpec>> = {
  sgd: {},
  momentum: { momentum: 0.9 },
  nesterov: { momentum: 0.9, nesterov: true },
  rmsprop: { type: 'rmsprop', alpha: 0.99 },
  adagrad: { type: 'adagrad' },
  adam: { type: 'adam' },
  adamw: { type: 'adamw' },
};

function start(c: VectorCase, kernels: KernelChoice, optimizer: Partial<OptimizerSpec> = {}): Run {
  const layers = c.activations.map((activation, i) => {
    const biases = c.b && { bias_initializer: values([c.b[i]]) };
    return layer(c.layers[i + 1], activation, {
      name: `l${i}`,
      use_bias: c.b !== null,
      kernel_initializer: values(c.W[i]),
      ...biases,
    });
  });
  const spec = runSpec(c.layers[0], layers, {
    loss: LOSSES[c.loss],
    optimizer,
    trainer: { epochs: 10 },
  });
  return startRun(spec, dataset(c.X, c.Y), undefined, {}, kernels);
}

function checkPass(c: VectorCase, seen: Recording): void {
  assertClose(seen.loss, c.loss_value, 1e-10, 'loss');
  seen.layers.forEach((l, i) => {
    assertClose(toRows(l.z), c.z[i], 1e-10, `z of layer ${i}`);
    assertClose(toRows(l.a), c.a[i], 1e-10, `a of layer ${i}`);
    assertClose(toRows(l.delta), c.delta[i], 1e-10, `delta of layer ${i}`);
    assertClose(toRows(l.gradW), c.dW[i], 1e-10, `gradW of layer ${i}`);
    assertClose(l.gradB && Array.from(l.gradB), c.db ? c.db[i] : null, 1e-10, `gradB ${i}`);
  });
  assertClose(toRows(seen.gradInput), c.dX, 1e-10, 'gradInput');
}

function checkOptimizer(c: VectorCase, name: string, kernels: KernelChoice): void {
  const { config, after1, after5, losses } = c.optimizers[name];
  const run = start(c, kernels, {
    ...TYPES[name],
    learning_rate: Number(config.lr),
    weight_decay: Number(config.weight_decay),
    decay_biases: c.decay_bias,
    eps: Number(config.eps ?? 0),
  });
  losses.forEach((loss, step) => {
    if (step === 1) checkParameters(run, after1, `${name} after step 1`);
    if (step === 5) checkParameters(run, after5, `${name} after step 5`);
    assertClose(run.step(), loss, 1e-9, `${name}: loss before step ${step + 1}`);
  });
}

function checkParameters(run: Run, expected: Parameters, what: string): void {
  const actual = parametersOf(run);
  assertClose(
    actual.map(p => p.weights),
    expected.W,
    1e-9,
    `W, ${what}`,
  );
  if (!expected.b) return;
  assertClose(
    actual.map(p => p.biases),
    expected.b,
    1e-9,
    `b, ${what}`,
  );
}

function describeCase(c: VectorCase): void {
  it(`${c.id}: ${c.activations.join(' ')} with ${c.loss}, ${Object.keys(c.optimizers).join(' ')}`, () => {
    for (const kernels of ['plain', 'fastest'] as const) {
      checkPass(c, start(c, kernels).peek());
      for (const name of Object.keys(c.optimizers)) checkOptimizer(c, name, kernels);
    }
  });
}

describe('One pass and five steps against PyTorch', () => {
  for (const c of readJson<VectorCase[]>(FIXTURES, 'vectors.json')) describeCase(c);
});

describeReference<{ cases: VectorCase[] }>(
  'All vectors of the reference',
  'vectors/public.json',
  ({ cases }) => {
    for (const c of cases) describeCase(c);
  },
);
