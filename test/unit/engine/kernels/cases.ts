/** Experiments of all kinds and sizes, for tests that compute each in several ways. */
import { initialParameters } from '../../../../src/engine/initial/initializers';
import type { KernelChoice } from '../../../../src/engine/training/kernelChoice';
import { createMatrix } from '../../../../src/engine/ground/matrix';
import type { RandomStream } from '../../../../src/engine/rng/stream';
import { Run } from '../../../../src/engine/training/run';
import type {
  ActivationName,
  Dataset,
  Dtype,
  LossName,
  MetricSpec,
  RunSpec,
  TrainerSpec,
} from '../../../../src/engine/ground/spec';
import { ACCURACY, layer, METRIC, runSpec } from '../support';
import { createStream } from '../../../../src/engine/rng/createStream';

/** Sizes around the widths of vectors, tiles and blocks, and across the bounds between methods. */
const UNITS = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33, 64, 70, 130];
const INPUTS = [1, 2, 3, 5, 8, 31, 64, 100, 260];
const ROWS = [1, 2, 3, 4, 5, 7, 13, 30, 65, 300];
const BATCHES: TrainerSpec['batch_size'][] = [1, 1, 2, 3, 5, 8, 16, 64, 'full', 'full'];
const SIMPLE: ActivationName[] = ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu'];

export interface Case {
  title: string;
  spec: RunSpec;
  train: Dataset;
  validation: Dataset | null;
}

export function startRun({ spec, train, validation }: Case, choice: KernelChoice): Run {
  const stream = createStream('numpy', 1);
  const parameters = initialParameters(spec.model, spec.rng, spec.dtype, stream);
  return new Run(spec, { train, validation, test: null }, parameters, stream, { kernels: choice });
}

/** A first layer of the given size, and a small one on top. */
export function largeCase(
  dtype: Dtype,
  inputs: number,
  units: number,
  rows: number,
  batch: TrainerSpec['batch_size'],
  zeros: number,
): Case {
  const spec = runSpec(inputs, [layer(units, 'tanh'), layer(3, 'softmax')], {
    dtype,
    loss: { type: 'cross_entropy' },
    optimizer: { learning_rate: 0.02 },
    trainer: { epochs: 3, batch_size: batch, shuffle: 'every_epoch' },
  });
  const random = createStream('numpy', inputs + units);
  const train = randomData(random, spec, rows);
  train.x.data.set(random.normal(train.x.data.length, 0, 1, dtype));
  train.x.data.forEach((_, i) => {
    if (random.random() < zeros) train.x.data[i] = 0;
  });
  const title = `${inputs} inputs, ${units} units, ${rows} rows, batch ${batch}`;
  return { title, spec, train, validation: null };
}

export function randomCase(random: RandomStream, dtype: Dtype): Case {
  const pick = <T>(from: readonly T[]): T => from[random.randint(0, from.length, 1)[0]];
  const loss = pick<LossName>(['mse', 'binary_cross_entropy', 'cross_entropy']);
  const output: Partial<Record<LossName, ActivationName[]>> = {
    mse: SIMPLE,
    binary_cross_entropy: ['sigmoid'],
    cross_entropy: ['softmax'],
  };
  const depth = 1 + random.randint(0, 3, 1)[0];
  const layers = Array.from({ length: depth }, (_, i) =>
    layer(pick(UNITS), pick(i === depth - 1 ? (output[loss] ?? []) : SIMPLE), {
      name: `layer${i + 1}`,
      use_bias: pick([true, true, false]),
      trainable: { kernel: pick([true, true, true, false]), bias: pick([true, true, false]) },
    }),
  );
  const [inputs, rows, batch] = [pick(INPUTS), pick(ROWS), pick(BATCHES)];
  const spec = runSpec(inputs, layers, {
    dtype,
    loss: {
      type: loss,
      scale: pick([1, 0.5]),
      batch_reduction: pick(['mean', 'sum']),
      output_reduction: pick(['mean', 'sum']),
    },
    optimizer: {
      learning_rate: 0.02,
      schedule: pick([{ type: 'constant' }, { type: 'exponential', gamma: 0.9 }]),
    },
    trainer: {
      epochs: 4,
      batch_size: batch,
      shuffle: pick(['never', 'every_epoch']),
      drop_last: batch !== 'full' && batch <= rows && pick([true, false]),
    },
    metrics: pick<MetricSpec[]>([
      [],
      [ACCURACY],
      [{ ...ACCURACY, evaluate: 'running' }],
      [{ ...METRIC, type: loss, evaluate: 'end_of_epoch' }],
    ]),
  });
  const data = randomData(random, spec, rows);
  const shape = layers.map(({ activation, units }) => `${activation} ${units}`).join(' ');
  return {
    title: `${inputs} inputs, ${shape}, ${loss}, ${rows} rows, batch ${batch}`,
    spec,
    train: data,
    validation: pick([data, null]),
  };
}

/** Half of them sparse, or with targets that are no classes. */
function randomData(random: RandomStream, { model, dtype, loss }: RunSpec, rows: number): Dataset {
  const outputs = model.layers[model.layers.length - 1].units;
  const x = createMatrix(dtype, rows, model.inputs);
  const y = createMatrix(dtype, rows, outputs);
  x.data.set(random.normal(x.data.length, 0, 1, dtype));
  if (random.random() < 0.5) x.data.forEach((_, i) => (x.data[i] *= Number(random.random() < 0.3)));
  if (loss.type === 'mse' || random.random() < 0.5) {
    y.data.set(random.uniform(y.data.length, 0, 1, dtype));
  } else {
    for (let r = 0; r < rows; r++) y.data[r * outputs + random.randint(0, outputs, 1)[0]] = 1;
  }
  return { x, y };
}
