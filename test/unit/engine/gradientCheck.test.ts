/** Backpropagation against central differences, for everything that can be combined. */
import assert from 'node:assert/strict';
import {
  checkGradients,
  gradientCheckSteps,
  spreadEntries,
  whereErrorsStart,
} from '../../../src/engine/checking/gradientCheck';
import { backward } from '../../../src/engine/network/network';
import { createStream } from '../../../src/engine/rng/createStream';
import {
  ACTIVATIONS,
  LOSSES,
  type ActivationName,
  type LossName,
  type Matrix,
} from '../../../src/engine/ground/spec';
import { checkRun } from '../../../src/engine/checking/runCheck';
import type { Run } from '../../../src/engine/training/run';
import { dataset, layer, randomMatrix, runSpec, startRun, values } from './support';

const ROWS = 5;
const OUTPUTS = 3;

/** Targets that the loss expects: signs, probabilities, or any numbers. */
function targetsFor(loss: LossName): Matrix {
  const y = randomMatrix(createStream('numpy', 9), ROWS, OUTPUTS, 0, 1);
  if (loss === 'hinge') y.data.forEach((value, i) => (y.data[i] = value < 0.5 ? -1 : 1));
  return y;
}

/** A net of the activation throughout; softmax stands at the end alone. */
function randomRun(activation: ActivationName, loss: LossName, depth: number, bias: boolean): Run {
  const hidden = activation === 'softmax' ? 'tanh' : activation;
  const layers = Array.from({ length: depth }, (_, i) =>
    layer(i === depth - 1 ? OUTPUTS : 4 + i, i === depth - 1 ? activation : hidden, {
      name: `l${i}`,
      use_bias: bias,
      kernel_initializer: { type: 'normal', mean: 0, std: 0.8 },
      bias_initializer: { type: 'normal', mean: 0, std: 0.5 },
    }),
  );
  const stream = createStream('numpy', 3);
  const x = randomMatrix(stream, ROWS, 4, -2, 2);
  const reductions = { output_reduction: 'sum', batch_reduction: 'mean' } as const;
  const spec = runSpec(4, layers, { loss: { type: loss, scale: 0.7, ...reductions } });
  return startRun(spec, { x, y: targetsFor(loss) }, stream);
}

describe('Finite differences', () => {
  for (const loss of LOSSES) {
    for (const activation of ACTIVATIONS) {
      it(`${loss} on ${activation}, 1 and 3 layers, with and without biases`, () => {
        for (const depth of [1, 3]) {
          for (const bias of [true, false]) {
            const run = randomRun(activation, loss, depth, bias);
            const { maxRelativeError, parameters } = checkRun(run);
            const checked = parameters.reduce((sum, tensor) => sum + tensor.checked, 0);
            assert.equal(parameters.length, bias ? 2 * depth : depth);
            assert.ok(checked > 6, 'most entries can be checked');
            assert.ok(maxRelativeError < 1e-6, `relative error ${maxRelativeError}`);
          }
        }
      });
    }
  }

  it('agree with the gradient by the inputs', () => {
    const run = randomRun('silu', 'mse', 3, true);
    const analytic = run.peek().gradInput.data.slice();
    const { x } = run.data.train;
    const lossWith = (i: number, value: number): number => {
      const kept = x.data[i];
      x.data[i] = value;
      const { spec, data } = run;
      const loss = startRun(spec, data.train, drawnLikeRun()).peek().loss;
      x.data[i] = kept;
      return loss;
    };
    const h = 1e-5;
    analytic.forEach((slope, i) => {
      const numeric = (lossWith(i, x.data[i] + h) - lossWith(i, x.data[i] - h)) / (2 * h);
      assert.ok(Math.abs(numeric - slope) < 1e-8);
    });
  });
});

/** The stream of `randomRun` after its inputs, so that the same parameters are drawn. */
function drawnLikeRun(): ReturnType<typeof createStream> {
  const stream = createStream('numpy', 3);
  randomMatrix(stream, ROWS, 4, -2, 2);
  return stream;
}

