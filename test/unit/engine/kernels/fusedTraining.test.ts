/** Which experiments are trained in whole updates, and what the kernels are told of them. */
import assert from 'node:assert/strict';
import { Batches } from '../../../../src/engine/network/batches';
import { initialParameters } from '../../../../src/engine/initial/initializers';
import { FUSED_BATCHES, fusedBlocks } from '../../../../src/engine/training/fused/blocks';
import type { FusedTraining, TrainingPlan } from '../../../../src/engine/training/fused/fused';
import { plainKernels } from '../../../../src/engine/kernels/plain';
import type { Team } from '../../../../src/engine/kernels/threadTeam';
import { addressOf, type WasmExports } from '../../../../src/engine/kernels/wasmModule';
import type { Kernels } from '../../../../src/engine/kernels/kernels';
import { createGradients } from '../../../../src/engine/network/network';
import { createStream } from '../../../../src/engine/rng/createStream';
import type {
  ActivationName,
  LossName,
  MetricSpec,
  OptimizerSpec,
  RunSpec,
} from '../../../../src/engine/ground/spec';
import { ACCURACY, layer, METRIC, randomMatrix, runSpec } from '../support';
import { canFuse } from '../../../../src/engine/training/fused/canFuse';
import { createFused } from '../../../../src/engine/training/fused/createFused';

const MSE: MetricSpec = { ...METRIC, type: 'mse' };

function net(activations: ActivationName[], loss: LossName, metrics: MetricSpec[] = []): RunSpec {
  const layers = activations.map(name => layer(3, name));
  return runSpec(2, layers, { loss: { type: loss }, metrics });
}

describe('Whole updates in one call', () => {
  it('are for the activations of the kernels, softmax at the end alone', () => {
    for (const name of ['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu'] as const) {
      assert.ok(canFuse(net([name, name], 'mse')), name);
    }
    assert.ok(!canFuse(net(['gelu', 'linear'], 'mse')));
    assert.ok(!canFuse(net(['linear', 'gelu'], 'mse')));
    assert.ok(!canFuse(net(['tanh', 'gelu', 'linear'], 'mse')));
    assert.ok(!canFuse(net(['softmax', 'linear'], 'mse')));
  });

  it('are for the losses of the kernels, each on its own output', () => {
    assert.ok(canFuse(net(['tanh', 'softmax'], 'cross_entropy')));
    assert.ok(!canFuse(net(['tanh', 'linear'], 'cross_entropy')));
    assert.ok(canFuse(net(['tanh', 'sigmoid'], 'binary_cross_entropy')));
    assert.ok(!canFuse(net(['tanh', 'linear'], 'binary_cross_entropy')));
    assert.ok(!canFuse(net(['tanh', 'softmax'], 'mse')));
    assert.ok(!canFuse(net(['tanh', 'linear'], 'huber')));
  });

  it('are for plain gradient descent', () => {
    const others: Partial<OptimizerSpec>[] = [
      { type: 'adam' },
      { momentum: 0.5 },
      { weight_decay: 0.1 },
      { l1: 0.1 },
      { gradient_clipping: { norm: 1 } },
    ];
    for (const optimizer of others) {
      const spec = runSpec(2, [layer(1, 'linear')], { optimizer });
      assert.ok(!canFuse(spec), JSON.stringify(optimizer));
    }
  });

  it('measure the loss, and an accuracy of one threshold', () => {
    const above = (threshold: number): MetricSpec => ({ ...ACCURACY, threshold });
    const measured = (...metrics: MetricSpec[]): boolean =>
      canFuse(net(['sigmoid'], 'mse', metrics));
    assert.ok(measured(MSE, above(0.7), above(0.7)));
    assert.ok(!measured(above(0.7), above(0.6)));
    assert.ok(!measured(MSE, { ...METRIC, type: 'mae' }));
  });
});

/** Kernels that note what they are told. */
function listening(answers: Partial<Record<string, (...args: number[]) => unknown>> = {}) {
  const told: unknown[][] = [];
  const memory = { buffer: new ArrayBuffer(1 << 20), grow: () => 0 };
  let free = 64;
  const usual: typeof answers = {
    allocate: bytes => (free += Math.ceil(bytes / 8) * 8) - Math.ceil(bytes / 8) * 8,
    setNetwork: () => 1,
    setData: () => 1,
    train: (_first, count) => count,
    ...answers,
  };
  const called =
    (name: string) =>
    (...args: number[]) => {
      told.push([name, ...args]);
      return usual[name]?.(...args);
    };
  const exports = new Proxy({} as WasmExports, {
    get: (_, name: string) => (name === 'memory' ? memory : called(name)),
  });
  const of = (name: string): unknown[][] => told.filter(([each]) => each === name);
  return { exports, of };
}

