/** Random experiments for the engine: every choice of its kernels, sizes around all their bounds. */
import { createMatrix } from '../../../src/engine/ground/matrix';
import type { RandomStream } from '../../../src/engine/rng/stream';
import { OPTIMIZERS } from '../../../src/engine/ground/optimizers';
import {
  ACTIVATIONS,
  STREAMS,
  type ActivationName,
  type Dataset,
  type DataParts,
  type LayerSpec,
  type LossName,
  type MetricSpec,
  type OptimizerSpec,
  type RunSpec,
  type TrainerSpec,
} from '../../../src/engine/ground/spec';
import { ACCURACY, layer, METRIC, OPTIMIZER, runSpec } from '../../unit/engine/support';
import { createStream } from '../../../src/engine/rng/createStream';

export interface EngineCase {
  title: string;
  spec: RunSpec;
  data: DataParts;
}

/** Around widths of vectors, tiles and blocks; 2048 weights, where a matrix becomes large. */
const UNITS = [1, 2, 3, 4, 5, 7, 8, 9, 10, 16, 17, 33, 70];
const INPUTS = [1, 2, 3, 5, 8, 31, 64, 100, 205, 260, 300];
/** Around 4 rows of a tile, 12 from which packing pays, 256 of a block of sums. */
const ROWS = [1, 2, 3, 4, 5, 11, 12, 13, 30, 65, 257, 300];
const BATCHES: TrainerSpec['batch_size'][] = [1, 1, 1, 2, 3, 5, 11, 12, 13, 64, 256, 257, 'full'];
const SIMPLE: ActivationName[] = ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu'];
const UPDATES = 24;

class Dice {
  constructor(readonly stream: RandomStream) {}

  below(n: number): number {
    return this.stream.randint(0, n, 1)[0];
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)];
  }

  /** True once in `n` times. */
  once(n: number): boolean {
    return this.below(n) === 0;
  }
}

export function engineCase(seed: number): EngineCase {
  const dice = new Dice(createStream('numpy', seed));
  const dtype = dice.pick(['float64', 'float32'] as const);
  // Plain descent on simple layers is done by whole updates in WebAssembly: more of it.
  const simple = !dice.once(4);
  const rows = dice.pick(ROWS);
  const batch = dice.pick(BATCHES);
  const perEpoch = Math.ceil(rows / (batch === 'full' ? rows : batch));
  const loss = lossOf(dice, simple);
  const inputs = dice.pick(INPUTS);
  const layers = layersOf(dice, loss, simple);
  const spec = runSpec(inputs, layers, {
    dtype,
    rng: { type: dice.pick(STREAMS) },
    loss: {
      type: loss,
      scale: dice.pick([1, 0.5]),
      batch_reduction: dice.pick(['mean', 'sum']),
      output_reduction: dice.pick(['mean', 'sum']),
    },
    optimizer: simple ? { learning_rate: 0.02, schedule: scheduleOf(dice) } : optimizerOf(dice),
    trainer: {
      epochs: Math.max(2, Math.ceil(UPDATES / perEpoch)),
      batch_size: batch,
      shuffle: dice.pick(['never', 'every_epoch']),
      drop_last: batch !== 'full' && batch <= rows && dice.once(2),
    },
    metrics: metricsOf(dice, loss),
  });
  const train = dataOf(dice, spec, rows);
  const validation = dice.once(3) ? dataOf(dice, spec, 1 + dice.below(40)) : null;
  const shape = layers.map(({ activation, units }) => `${activation} ${units}`).join(' ');
  const title = `${dtype}, ${inputs} inputs, ${shape}, ${loss}, ${rows} rows, batch ${batch}, ${spec.optimizer.type}`;
  return { title, spec, data: { train, validation, test: null } };
}

function lossOf(dice: Dice, simple: boolean): LossName {
  const fused: LossName[] = ['mse', 'binary_cross_entropy', 'cross_entropy'];
  return dice.pick(simple ? fused : [...fused, 'mae', 'huber', 'hinge']);
}

function layersOf(dice: Dice, loss: LossName, simple: boolean): LayerSpec[] {
  const hidden = simple ? SIMPLE : ACTIVATIONS.filter(name => name !== 'softmax');
  const outputs: Partial<Record<LossName, readonly ActivationName[]>> = {
    binary_cross_entropy: ['sigmoid'],
    cross_entropy: ['softmax'],
  };
  const output = outputs[loss] ?? (simple ? SIMPLE : ACTIVATIONS);
  const depth = dice.pick([1, 1, 2, 2, 3, 4]);
  return Array.from({ length: depth }, (_, i) =>
    layer(dice.pick(UNITS), dice.pick(i === depth - 1 ? output : hidden), {
      name: `layer${i + 1}`,
      use_bias: !dice.once(3),
      trainable: { kernel: !dice.once(5), bias: !dice.once(4) },
    }),
  );
}

function scheduleOf(dice: Dice): OptimizerSpec['schedule'] {
  return dice.pick([
    { type: 'constant' },
    { type: 'constant' },
    { type: 'exponential', gamma: 0.9 },
    { type: 'step', step_size: 2, gamma: 0.5 },
    { type: 'cosine', min_lr: 0.001 },
  ]);
}

function optimizerOf(dice: Dice): OptimizerSpec {
  const type = dice.pick(OPTIMIZERS);
  const momentum = type === 'sgd' || type === 'rmsprop' ? dice.pick([0, 0.9]) : 0;
  return {
    ...OPTIMIZER,
    type,
    learning_rate: 0.01,
    momentum,
    nesterov: type === 'sgd' && momentum > 0 && dice.once(2),
    weight_decay: dice.pick([0, 0, 0.01]),
    decay_biases: dice.once(2),
    l1: dice.pick([0, 0, 0.001]),
    gradient_clipping: dice.pick([null, null, { norm: 0.5 }, { value: 0.05 }]),
    schedule: scheduleOf(dice),
  };
}

function metricsOf(dice: Dice, loss: LossName): MetricSpec[] {
  const other: LossName[] = ['mse', 'binary_cross_entropy', 'cross_entropy'];
  return dice.pick<MetricSpec[]>([
    [],
    [ACCURACY],
    [{ ...ACCURACY, evaluate: 'running' }],
    [{ ...METRIC, type: loss, evaluate: 'end_of_epoch' }],
    [{ ...METRIC, type: loss, epoch_reduction: 'sum' }],
    [METRIC, { ...METRIC, name: 'second', type: other.includes(loss) ? loss : 'mse' }],
  ]);
}

/** Half of them sparse, or with targets that are no classes. */
function dataOf(dice: Dice, { model, dtype, loss }: RunSpec, rows: number): Dataset {
  const { stream } = dice;
  const outputs = model.layers[model.layers.length - 1].units;
  const x = createMatrix(dtype, rows, model.inputs);
  const y = createMatrix(dtype, rows, outputs);
  x.data.set(stream.normal(x.data.length, 0, 1, dtype));
  const kept = dice.pick([1, 1, 0.7, 0.3]);
  x.data.forEach((_, i) => {
    if (stream.random() >= kept) x.data[i] = 0;
  });
  if (loss.type === 'hinge') {
    y.data.forEach((_, i) => (y.data[i] = dice.once(2) ? 1 : -1));
  } else if (dice.once(2)) {
    y.data.set(stream.uniform(y.data.length, 0, 1, dtype));
  } else {
    for (let r = 0; r < rows; r++) y.data[r * outputs + dice.below(outputs)] = 1;
  }
  return { x, y };
}
