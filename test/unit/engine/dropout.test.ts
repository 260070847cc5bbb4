/** Dropout in a run: what is drawn and when, what is evaluated without it, what a state needs of it. */
import assert from 'node:assert/strict';
import { checkGradients } from '../../../src/engine/checking/gradientCheck';
import { checkRun } from '../../../src/engine/checking/runCheck';
import { initialParameters } from '../../../src/engine/initial/initializers';
import { createMatrix, toRows } from '../../../src/engine/ground/matrix';
import {
  ACTIVATIONS,
  STREAMS,
  type Dtype,
  type LayerSpec,
  type RngSpec,
  type RunSpec,
} from '../../../src/engine/ground/spec';
import { OPTIMIZERS } from '../../../src/engine/ground/optimizers';
import { drawMasks } from '../../../src/engine/network/masks/masks';
import { createStream } from '../../../src/engine/rng/createStream';
import { forkFrom } from '../../../src/engine/training/fork';
import { canFuse } from '../../../src/engine/training/fused/canFuse';
import { Run } from '../../../src/engine/training/run';
import {
  ACCURACY,
  assertClose,
  column,
  dataset,
  FIXTURES,
  layer,
  METRIC,
  oneHot,
  parametersOf,
  randomMatrix,
  readJson,
  runSpec,
  startRun,
} from './support';

const CLASSES = [0, 2, 1, 1, 0, 2, 2, 0, 1, 2, 1];

type Changes = NonNullable<Parameters<typeof runSpec>[2]>;

const layers = (rate: number | null): LayerSpec[] => {
  const mask = rate === null ? null : ({ type: 'dropout', rate } as const);
  return [layer(7, 'tanh', { mask }), layer(5, 'sigmoid', { mask }), layer(3, 'softmax')];
};

function spec(changes: Changes = {}, rate: number | null = 0.4): RunSpec {
  return runSpec(4, layers(rate), {
    loss: { type: 'cross_entropy' },
    trainer: { epochs: 100, batch_size: 4, shuffle: 'every_epoch' },
    metrics: [ACCURACY],
    ...changes,
  });
}

function data(dtype: Dtype) {
  const x = randomMatrix(createStream('numpy', 7), CLASSES.length, 4, -1, 1, dtype);
  return { x, y: dataset([], oneHot(CLASSES, 3), dtype).y };
}

const start = (own: RunSpec, seed = 3): Run =>
  startRun(own, data(own.dtype), createStream(own.rng.type, seed), {
    validation: data(own.dtype),
  });

const masksOf = (run: Run): (number[] | null)[] =>
  run.peek().layers.map(({ mask }) => mask && Array.from(mask.data));