describe('Gradient check', () => {
  it('flags a gradient that is off in one entry, and names it', () => {
    const run = randomRun('tanh', 'mse', 3, true);
    const gradients = run.peek().layers.map(({ gradW, gradB }) => ({
      weights: { ...gradW, data: gradW.data.slice() },
      biases: gradB && gradB.slice(),
    }));
    gradients[1].weights.data[7] *= 1.01;
    const { x, y } = run.data.train;
    const { parameters } = checkGradients(run.spec, run.parameters, x, y, { gradients });
    const wrong = parameters.filter(tensor => tensor.maxRelativeError > 1e-6);
    assert.deepEqual(
      wrong.map(({ name, worst }) => [name, worst[0].index]),
      [['layers.1.weights', [1, 2]]],
    );
  });

  it('measures the error relative to the largest entry of the tensor', () => {
    const linear = layer(1, 'linear', { use_bias: false, kernel_initializer: values([[1], [1]]) });
    // L = (a − y)², so that ∂L/∂W = 2(a − y)·x = 200·x
    const run = startRun(runSpec(2, [linear]), dataset([[98, 2]], [[0]]));
    const gradients = [{ weights: dataset([[19_600], [402]], []).x, biases: null }];
    const [{ maxRelativeError, worst: all }] = checkRun(run, { gradients }).parameters;
    const [worst] = all;
    assert.ok(Math.abs(maxRelativeError - 2 / 19_600) < 1e-9);
    assert.deepEqual(worst.index, [1, 0]);
    assert.equal(worst.analytic, 402);
    assert.ok(Math.abs(worst.numeric - 400) < 1e-4);
  });

  it('checks a float32 run in float64', () => {
    const spec = runSpec(2, [layer(3, 'sigmoid'), layer(1, 'linear')], { dtype: 'float32' });
    const run = startRun(spec, dataset([[0.5, -1]], [[0.25]], 'float32'));
    assert.ok(checkRun(run).maxRelativeError < 1e-6);
  });

  it('names the kinks and leaves them out', () => {
    const relu = layer(1, 'relu', { kernel_initializer: values([[1], [1]]) });
    const run = startRun(runSpec(2, [relu]), dataset([[1, -1]], [[1]]));
    const [weights, biases] = checkRun(run).parameters;
    assert.equal(weights.checked, 0);
    assert.deepEqual(weights.kinks, [
      { index: [0, 0], layer: 0, row: 0, unit: 0, of: 'relu' },
      { index: [1, 0], layer: 0, row: 0, unit: 0, of: 'relu' },
    ]);
    assert.equal(biases.kinks.length, 1);
    assert.ok(Number.isNaN(weights.maxRelativeError), 'of nothing there is no error');
    assert.ok(Number.isNaN(checkRun(run).maxRelativeError));
  });

  it('names a kink of the loss', () => {
    const linear = layer(1, 'linear', { use_bias: false, kernel_initializer: values([[1]]) });
    const run = startRun(runSpec(1, [linear], { loss: { type: 'mae' } }), dataset([[2]], [[2]]));
    assert.equal(checkRun(run).parameters[0].kinks[0].of, 'mae');
  });

  it('says in which row and unit the loss has its kink', () => {
    const kernel = [
      [0.5, 0.5],
      [0.25, -3],
    ];
    const linear = layer(2, 'linear', { use_bias: false, kernel_initializer: values(kernel) });
    const data = dataset(
      [
        [0, 3],
        [0, 3],
        [1, 0],
      ],
      [
        [-1, 1],
        [1, -1],
        [1, 2],
      ],
    );
    const run = startRun(runSpec(2, [linear], { loss: { type: 'hinge' } }), data);
    assert.deepEqual(checkRun(run).parameters[0].kinks, [
      { index: [0, 1], layer: 0, row: 2, unit: 1, of: 'hinge' },
    ]);
  });

  it('checks a thousand entries of a large tensor, spread over all of it', () => {
    const wide = layer(50, 'tanh');
    const spec = runSpec(60, [wide], {});
    const stream = createStream('numpy', 1);
    const x = randomMatrix(stream, 1, 60);
    const run = startRun(spec, { x, y: randomMatrix(stream, 1, 50) });
    const [weights, biases] = checkRun(run).parameters;
    assert.deepEqual([weights.checked, biases.checked], [1000, 50]);
    assert.equal(weights.size, 3000);
    assert.equal(checkRun(run, { maxPerTensor: Infinity }).parameters[0].checked, 3000);
  });

  it('checks the numbers that the next update is made with, or those of a pass it is given', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const spec = runSpec(2, [layer(3, 'tanh'), layer(1, 'linear')], { dtype });
      const run = startRun(spec, dataset([[0.5, -1]], [[0.25]], dtype));
      run.peek().layers[1].gradW.data[2] += 1;
      const wrong = whereErrorsStart(checkRun(run)).map(({ name }) => name);
      // Of float32 they are computed again, in float64.
      assert.deepEqual(wrong, dtype === 'float64' ? ['layers.1.weights'] : []);
      const nothing = checkRun(run, { backward: () => undefined });
      assert.equal(whereErrorsStart(nothing).length, 2);
      assert.deepEqual(whereErrorsStart(checkRun(run, { backward })), []);
    }
  });

  it('takes fewer entries where each of them costs more', () => {
    const totalOf = (rows: number): number | undefined => {
      const spec = runSpec(50, [layer(30, 'tanh', { use_bias: false }), layer(1, 'linear')]);
      const stream = createStream('numpy', 1);
      const data = { x: randomMatrix(stream, rows, 50), y: randomMatrix(stream, rows, 1) };
      const { parameters } = startRun(spec, data);
      const { value } = gradientCheckSteps(spec, parameters, data.x, data.y).next();
      return value && 'total' in value ? value.total : undefined;
    };
    // 31 parameters of the small layer are always checked.
    assert.equal(totalOf(10), 1000 + 31);
    assert.equal(totalOf(8000), Math.floor(4e8 / (2 * 8000 * (50 + 30))) + 31);
  });

  it('does not take the rounding of a gradient next to nothing for an error', () => {
    const sigmoid = layer(1, 'sigmoid', { kernel_initializer: values([[1]]) });
    const run = startRun(runSpec(1, [sigmoid]), dataset([[25]], [[0.5]]));
    const { parameters, maxRelativeError } = checkRun(run);
    const [{ analytic, numeric }] = parameters[1].worst;
    assert.ok(analytic > 0 && Math.abs(numeric - analytic) > 0.05 * analytic, 'the difference is');
    assert.ok(maxRelativeError < 1e-5, `${maxRelativeError}`);
  });

  it('takes different entries, of every row and every column alike', () => {
    for (const [rows, cols, count] of [
      [100, 100, 1000],
      [1000, 300, 1000],
      [7, 3, 21],
      [7, 3, 20],
      [784, 300, 997],
    ]) {
      const entries = [...spreadEntries(rows * cols, count)];
      assert.equal(new Set(entries).size, count);
      assert.ok(entries.every(entry => entry >= 0 && entry < rows * cols));
      for (const [place, places] of [
        [(i: number) => Math.floor(i / cols), rows],
        [(i: number) => i % cols, cols],
      ] as const) {
        const counts = new Array<number>(places).fill(0);
        for (const entry of entries) counts[place(entry)]++;
        const most = Math.max(...counts);
        assert.ok(most <= 4 * Math.ceil(count / places), `${most} of one row or column`);
      }
    }
  });

  it('checks a part of each tensor where told to, and changes no parameter', () => {
    const run = randomRun('elu', 'huber', 3, true);
    const before = run.parameters.map(({ weights }) => weights.data.slice());
    const { parameters } = checkRun(run, { maxPerTensor: 2 });
    assert.ok(parameters.every(tensor => tensor.checked === 2));
    assert.deepEqual(
      run.parameters.map(({ weights }) => weights.data),
      before,
    );
  });

  it('reports the layer where a wrong backward pass starts', () => {
    const run = randomRun('sigmoid', 'mse', 3, true);
    const { x, y } = run.data.train;
    /** The engine's own, but for what is done to the gradients of one layer and those before. */
    const wrong =
      (depth: number, spoil: (data: ArrayLike<number> & { [i: number]: number }) => void) =>
      (...[network, loss, pass, targets, gradients]: Parameters<typeof backward>): void => {
        backward(network, loss, pass, targets, gradients);
        for (const { weights, biases } of gradients.slice(0, depth + 1)) {
          spoil(weights.data);
          if (biases) spoil(biases);
        }
      };
    const double = (data: { [i: number]: number; length: number }): void => {
      for (let i = 0; i < data.length; i++) data[i] *= 2;
    };
    for (const depth of [0, 1, 2]) {
      const check = checkGradients(run.spec, run.parameters, x, y, {
        backward: wrong(depth, double),
      });
      assert.deepEqual(
        whereErrorsStart(check).map(({ name }) => name),
        [`layers.${depth}.weights`, `layers.${depth}.biases`],
      );
      assert.ok(Math.abs(check.maxRelativeError - 0.5) < 1e-6);
    }
    assert.deepEqual(whereErrorsStart(checkRun(run)), []);
  });

  it('reports the layer from which on the slope of an activation is forgotten', () => {
    const run = randomRun('sigmoid', 'mse', 3, true);
    const { x, y } = run.data.train;
    const forgetful: typeof backward = ({ kernels, ...network }, ...rest) =>
      backward({ ...network, kernels: { ...kernels, multiplyBySlope: () => undefined } }, ...rest);
    const check = checkGradients(run.spec, run.parameters, x, y, { backward: forgetful });
    assert.deepEqual(
      check.parameters.map(({ maxRelativeError }) => maxRelativeError > 0.1),
      [true, true, true, true, false, false],
    );
    assert.deepEqual(
      whereErrorsStart(check).map(({ name }) => name),
      ['layers.1.weights', 'layers.1.biases'],
    );
  });

  it('takes what is no number for as wrong as can be', () => {
    const run = randomRun('tanh', 'mse', 1, true);
    const { x, y } = run.data.train;
    const [{ gradW, gradB }] = run.peek().layers;
    const weights = { ...gradW, data: gradW.data.slice() };
    weights.data[3] = NaN;
    const gradients = [{ weights, biases: gradB && gradB.slice() }];
    const check = checkGradients(run.spec, run.parameters, x, y, { gradients });
    assert.equal(check.maxRelativeError, Infinity);
    assert.deepEqual(check.parameters[0].worst[0].index, [1, 0]);
  });

  it('lists the entries that differ most, the worst one first', () => {
    const run = randomRun('tanh', 'mse', 1, false);
    const { x, y } = run.data.train;
    const weights = { ...run.peek().layers[0].gradW };
    weights.data = weights.data.map((value, i) => value + i);
    const { parameters } = checkGradients(run.spec, run.parameters, x, y, {
      gradients: [{ weights, biases: null }],
    });
    assert.deepEqual(
      parameters[0].worst.map(({ index: [row, col] }) => row * OUTPUTS + col),
      [11, 10, 9, 8, 7],
    );
  });

  it('finds nothing right where the loss is not finite', () => {
    const linear = layer(1, 'linear', { kernel_initializer: values([[1e200]]) });
    const run = startRun(runSpec(1, [linear]), dataset([[1e200]], [[0]]));
    assert.equal(checkRun(run).maxRelativeError, Infinity);
  });

  it('steps by what a parameter is multiplied by', () => {
    // x = 1e4: a step that suits w alone would move z by 0.06, far beyond the curve of tanh.
    const tanh = layer(1, 'tanh', { use_bias: false, kernel_initializer: values([[5e-5]]) });
    const run = startRun(runSpec(1, [tanh]), dataset([[1e4]], [[0]]));
    assert.ok(checkRun(run).maxRelativeError < 1e-7);
  });

  it('steps by the largest input of all rows, for each input by itself', () => {
    const kernel_initializer = values([[0.3], [5e-5], [2]]);
    const tanh = layer(1, 'tanh', { use_bias: false, kernel_initializer });
    const rows = [
      [0.1, 2, 1e-4],
      [0.5, 1e4, -2e-3],
      [-0.2, 30, 1e-3],
    ];
    const run = startRun(runSpec(3, [tanh]), dataset(rows, [[0], [0], [0]]));
    const [{ worst, checked }] = checkRun(run).parameters;
    assert.equal(checked, 3);
    for (const { index, analytic, numeric } of worst) {
      const apart = Math.abs(analytic - numeric) / Math.abs(analytic);
      assert.ok(apart < 1e-6, `${index.join()}: ${apart}`);
    }
  });

  it('checks a part of 784-300-10 on 32 rows, and says how far it is', () => {
    const stream = createStream('numpy', 1);
    const x = randomMatrix(stream, 32, 784, 0, 1);
    const y = randomMatrix(stream, 32, 10, 0, 0);
    for (let row = 0; row < 32; row++) y.data[row * 10 + (row % 10)] = 1;
    const spec = runSpec(784, [layer(300, 'sigmoid'), layer(10, 'softmax')], {
      loss: { type: 'cross_entropy' },
    });
    const run = startRun(spec, { x, y }, stream);
    const steps = gradientCheckSteps(run.spec, run.parameters, x, y);
    const seen: number[] = [];
    let next = steps.next();
    for (; !next.done; next = steps.next()) {
      assert.equal(next.value.total, 2310);
      seen.push(next.value.done);
    }
    assert.equal(seen.at(-1), 2310);
    assert.ok(next.value.maxRelativeError < 1e-6, `${next.value.maxRelativeError}`);
  });
});