function planOf(changes: Parameters<typeof runSpec>[2] = {}): TrainingPlan {
  const layers = [
    layer(5, 'tanh', { trainable: { kernel: true, bias: false } }),
    layer(4, 'relu', { use_bias: false }),
    layer(2, 'sigmoid', { trainable: { kernel: false, bias: true } }),
  ];
  const spec = runSpec(3, layers, {
    loss: { type: 'binary_cross_entropy', scale: 0.5 },
    trainer: { batch_size: 4, shuffle: 'every_epoch' },
    ...changes,
  });
  const stream = createStream('numpy', 1);
  const kernels = plainKernels('float64');
  const train = { x: randomMatrix(stream, 10, 3), y: randomMatrix(stream, 10, 2) };
  const parameters = initialParameters(spec.model, spec.rng, 'float64', stream);
  const gradients = createGradients(spec.model, kernels);
  return {
    spec,
    train,
    parameters,
    gradients,
    batches: new Batches(train, spec.model, spec.trainer, kernels),
  };
}

/** Sets it up in the memory of these functions, where all arrays are. */
function fuse(
  exports: WasmExports,
  plan: TrainingPlan,
  { owns = () => true, team = null }: { owns?: Kernels['owns']; team?: Team | null } = {},
): FusedTraining | null {
  const reserve = (bytes: number): number => addressOf(exports, bytes);
  return createFused({ native: { exports, team }, owns, reserve }, plan);
}

