/** What the reference leaves out, against numbers made by test/fixtures/reference/makeTorch.py. */
import assert from 'node:assert/strict';
import { activate } from '../../../src/engine/functions/activations';
import { initialParameters } from '../../../src/engine/initial/initializers';
import { lossGradient, lossSum, lossDivisor } from '../../../src/engine/functions/losses';
import { createMatrix, matrixFromRows, toRows } from '../../../src/engine/ground/matrix';
import { createStream } from '../../../src/engine/rng/createStream';
import { learningRate } from '../../../src/engine/optimizers/schedules';
import { multiplyBySlope } from '../../../src/engine/functions/slopes';
import type {
  ActivationName,
  Dtype,
  InitializerSpec,
  LossName,
  OptimizerSpec,
  ScheduleSpec,
} from '../../../src/engine/ground/spec';
import {
  assertClose,
  dataset,
  FIXTURES,
  layer,
  LOSS,
  OPTIMIZER,
  parametersOf,
  readJson,
  runSpec,
  startRun,
  train,
  values,
} from './support';

interface Fixture {
  z: number[];
  activations: Record<Exclude<ActivationName, 'softmax'>, { a: number[]; slope: number[] }>;
  logits: number[][];
  losses: Record<string, { y: number[][]; loss: number; delta: number[][] }>;
  linear: { X: number[][]; Y: number[][]; W: number[][]; B: number[] };
  optimizers: Record<string, { W: number[][]; b: number[] }>;
  schedules: Record<string, number[]>;
  initializers: {
    type: string;
    dtype: Dtype;
    weight: number[][];
    bias?: number[];
  }[];
  float32: {
    x: number[][];
    y: number[][];
    w: number[][];
    b: number[];
    steps: {
      loss: number;
      z: number[][];
      gradW: number[][];
      gradB: number[];
      w: number[][];
      b: number[];
    }[];
  };
}

const fixture = readJson<Fixture>(FIXTURES, 'torch.json');

describe('Activations against PyTorch', () => {
  for (const [name, { a: value, slope }] of Object.entries(fixture.activations)) {
    it(`${name} and its slope`, () => {
      const z = matrixFromRows('float64', [fixture.z]);
      const a = createMatrix('float64', 1, fixture.z.length);
      activate(name as ActivationName, z, a);
      // PyTorch's gelu loses what 1 + erf(z/√2) loses left of −5: absolute accuracy.
      assertClose(Array.from(a.data), value, 1e-15, name);
      const gradient = matrixFromRows('float64', [fixture.z.map(() => 1)]);
      multiplyBySlope(name as ActivationName, z, a, gradient);
      assertClose(Array.from(gradient.data), slope, 4e-15, `slope of ${name}`);
    });
  }
});

describe('Losses on output activations against PyTorch', () => {
  for (const [name, { y, loss, delta }] of Object.entries(fixture.losses)) {
    it(`${name}: value and gradient`, () => {
      const [type, activation] = name.split(' ') as [LossName, ActivationName];
      const z = matrixFromRows('float64', fixture.logits);
      const out = { activation, z, a: createMatrix('float64', 4, 3) };
      activate(activation, z, out.a);
      const targets = matrixFromRows('float64', y);
      const spec = { ...LOSS, type };
      assertClose(lossSum(type, out, targets) / lossDivisor(spec, 4, 3), loss, 1e-14, 'loss');
      const actual = createMatrix('float64', 4, 3);
      lossGradient(spec, out, targets, actual);
      assertClose(toRows(actual), delta, 1e-14, 'delta');
    });
  }
});