describe('A mask of dropout', () => {
  const drawn = (
    type: RngSpec['type'],
    seed: number,
    dtype: Dtype,
    count: number,
    rate: number,
  ) => {
    const mask = createMatrix(dtype, 1, count);
    const { model } = runSpec(1, [
      layer(count, 'tanh', { mask: { type: 'dropout', rate } }),
      layer(1, 'tanh'),
    ]);
    drawMasks(model, [mask, null], createStream(type, seed));
    return Array.from(mask.data);
  };

  it("is what PyTorch's own numbers say, in the dtype of the run", () => {
    interface Case {
      seed: number;
      rand_7_f32: number[];
      rand_4_f64: number[];
    }
    const { torch_cases: cases } = readJson<{ torch_cases: Case[] }>(FIXTURES, 'rng.json');
    assert.ok(cases.length > 0);
    for (const { seed, rand_7_f32: f32, rand_4_f64: f64 } of cases) {
      const kept = Math.fround(1 / (1 - 0.45));
      const expected = f32.map(u => (u >= 0.45 ? kept : 0));
      assert.deepEqual(drawn('torch', seed, 'float32', 7, 0.45), expected);
      const wide = f64.map(u => (u >= 0.45 ? 1 / (1 - 0.45) : 0));
      assert.deepEqual(drawn('torch', seed, 'float64', 4, 0.45), wide);
      // A number that is drawn as the rate itself is kept, as it is rounded in the run's dtype.
      assert.equal(drawn('torch', seed, 'float32', 7, f32[3])[3], Math.fround(1 / (1 - f32[3])));
    }
  });

  it("is drawn from NumPy's float64 numbers also in float32", () => {
    for (const type of ['numpy', 'numpy_default_rng'] as const) {
      const [u] = createStream(type, 5).uniform(1, 0, 1, 'float64');
      // Between the number and its float32 neighbour: only one of the two is dropped.
      const between = u + (Math.fround(u) - u) / 2;
      const kept = u >= between ? Math.fround(1 / (1 - between)) : 0;
      assert.deepEqual(drawn(type, 5, 'float32', 1, between), [kept]);
    }
  });

  it('drops the share that it says, and keeps the mean', () => {
    for (const type of STREAMS) {
      const mask = drawn(type, 1, 'float64', 20_000, 0.3);
      const mean = mask.reduce((sum, factor) => sum + factor, 0) / mask.length;
      const share = mask.filter(factor => factor === 0).length / mask.length;
      assert.ok(Math.abs(mean - 1) < 0.02, `${mean}`);
      assert.ok(Math.abs(share - 0.3) < 0.01, `${share}`);
      assert.deepEqual(new Set(mask), new Set([0, 1 / 0.7]));
    }
  });

  it('of a rate of 0 is all ones: the numbers are those without it', () => {
    const trainer = { epochs: 5, batch_size: 4 };
    const [zero, none] = [spec({ trainer }, 0), spec({ trainer }, null)].map(own => start(own));
    for (const run of [zero, none]) run.train(15);
    assert.deepEqual(parametersOf(zero), parametersOf(none));
    assert.deepEqual(zero.lastEpoch, none.lastEpoch);
  });

  it('is drawn for every batch anew, layer after layer, after the order of the epoch', () => {
    const run = start(spec({ trainer: { epochs: 9, batch_size: 6, shuffle: 'every_epoch' } }));
    const stream = createStream('numpy', 3);
    initialParameters(run.spec.model, run.spec.rng, 'float64', stream);
    for (let step = 0; step < 6; step++) {
      if (step % 2 === 0) stream.permutation(CLASSES.length);
      const rows = step % 2 === 0 ? 6 : 5;
      const [first, second] = [7, 5].map(units =>
        Array.from(stream.uniform(rows * units, 0, 1, 'float64'), u => (u >= 0.4 ? 1 / 0.6 : 0)),
      );
      assert.deepEqual(masksOf(run), [first, second, null], `step ${step}`);
      run.step();
    }
  });
});

const VARIANTS: [string, Changes][] = [
  ...OPTIMIZERS.map((type): [string, Changes] => [
    type,
    { optimizer: { type, learning_rate: 0.05 } },
  ]),
  ...STREAMS.map((type): [string, Changes] => [`the stream of ${type}`, { rng: { type } }]),
  ['float32', { dtype: 'float32' }],
  ['a full batch', { trainer: { epochs: 100, batch_size: 'full' } }],
  ['single rows', { trainer: { epochs: 100, batch_size: 1, shuffle: 'every_epoch' } }],
];