describe('What the kernels are told of a training', () => {
  it('is nothing where an array is not in their memory', () => {
    const plan = planOf();
    const { pass, y } = plan.batches.full;
    const tensors = [
      ...[...plan.parameters, ...plan.gradients].flatMap(({ weights, biases }) => [
        weights.data,
        ...(biases ? [biases] : []),
      ]),
      ...pass.layers.flatMap(({ z, a, delta }) => [z.data, a.data, delta.data]),
      ...[pass.x.data, y.data, plan.train.x.data, plan.train.y.data],
    ];
    assert.equal(tensors.length, 5 + 5 + 9 + 4);
    for (const tensor of tensors) {
      const { exports, of } = listening();
      assert.equal(fuse(exports, plan, { owns: array => array !== tensor }), null);
      assert.equal(of('allocate').length, 0);
    }
    assert.ok(fuse(listening().exports, plan));
  });

  it('is nothing where there is no room', () => {
    for (let full = 0; full < 7; full++) {
      let asked = 0;
      const { exports } = listening({ allocate: () => (asked++ === full ? 0 : 64) });
      assert.equal(fuse(exports, planOf()), null, `${full}`);
    }
    const { exports } = listening({ setNetwork: () => 0 });
    assert.equal(fuse(exports, planOf()), null);
  });

  it('is nothing for an experiment that has no such way', () => {
    const { exports } = listening();
    const plan = planOf({ loss: { type: 'huber' } });
    assert.equal(fuse(exports, plan), null);
  });

  it('is where each number stands, which layers are trained, and what their columns are', () => {
    const { exports, of } = listening();
    const plan = planOf();
    fuse(exports, plan);
    const layersAt = of('setNetwork')[0][2];
    assert.deepEqual(of('setNetwork'), [['setNetwork', 3, layersAt, 3 * 128]]);
    // All stand at the beginning of a buffer of their own; where there are no biases the address is 0.
    const layers = of('setLayer').map(args => args.slice(1));
    assert.deepEqual(
      layers.map(args => args.slice(0, 4)),
      [
        [0, 3, 5, 2],
        [1, 5, 4, 3],
        [2, 4, 2, 1],
      ],
    );
    assert.deepEqual(
      layers.map(args => args.slice(-2)),
      [
        [true, false],
        [true, false],
        [false, true],
      ],
    );
    const columns = of('setColumns').map(args => args.slice(1));
    const bytes = 3 * FUSED_BATCHES * 8;
    const [[, first]] = columns as number[][];
    assert.deepEqual(columns, [
      [0, first, false],
      [1, first + bytes, false],
      [2, first + 2 * bytes, false],
    ]);
    assert.equal(of('setData')[0].at(5), 4, 'rows of a batch');
  });

  it('is the loss with its factor and its divisor', () => {
    const told = (loss: Partial<RunSpec['loss']>): unknown => {
      const { exports, of } = listening();
      const layers = [layer(2, loss.type === 'cross_entropy' ? 'softmax' : 'sigmoid')];
      const plan = planOf({ loss });
      const model = {
        ...plan.spec.model,
        layers: [...plan.spec.model.layers.slice(0, 2), ...layers],
      };
      fuse(exports, { ...plan, spec: { ...plan.spec, model } });
      return of('setLoss')[0].slice(1);
    };
    const mean = { scale: 0.5, output_reduction: 'mean', batch_reduction: 'mean' } as const;
    assert.deepEqual(told({ ...mean, type: 'mse' }), [0, 0.5, 2, true]);
    assert.deepEqual(told({ ...mean, type: 'binary_cross_entropy' }), [1, 0.5, 2, true]);
    assert.deepEqual(told({ ...mean, type: 'cross_entropy', output_reduction: 'sum' }), [
      2,
      0.5,
      1,
      true,
    ]);
    assert.deepEqual(told({ ...mean, type: 'mse', batch_reduction: 'sum' }), [0, 0.5, 2, false]);
  });

  it('is whether rows are counted, and from which threshold', () => {
    const told = (metrics: MetricSpec[]): unknown[] => {
      const { exports, of } = listening();
      fuse(exports, planOf({ loss: { type: 'mse' }, metrics }));
      return of('setMeasures')[0];
    };
    const [, , nowhere, usual] = told([MSE]);
    assert.deepEqual([nowhere, usual], [0, 0.5]);
    const [, , somewhere, threshold] = told([MSE, { ...ACCURACY, threshold: 0.75 }]);
    assert.notEqual(somewhere, 0);
    assert.equal(threshold, 0.75);
  });

  it('is the order of an epoch once, and recording when it changes', () => {
    const { exports, of } = listening();
    const plan = planOf();
    const training = fuse(exports, plan);
    assert.ok(training);
    const order = Int32Array.from({ length: 10 }, (_, i) => 9 - i);
    training.train(0, 2, order, 0.1, false);
    const [, first, count, perEpoch, lastRows, address, rate] = of('train')[0] as number[];
    assert.deepEqual([first, count, perEpoch, lastRows, rate], [0, 2, 3, 2, 0.1]);
    const there = new Int32Array(exports.memory.buffer, address, 10);
    assert.deepEqual(there, order);
    order.reverse();
    training.train(2, 1, order, 0.1, false);
    assert.equal(there[0], 9, 'the same array is known already');
    training.train(2, 1, order.slice(), 0.1, false);
    assert.equal(there[0], 0);
    training.train(2, 1, null, 0.1, true);
    assert.equal(of('train').at(-1)?.at(-2), 0, 'no order at all');
    training.train(2, 1, null, 0.1, true);
    training.train(2, 1, null, 0.1, false);
    assert.deepEqual(of('setRecording'), [
      ['setRecording', true, FUSED_BATCHES * 8],
      ['setRecording', false, FUSED_BATCHES * 8],
    ]);
  });

  it('takes the memory that was reserved for it', () => {
    const { exports, of } = listening();
    fuse(exports, planOf());
    const taken = of('allocate').map(([, bytes]) => Number(bytes));
    // Three layers, ten rows in batches of four.
    const [order, sums, corrects, columns] = taken;
    assert.deepEqual([order, sums, corrects], [10 * 4, FUSED_BATCHES * 8, FUSED_BATCHES * 4]);
    assert.equal(columns, 9 * FUSED_BATCHES * 8);
    assert.deepEqual(taken, Object.values(fusedBlocks(planOf())));
  });

  it('leaves its sums in columns that lie side by side', () => {
    const { exports, of } = listening();
    const training = fuse(exports, planOf());
    assert.ok(training);
    const { lossSums, correctRows, squares } = training;
    assert.equal(training.limit, FUSED_BATCHES);
    assert.deepEqual([lossSums.length, correctRows.length], [FUSED_BATCHES, FUSED_BATCHES]);
    const [, sums] = of('setMeasures')[0];
    assert.equal(lossSums.byteOffset, sums);
    squares.forEach(({ delta, gradW, weights }, i) => {
      const [, , at] = of('setColumns')[i] as number[];
      const offsets = [delta, gradW, weights].map(column => column.byteOffset - at);
      assert.deepEqual(offsets, [0, FUSED_BATCHES * 8, 2 * FUSED_BATCHES * 8]);
      assert.equal(weights.length, FUSED_BATCHES);
    });
  });

  it('is what its threads are asked for, and how much was done', () => {
    const asked: unknown[] = [];
    const team: Team = {
      used: 2,
      begin: () => void asked.push('begin'),
      measured: batches => void asked.push(batches),
      dismiss: () => void asked.push('dismiss'),
      end: () => void asked.push('end'),
    };
    const { exports } = listening();
    const training = fuse(exports, planOf(), { team });
    assert.equal(training?.train(0, 3, null, 0.1, false), 3);
    assert.equal(training.threads, 2);
    training.dismiss();
    training.end();
    assert.deepEqual(asked, ['begin', 3, 'dismiss', 'end']);
    const alone = fuse(exports, planOf());
    assert.equal(alone?.threads, 1);
    alone.dismiss();
    alone.end();
  });
});