const OPTIMIZERS: Record<string, Partial<OptimizerSpec>> = {
  sgd: {},
  'sgd weight_decay momentum': { momentum: 0.8, weight_decay: 0.05 },
  'sgd nesterov': { momentum: 0.9, nesterov: true },
  rmsprop: { type: 'rmsprop', learning_rate: 0.02, alpha: 0.9 },
  'rmsprop momentum': {
    type: 'rmsprop',
    learning_rate: 0.02,
    alpha: 0.9,
    momentum: 0.7,
    weight_decay: 0.1,
  },
  adagrad: { type: 'adagrad', weight_decay: 0.1, eps: 1e-10 },
  adadelta: { type: 'adadelta', learning_rate: 1, rho: 0.85, eps: 1e-6 },
  'adadelta weight_decay': { type: 'adadelta', learning_rate: 0.5, weight_decay: 0.1, eps: 1e-6 },
  adam: { type: 'adam', learning_rate: 0.05, betas: [0.8, 0.95], weight_decay: 0.1 },
  adamw: { type: 'adamw', learning_rate: 0.05, betas: [0.8, 0.95], weight_decay: 0.2 },
  nadam: { type: 'nadam', learning_rate: 0.05, betas: [0.8, 0.95] },
  'nadam weight_decay': { type: 'nadam', learning_rate: 0.05, weight_decay: 0.1 },
  'clip norm': { gradient_clipping: { norm: 0.5 } },
  'clip value': { momentum: 0.5, gradient_clipping: { value: 0.3 } },
};

describe('Ten steps of every optimiser against PyTorch', () => {
  const { X, Y, W, B } = fixture.linear;
  for (const [name, expected] of Object.entries(fixture.optimizers)) {
    it(name, () => {
      const own = layer(2, 'linear', {
        kernel_initializer: values(W),
        bias_initializer: values([B]),
      });
      const spec = runSpec(3, [own], { optimizer: OPTIMIZERS[name], trainer: { epochs: 10 } });
      const [{ weights, biases }] = parametersOf(train(startRun(spec, dataset(X, Y))));
      assertClose(weights, expected.W, 1e-14, 'W');
      assertClose(biases, expected.b, 1e-14, 'b');
    });
  }
});

const SCHEDULES: Record<string, ScheduleSpec> = {
  step: { type: 'step', step_size: 3, gamma: 0.5 },
  exponential: { type: 'exponential', gamma: 0.8 },
  cosine: { type: 'cosine', min_lr: 0.01 },
};

describe('Schedules against PyTorch', () => {
  for (const [name, expected] of Object.entries(fixture.schedules)) {
    it(`${name}: eight epochs`, () => {
      const spec = { ...OPTIMIZER, learning_rate: 0.2, schedule: SCHEDULES[name] };
      const rates = expected.map((_, epoch) => learningRate(spec, epoch, expected.length));
      assertClose(rates, expected, 1e-15);
    });
  }
});

describe('Initialisers against torch.nn.init', () => {
  for (const { type, dtype, weight, bias } of fixture.initializers) {
    const [units, inputs] = [weight.length, weight[0].length];
    it(`${type} of a ${inputs} → ${units} layer in ${dtype}`, () => {
      const initializer = { type } as InitializerSpec;
      const { model, rng } = runSpec(inputs, [
        layer(units, 'relu', {
          kernel_initializer: initializer,
          bias_initializer: bias ? initializer : { type: 'zeros' },
        }),
      ]);
      const stream = createStream('torch', 11);
      const drawn = initialParameters({ ...model, kernel_layout: 'out_in' }, rng, dtype, stream);
      const rows = toRows(drawn[0].weights);
      const outIn = weight.map((_, unit) => rows.map(row => row[unit]));
      assertClose(outIn, weight, dtype === 'float64' ? 1e-14 : 2e-6);
      if (bias) assertClose(Array.from(drawn[0].biases ?? []), bias, 1e-15, 'bias');
    });
  }
});

describe('float32 against NumPy', () => {
  for (const kernels of ['plain', 'exact'] as const) {
    it(`rounds every operation of three steps alike, to the last bit, in ${kernels} kernels`, () => {
      const { x, y, w, b, steps } = fixture.float32;
      const own = layer(9, 'relu', {
        kernel_initializer: values(w),
        bias_initializer: values([b]),
      });
      const spec = runSpec(11, [own], { dtype: 'float32', optimizer: { learning_rate: 0.3 } });
      const run = startRun(spec, dataset(x, y, 'float32'), undefined, {}, kernels);
      for (const expected of steps) {
        const { loss, layers } = run.peek();
        assert.equal(loss, expected.loss);
        assert.deepEqual(toRows(layers[0].z), expected.z);
        assertClose(toRows(layers[0].gradW), expected.gradW, 0);
        assertClose(Array.from(layers[0].gradB ?? []), expected.gradB, 0);
        run.step();
        const [{ weights, biases }] = parametersOf(run);
        assert.deepEqual(weights, expected.w);
        assert.deepEqual(biases, expected.b);
      }
    });
  }
});
