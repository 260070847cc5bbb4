/** What optimisers leave alone, what they add, and what they carry along. */
import assert from 'node:assert/strict';
import { plainKernels } from '../../../src/engine/kernels/plain';
import { createGradients } from '../../../src/engine/network/network';
import { isPlainDescent, Optimizer, stateCount } from '../../../src/engine/optimizers/optimizers';
import { createStream } from '../../../src/engine/rng/createStream';
import { OPTIMIZERS } from '../../../src/engine/ground/optimizers';
import type { OptimizerSpec } from '../../../src/engine/ground/spec';
import type { Run } from '../../../src/engine/training/run';
import {
  assertClose,
  dataset,
  layer,
  OPTIMIZER,
  parametersOf,
  randomMatrix,
  runSpec,
  startRun,
  train,
} from './support';

const KERNELS = plainKernels('float64');
const data = dataset(
  [
    [0.5, -1],
    [1, 2],
    [-0.3, 0.8],
  ],
  [[1], [0], [0.5]],
);
const NORMAL = { type: 'normal', mean: 0, std: 1 } as const;
const DRAWN = { kernel_initializer: NORMAL, bias_initializer: NORMAL };

function start(optimizer: Partial<OptimizerSpec>, trainable = { kernel: true, bias: true }): Run {
  const layers = [layer(3, 'tanh', { ...DRAWN, trainable }), layer(1, 'linear', DRAWN)];
  return startRun(runSpec(2, layers, { optimizer }), data);
}

/** Change of every parameter by one step. */
function changes(run: Run): { weights: number[]; biases: number[] }[] {
  const before = parametersOf(run);
  run.step();
  return parametersOf(run).map(({ weights, biases }, i) => ({
    weights: weights.flat().map((w, k) => w - before[i].weights.flat()[k]),
    biases: (biases ?? []).map((b, k) => b - (before[i].biases ?? [])[k]),
  }));
}

describe('Trainable', () => {
  for (const type of OPTIMIZERS) {
    it(`${type} leaves frozen kernels and biases alone, decay or not`, () => {
      const frozen = { type, weight_decay: 0.1, l1: 0.01 } as const;
      const [kernelOnly] = changes(start(frozen, { kernel: true, bias: false }));
      assert.ok(kernelOnly.weights.every(change => change !== 0));
      assert.ok(kernelOnly.biases.every(change => change === 0));
      const [biasOnly, rest] = changes(start(frozen, { kernel: false, bias: true }));
      assert.ok(biasOnly.weights.every(change => change === 0));
      assert.ok(biasOnly.biases.every(change => change !== 0));
      assert.ok(rest.weights.every(change => change !== 0));
    });
  }

  it('does not count frozen gradients in the norm that clips', () => {
    const clipped = { gradient_clipping: { norm: 1e-3 }, learning_rate: 1 };
    const [hidden, output] = changes(start(clipped, { kernel: false, bias: false }));
    const all = [...hidden.weights, ...hidden.biases, ...output.weights, ...output.biases];
    assertClose(Math.hypot(...all), 1e-3, 3e-6);
  });
});

describe('An optimiser', () => {
  it('is plain descent where nothing is added to −rate · g', () => {
    assert.ok(isPlainDescent(OPTIMIZER));
    const more: Partial<OptimizerSpec>[] = [
      { type: 'adam' },
      { momentum: 0.5 },
      { weight_decay: 0.1 },
      { l1: 0.1 },
      { gradient_clipping: { norm: 1 } },
    ];
    for (const changed of more) assert.ok(!isPlainDescent({ ...OPTIMIZER, ...changed }));
  });

  it('keeps as many numbers for each parameter as its rule needs', () => {
    const counts = OPTIMIZERS.map(type => [
      type,
      ...[0, 0.9].map(momentum => stateCount({ ...OPTIMIZER, type, momentum })),
    ]);
    assert.deepEqual(counts, [
      ['sgd', 0, 1],
      ['rmsprop', 1, 2],
      ['adagrad', 1, 1],
      ...['adadelta', 'adam', 'adamw', 'nadam'].map(type => [type, 2, 2]),
    ]);
  });
});

