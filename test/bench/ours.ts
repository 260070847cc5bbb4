/** Our own engine, once with each of its kernels. */
import { initialParameters } from '../../src/engine/initial/initializers';
import type { KernelChoice } from '../../src/engine/training/kernelChoice';
import type { Threads } from '../../src/engine/kernels/threads';
import { createMatrix } from '../../src/engine/ground/matrix';
import { createStream } from '../../src/engine/rng/createStream';
import { Run } from '../../src/engine/training/run';
import type { Dataset, LayerSpec, RunSpec } from '../../src/engine/ground/spec';
import { timed, type Contestant } from './contestants';
import type { Work } from './works';

export const OURS = 'ours';
/** Rows of the epoch log, as in the worker. */
const LOG_ROWS = 16_384;

export const ourKernels: Contestant[] = [
  ours(OURS, 'fastest', 'WebAssembly, as an experiment gets it'),
  ours('ours, not fused', 'exact', 'WebAssembly without fused multiply-add'),
  ours('ours, plain', 'plain', 'plain TypeScript'),
];

function ours(name: string, choice: KernelChoice, about: string): Contestant {
  return {
    name,
    about,
    start: work => {
      // In float64 nothing is ever fused.
      if (choice === 'exact' && work.dtype === 'float64') return Promise.resolve(null);
      const run = startRun(work, choice);
      return Promise.resolve({
        train: updates => Promise.resolve(timed(() => run.train(updates))),
        end: () => Promise.resolve(),
      });
    },
  };
}

/** A run that never comes to its end. */
export function startRun(
  work: Work,
  choice: KernelChoice,
  threads?: Threads,
  train = randomData(work),
): Run {
  const spec = specOf(work);
  const stream = createStream('numpy', 1);
  const parameters = initialParameters(spec.model, spec.rng, spec.dtype, stream);
  const data = { train, validation: null, test: null };
  return new Run(spec, data, parameters, stream, { kernels: choice, threads, logRows: LOG_ROWS });
}

function specOf({ sizes, hidden, output, batch, rows, dtype }: Work): RunSpec {
  const layer = (units: number, i: number): LayerSpec => ({
    name: `layer${i + 1}`,
    units,
    activation: i === sizes.length - 2 ? output : hidden,
    use_bias: true,
    kernel_initializer: { type: 'xavier_uniform' },
    bias_initializer: { type: 'zeros' },
    trainable: { kernel: true, bias: true },
    mask: null,
  });
  return {
    dtype,
    rng: { type: 'numpy', draw_order: ['init'], init_order: 'per_layer' },
    model: { inputs: sizes[0], layers: sizes.slice(1).map(layer), kernel_layout: 'in_out' },
    loss: {
      type: output === 'softmax' ? 'cross_entropy' : 'mse',
      scale: 1,
      output_reduction: 'mean',
      batch_reduction: 'mean',
    },
    optimizer: {
      type: 'sgd',
      learning_rate: 0.01,
      momentum: 0,
      nesterov: false,
      alpha: 0,
      rho: 0,
      betas: [0, 0],
      eps: 0,
      weight_decay: 0,
      decay_biases: false,
      l1: 0,
      gradient_clipping: null,
      schedule: { type: 'constant' },
    },
    trainer: {
      epochs: Number.MAX_SAFE_INTEGER,
      batch_size: batch === rows ? 'full' : batch,
      shuffle: 'never',
      drop_last: false,
      early_stopping: null,
      log_every: 1,
      log_format: null,
      checkpoint_every: null,
    },
    metrics: [],
  };
}

/** Uniform inputs, some of them 0, and classes (or numbers) drawn from the same stream. */
export function randomData({ sizes, output, rows, zeros, dtype }: Work): Dataset {
  const stream = createStream('numpy', 2);
  const outputs = sizes[sizes.length - 1];
  const x = createMatrix(dtype, rows, sizes[0]);
  const y = createMatrix(dtype, rows, outputs);
  for (let i = 0; i < x.data.length; i++) x.data[i] = stream.random();
  for (let i = 0; i < x.data.length; i++) if (stream.random() < zeros) x.data[i] = 0;
  for (let row = 0; row < rows; row++) {
    if (output === 'softmax') y.data[row * outputs + Math.floor(stream.random() * outputs)] = 1;
    else for (let k = 0; k < outputs; k++) y.data[row * outputs + k] = stream.random();
  }
  return { x, y };
}