describe('A run with dropout', () => {
  for (const [name, changes] of VARIANTS) {
    it(`goes back and again to the same bits, looked at or not, with ${name}`, () => {
      const run = start(spec(changes));
      run.train(7);
      const early = run.save();
      const masks = masksOf(run);
      const seen = run.save();
      assert.deepEqual(masksOf(run), masks);
      run.train(50);
      const late = run.save();
      for (const state of [seen, early]) {
        run.restore(state);
        assert.deepEqual(masksOf(run), masks);
      }
      for (let i = 0; i < 50; i++) {
        if (i % 3 === 0) run.peek();
        run.step();
      }
      assert.deepEqual(run.save(), late);
    });

    it(`has the same numbers on every kernel, with ${name}`, () => {
      const own = spec(changes);
      const [plain, exact] = (['plain', 'exact'] as const).map(kernels =>
        startRun(own, data(own.dtype), createStream(own.rng.type, 3), {}, kernels),
      );
      for (const run of [plain, exact]) run.train(20);
      assertClose(
        parametersOf(exact).map(({ weights }) => weights),
        parametersOf(plain).map(({ weights }) => weights),
        own.dtype === 'float64' ? 0 : 1e-6,
      );
    });
  }

  it('takes its steps one by one, on one thread', () => {
    const own = spec({ metrics: [] });
    assert.equal(canFuse(own), false);
    assert.equal(canFuse(spec({ metrics: [] }, null)), true);
  });

  it('goes on in a fork that changes nothing as if nothing had happened', () => {
    const [original, fork] = [start(spec()), start(spec(), 99)];
    original.train(8);
    original.peek();
    forkFrom(original, fork);
    for (const run of [original, fork]) run.train(20);
    assert.deepEqual(fork.save(), original.save());
  });

  it('is another one with another seed or another rate', () => {
    const results = [start(spec()), start(spec(), 4), start(spec({}, 0.5))].map(run => {
      run.train(9);
      return JSON.stringify(parametersOf(run));
    });
    assert.equal(new Set(results).size, 3);
  });
});

describe('Evaluating a network with dropout', () => {
  const evaluated = {
    ...METRIC,
    name: 'end',
    type: 'cross_entropy',
    evaluate: 'end_of_epoch',
  } as const;
  for (const batch_size of [4, 'full'] as const) {
    it(`uses no mask and no factor: predictions and metrics, batch size ${batch_size}`, () => {
      const trainer = { epochs: 3, batch_size, shuffle: 'never' } as const;
      const metrics = [ACCURACY, evaluated];
      const run = start(spec({ trainer, metrics }));
      while (!run.done) run.step();
      const { x } = data('float64');
      const whole = new Run(
        spec({ trainer: { epochs: 1, batch_size: 'full' }, metrics: [] }, null),
        run.data,
        run.parameters,
        createStream('numpy', 0),
      );
      assert.deepEqual(toRows(run.predict(x)), toRows(whole.predict(x)));
      assert.deepEqual(
        run.activations(x, [0, 1]).map(toRows),
        whole.activations(x, [0, 1]).map(toRows),
      );
      const { loss } = whole.peek();
      const last = (name: string): number => column(run, name).at(-1) ?? NaN;
      for (const name of ['end', 'val_end', 'val_loss']) assertClose(last(name), loss, 1e-12, name);
      assert.notEqual(last('loss'), last('val_loss'));
      assert.equal(last('accuracy'), last('val_accuracy'));
    });
  }
});

describe('The gradient check of a network with dropout', () => {
  for (const activation of ACTIVATIONS.filter(name => name !== 'softmax')) {
    for (const dtype of ['float64', 'float32'] as const) {
      it(`holds its masks fixed, and agrees: ${activation}, ${dtype}`, () => {
        const mask = { type: 'dropout', rate: 0.5 } as const;
        // A z of exactly 0, where all inputs of a row are dropped, is a kink.
        const bias_initializer = { type: 'normal', mean: 0, std: 0.5 } as const;
        const hidden = { mask, bias_initializer };
        const own = runSpec(
          4,
          [layer(6, activation, hidden), layer(5, activation, hidden), layer(3, 'linear')],
          {
            dtype,
            optimizer: { weight_decay: 0.1 },
          },
        );
        const run = start(own);
        const { maxRelativeError, parameters } = checkRun(run);
        assert.ok(maxRelativeError < 1e-6, `${maxRelativeError}`);
        assert.ok(parameters.every(({ checked }) => checked > 0));
      });
    }
  }

  it('differs from the gradients of the network without its masks', () => {
    const run = start(spec());
    const { x, y, layers: recorded } = run.peek();
    const gradients = recorded.map(({ gradW, gradB }) => ({ weights: gradW, biases: gradB }));
    const { maxRelativeError } = checkGradients(run.spec, run.parameters, x, y, { gradients });
    assert.ok(maxRelativeError > 0.01);
  });
});