describe('Penalties', () => {
  const extra = (optimizer: Partial<OptimizerSpec>): ReturnType<typeof changes> => {
    const plain = changes(start({ learning_rate: 1 }));
    return changes(start({ learning_rate: 1, ...optimizer })).map(({ weights, biases }, i) => ({
      weights: weights.map((w, k) => w - plain[i].weights[k]),
      biases: biases.map((b, k) => b - plain[i].biases[k]),
    }));
  };
  let weights: number[][];
  let biases: number[] | null;
  before(() => ([{ weights, biases }] = parametersOf(start({}))));

  it('weight_decay adds decay · θ to the gradient', () => {
    const [hidden] = extra({ weight_decay: 0.1 });
    assertClose(
      hidden.weights,
      weights.flat().map(w => -0.1 * w),
      1e-14,
    );
    assertClose(
      hidden.biases,
      (biases ?? []).map(b => -0.1 * b),
      1e-14,
    );
  });

  it('l1 adds l1 · sign(θ) to the gradient', () => {
    const [hidden] = extra({ l1: 0.2 });
    assertClose(
      hidden.weights,
      weights.flat().map(w => -0.2 * Math.sign(w)),
      1e-14,
    );
    assertClose(
      hidden.biases,
      (biases ?? []).map(b => -0.2 * Math.sign(b)),
      1e-14,
    );
  });

  it('l1 pulls no weight that is zero', () => {
    const zeros = layer(1, 'relu', { kernel_initializer: { type: 'zeros' }, use_bias: false });
    const spec = runSpec(2, [zeros], { optimizer: { l1: 0.5 } });
    assert.deepEqual(parametersOf(train(startRun(spec, data)))[0].weights, [[0], [0]]);
  });

  it('spare the biases where decay_biases is false', () => {
    for (const penalty of [{ weight_decay: 0.1 }, { l1: 0.1 }]) {
      const [hidden] = extra({ ...penalty, decay_biases: false });
      assert.ok(hidden.biases.every(change => change === 0));
      assert.ok(hidden.weights.every(change => Math.abs(change) > 1e-4));
    }
  });

  it('of adamw shrink the parameters themselves, l1 stays in the gradient', () => {
    const adamw = { type: 'adamw', learning_rate: 0.1 } as const;
    const decayed = changes(start({ ...adamw, weight_decay: 0.5 }));
    const plain = changes(start({ ...adamw, weight_decay: 0 }));
    const apart = decayed[0].weights.map((w, k) => w - plain[0].weights[k]);
    assertClose(
      apart,
      weights.flat().map(w => -0.05 * w),
      1e-14,
    );
    const signed = changes(start({ ...adamw, l1: 1e6 }));
    assertClose(
      signed[0].weights,
      weights.flat().map(w => -0.1 * Math.sign(w)),
      1e-6,
    );
  });

  it('come after clipping', () => {
    const optimizer = { learning_rate: 1, gradient_clipping: { value: 1e-9 }, weight_decay: 0.1 };
    const [hidden] = changes(start(optimizer));
    assertClose(
      hidden.weights,
      weights.flat().map(w => -0.1 * w),
      1e-8,
    );
  });
});

describe('Clipping', () => {
  it('by a norm or value that is never reached changes nothing', () => {
    const plain = parametersOf(train(start({})));
    for (const gradient_clipping of [{ norm: 1e6 }, { value: 1e6 }]) {
      assert.deepEqual(parametersOf(train(start({ gradient_clipping }))), plain);
    }
  });

  it('leaves the gradients themselves as they are', () => {
    const run = start({ gradient_clipping: { value: 1e-3 }, weight_decay: 1 });
    const seen = run.peek().layers[0].gradW.data;
    const before = seen.slice();
    run.step();
    assert.deepEqual(seen, before);
  });
});

describe('The state of an optimiser', () => {
  for (const type of OPTIMIZERS) {
    it(`of ${type} can be saved and taken up again`, () => {
      const { model } = runSpec(2, [layer(3, 'tanh'), layer(1, 'linear')]);
      const gradients = createGradients(model, KERNELS);
      const stream = createStream('numpy', 2);
      const fill = (): void =>
        gradients.forEach(g =>
          g.weights.data.set(randomMatrix(stream, g.weights.rows, g.weights.cols).data),
        );
      const spec = { ...OPTIMIZER, type, momentum: 0.9 };
      const create = (from: ReturnType<typeof start>['parameters']) => {
        const parameters = from.map(({ weights, biases }) => ({
          weights: { ...weights, data: weights.data.slice() },
          biases: biases && biases.slice(),
        }));
        return {
          parameters,
          optimizer: new Optimizer(spec, model, KERNELS, parameters, gradients),
        };
      };
      const first = create(start({}).parameters);
      for (let i = 0; i < 3; i++) {
        fill();
        first.optimizer.step(0.1);
      }
      const second = create(first.parameters);
      second.optimizer.restore(structuredClone(first.optimizer.save()));
      for (let i = 0; i < 3; i++) {
        fill();
        first.optimizer.step(0.1);
        second.optimizer.step(0.1);
      }
      assert.deepEqual(second.parameters, first.parameters);
    });
  }
});
