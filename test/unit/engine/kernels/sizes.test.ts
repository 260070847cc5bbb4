/** Sizes beyond what 31 bits hold: of weights, and of memory. */
import assert from 'node:assert/strict';
import {
  memoryComplaint,
  memoryOf,
  MOST_BYTES,
  createKernels,
} from '../../../../src/engine/training/kernelChoice';
import { plainKernels } from '../../../../src/engine/kernels/plain';
import { wasmKernels } from '../../../../src/engine/kernels/wasm';
import { createMatrix } from '../../../../src/engine/ground/matrix';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Dtype, RunSpec } from '../../../../src/engine/ground/spec';
import { layer, randomMatrix, runSpec } from '../support';
import { startRun, type Case } from './cases';

/** The most units that the reader lets a layer have. */
const WIDEST = 65_536;
const GIB = 2 ** 30;

describe('Layers whose sizes multiply beyond 31 bits', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    for (const units of [46_340, 46_341, WIDEST]) {
      it(`train ${units} hidden units as plain kernels do, ${dtype}`, () => {
        const one = caseOf(
          runSpec(2, [layer(units, 'tanh'), layer(1, 'sigmoid')], {
            dtype,
            loss: { type: 'binary_cross_entropy' },
            optimizer: { learning_rate: 0.01 },
            trainer: { epochs: 2, batch_size: 2 },
          }),
          4,
        );
        agree(one);
      });
    }
  }

  it('train a wide layer of few inputs above a narrow one of many', () => {
    const spec = runSpec(60_000, [layer(3, 'tanh'), layer(40_000, 'tanh'), layer(2, 'softmax')], {
      loss: { type: 'cross_entropy' },
      trainer: { epochs: 1, batch_size: 3 },
    });
    agree(caseOf(spec, 6));
  }).timeout(60_000);
});

describe('Memory beyond 2 GiB', () => {
  it('is handed out and computed in', function () {
    const needs = { bytes: 3 * GIB, inputs: 100, units: 60 };
    const kernels = wasmKernels('float64', needs, false);
    // Where a machine has no room for it, nothing can be said.
    if (kernels === null) return this.skip();
    // Nobody writes into the first one: the pages of it are never there.
    const far = kernels.createArray((2.2 * GIB) / 8);
    assert.ok(kernels.owns(far));
    const stream = createStream('numpy', 2);
    const [rows, inputs, units] = [20, 100, 60];
    const copyOf = (n: number) => {
      const array = kernels.createArray(n);
      array.set(stream.normal(n, 0, 1, 'float64'));
      return array;
    };
    const [x, w] = [copyOf(rows * inputs), copyOf(inputs * units)];
    const [z, expected] = [copyOf(rows * units), new Float64Array(rows * units)];
    assert.ok(x.byteOffset > 2 * GIB && kernels.owns(z));
    kernels.affine(x, w, null, z, rows, inputs, units);
    plainKernels('float64').affine(x, w, null, expected, rows, inputs, units);
    assert.deepEqual([...z], [...expected]);
    assert.equal(kernels.owns(kernels.createArray((2 * GIB) / 8)), false, 'spent');
  });

  it('is counted as it is taken', () => {
    const spec = runSpec(784, [layer(800, 'relu'), layer(10, 'softmax')], {
      loss: { type: 'cross_entropy' },
    });
    const empty = (cols: number) => ({ rows: 60_000, cols, data: new Float64Array(0) });
    const train = { x: empty(784), y: empty(10) };
    const bytes = memoryOf(spec, train);
    // Data and ∂L/∂x of 60,000 rows; z, a, delta and targets of them; parameters and gradients.
    const rows = 60_000 * (2 * 784 + 3 * 810 + 10);
    const least = 8 * (rows + 2 * (785 * 800 + 801 * 10));
    assert.ok(bytes > least && bytes < 1.02 * least, `${bytes}, of which arrays ${least}`);
    assert.equal(memoryComplaint(bytes), null);
    const withOptimizer = (type: 'adagrad' | 'adam') =>
      memoryOf({ ...spec, optimizer: { ...spec.optimizer, type } }, train);
    const moment = 8 * (785 * 800 + 801 * 10);
    const more = withOptimizer('adam') - withOptimizer('adagrad');
    assert.ok(more >= moment && more < moment + 1000, 'one moment more');
  });

  it('is refused in a sentence where it is more than there can be', () => {
    assert.equal(memoryComplaint(MOST_BYTES), null);
    assert.match(memoryComplaint(6.25 * GIB) ?? '', /needs 6\.3 GiB .*; 4 GiB are the most\.$/);
  });

  it('is enough for the largest run that is not refused, in kernels of its own', () => {
    assert.ok(
      wasmKernels('float64', { bytes: MOST_BYTES, inputs: WIDEST, units: WIDEST }, false) !== null,
    );
  });
});

function caseOf(spec: RunSpec, rows: number): Case {
  const stream = createStream('numpy', 3);
  const { dtype, model } = spec;
  const outputs = model.layers[model.layers.length - 1].units;
  const x = randomMatrix(stream, rows, model.inputs, -1, 1, dtype);
  const y = createMatrix(dtype, rows, outputs);
  for (let r = 0; r < rows; r++) y.data[r * outputs + (r % outputs)] = 1;
  return { title: '', spec, train: { x, y }, validation: null };
}

function agree(one: Case): void {
  const kernels = createKernels(one.spec, { ...one, test: null }, 'exact');
  assert.equal(kernels.shortfall, null);
  const [plain, exact] = (['plain', 'exact'] as const).map(choice => startRun(one, choice));
  const numbers = [plain, exact].map(run => {
    run.train(1e9);
    return run.parameters.map(({ weights }) => sumsOf(weights.data, one.spec.dtype));
  });
  assert.deepEqual(numbers[1], numbers[0]);
  assert.deepEqual(exact.log.slice(0).values, plain.log.slice(0).values);
}

/** What tells one large array from another: a list of all its numbers is slow to compare. */
function sumsOf(values: ArrayLike<number>, dtype: Dtype): unknown {
  let [sum, weighted] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    weighted += (i % 1009) * values[i];
  }
  return { dtype, sum, weighted, first: values[0], last: values[values.length - 1] };
}
