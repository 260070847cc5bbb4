/** The reference vectors, through files and the command line: `inspect` and `train`. */
import assert from 'node:assert/strict';
import { describeReference } from '../engine/support';
import { parse, run } from './support';
import type { Inspected, Trained } from './support';

interface Vector {
  id: string;
  layers: number[];
  activations: string[];
  loss: string;
  bias: boolean;
  weight_decay: number;
  decay_bias: boolean;
  W: number[][][];
  b: number[][] | null;
  X: number[][];
  Y: number[][];
  z: number[][][];
  a: number[][][];
  delta: number[][][];
  dW: number[][][];
  db: number[][] | null;
  dX: number[][];
  loss_value: number;
  optimizers: {
    [name: string]: {
      config: { [key: string]: number | boolean };
      after5: { W: number[][][]; b: number[][] | null };
    };
  };
}

const LOSSES: { [name: string]: object } = {
  mse: { type: 'mse' },
  half_sse_mean: { type: 'mse', scale: 0.5, output_reduction: 'sum' },
  sse: { type: 'mse', output_reduction: 'sum', batch_reduction: 'sum' },
  mae: { type: 'mae' },
  bce: { type: 'binary_cross_entropy' },
  cross_entropy: { type: 'cross_entropy' },
};

function optimizerOf(name: string, vector: Vector): object {
  const { lr, momentum, nesterov, alpha, eps, beta1, beta2, weight_decay } =
    vector.optimizers[name].config;
  const sgd = ['sgd', 'momentum', 'nesterov'].includes(name);
  return {
    type: sgd ? 'sgd' : name,
    learning_rate: lr,
    weight_decay,
    decay_biases: vector.decay_bias,
    ...(momentum ? { momentum } : {}),
    ...(nesterov ? { nesterov } : {}),
    ...(alpha === undefined ? {} : { alpha }),
    ...(eps === undefined ? {} : { eps }),
    ...(beta1 === undefined ? {} : { betas: [beta1, beta2] }),
  };
}

function fileOf(vector: Vector, optimizer: object): string {
  return JSON.stringify({
    version: 1,
    data: { train: { type: 'inline', x: vector.X, y: vector.Y } },
    model: {
      layers: vector.W.map((values, index) => ({
        units: vector.layers[index + 1],
        activation: vector.activations[index],
        use_bias: vector.bias,
        kernel_initializer: { values },
        ...(vector.b ? { bias_initializer: { values: vector.b[index] } } : {}),
      })),
    },
    loss: LOSSES[vector.loss],
    optimizer,
    trainer: { epochs: 5 },
  });
}

function assertClose(actual: unknown, expected: unknown, bar: number, what: string): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual) && actual.length === expected.length, `${what}: shape`);
    expected.forEach((entry, index) => assertClose(actual[index], entry, bar, `${what}.${index}`));
  } else if (typeof expected === 'number') {
    const off = Math.abs((actual as number) - expected);
    assert.ok(
      off <= bar * (1 + Math.abs(expected)),
      `${what}: ${String(actual)} instead of ${expected}`,
    );
  } else assert.equal(actual, expected, what);
}

describeReference<{ cases: Vector[] }>(
  'the reference vectors through the headless runner',
  'vectors/public.json',
  ({ cases }) => {
    for (const vector of cases) {
      it(`${vector.id}: inspect prints every number`, () => {
        const sgd = { type: 'sgd', learning_rate: 0.1 };
        const { status, out, err } = run(['inspect', 'case.json', '--json'], {
          'case.json': fileOf(vector, sgd),
        });
        assert.equal(status, 0, err);
        const shown = parse<Inspected>(out);
        assert.deepEqual(Object.keys(shown), ['step', 'loss', 'x', 'y', 'layers', 'gradInput']);
        assertClose(shown.loss, vector.loss_value, 1e-10, 'loss');
        assertClose(shown.gradInput, vector.dX, 1e-10, 'gradInput');
        shown.layers.forEach((layer, index) => {
          assertClose(layer.z, vector.z[index], 1e-10, `z${index}`);
          assertClose(layer.a, vector.a[index], 1e-10, `a${index}`);
          assertClose(layer.delta, vector.delta[index], 1e-10, `delta${index}`);
          assertClose(layer.gradW, vector.dW[index], 1e-10, `gradW${index}`);
          assertClose(layer.gradB, vector.db?.[index] ?? null, 1e-10, `gradB${index}`);
          assert.deepEqual(layer.weights, vector.W[index]);
        });
      });

      it(`${vector.id}: every optimiser's five steps`, () => {
        for (const [name, { after5 }] of Object.entries(vector.optimizers)) {
          const { status, out, err } = run(['train', 'case.json', '--json'], {
            'case.json': fileOf(vector, optimizerOf(name, vector)),
          });
          assert.equal(status, 0, err);
          const { layers } = parse<Trained>(out);
          after5.W.forEach((expected, index) => {
            assertClose(layers[index].weights, expected, 1e-9, `${name} W${index}`);
            assertClose(layers[index].biases, after5.b?.[index] ?? null, 1e-9, `${name} b${index}`);
          });
        }
      });
    }
  },
);
