/** A run's arrays all find their place in the memory that is reserved for them. */
import assert from 'node:assert/strict';
import { createKernels } from '../../../../src/engine/training/kernelChoice';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Dtype, OptimizerSpec, RunSpec } from '../../../../src/engine/ground/spec';
import { createStorage } from '../../../../src/engine/training/storage';
import { layer, OPTIMIZER, randomMatrix, runSpec } from '../support';

const OPTIMIZERS: Partial<OptimizerSpec>[] = [
  {},
  { momentum: 0.9, weight_decay: 0.1 },
  { type: 'rmsprop', momentum: 0.9, gradient_clipping: { norm: 1 } },
  { type: 'adamw', l1: 0.1 },
];

function spec(dtype: Dtype, optimizer: Partial<OptimizerSpec>, batch: number | 'full'): RunSpec {
  return runSpec(70, [layer(60, 'relu'), layer(7, 'sigmoid'), layer(3, 'softmax')], {
    dtype,
    loss: { type: 'cross_entropy' },
    optimizer,
    trainer: { batch_size: batch, shuffle: 'every_epoch' },
  });
}

describe('The memory of the kernels', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    for (const optimizer of OPTIMIZERS) {
      for (const batch of [1, 16, 'full'] as const) {
        const name = { ...OPTIMIZER, ...optimizer }.type;
        it(`holds all arrays of a run with ${name}, batch ${batch}, ${dtype}`, () => {
          check(spec(dtype, optimizer, batch));
        });
      }
    }

    it(`holds what a full batch of many rows leaves behind, ${dtype}`, () => {
      check(spec(dtype, {}, 'full'), 20_000);
    });
  }
});

describe('The choice of kernels', () => {
  it('is of arrays in a memory of their own, or of plain ones', () => {
    for (const dtype of ['float64', 'float32'] as const) {
      const x = randomMatrix(createStream('numpy', 1), ROWS, 70, -1, 1, dtype);
      const data = { train: { x, y: { ...x, cols: 3 } }, validation: null, test: null };
      for (const choice of ['plain', 'exact', 'fastest'] as const) {
        const kernels = createKernels(spec(dtype, {}, 16), data, choice);
        const { buffer, byteLength } = kernels.createArray(5);
        assert.equal(buffer.byteLength === byteLength, choice === 'plain', choice);
        assert.equal(kernels.owns(x.data), choice === 'plain', choice);
      }
    }
  });
});

/** Rows of the data. */
const ROWS = 50;

/** Makes, in the order of Run, what Run makes. */
function check(one: RunSpec, rows = ROWS): void {
  const stream = createStream('numpy', 1);
  const { dtype, optimizer } = one;
  const x = randomMatrix(stream, rows, 70, -1, 1, dtype);
  const y = randomMatrix(stream, rows, 3, 0, 1, dtype);
  const data = { train: { x, y }, validation: { x, y }, test: null };
  const kernels = createKernels(one, data, 'exact');
  const storage = createStorage(kernels, one, data.train);
  const { train, parameters, gradients, optimizer: made, batches, outside, fused } = storage;
  const { full: batch } = batches;
  const state = made.save().arrays;
  const plainDescent = optimizer.type === 'sgd' && optimizer.momentum === 0;
  assert.equal(fused !== null, plainDescent);
  const arrays = [
    ...[train.x.data, train.y.data, batch.y.data],
    ...parameters.map(({ weights }) => weights.data),
    ...gradients.map(({ weights }) => weights.data),
    ...[batch.pass, outside].flatMap(pass => [
      pass.x.data,
      pass.gradInput.data,
      ...pass.layers.flatMap(({ z, a, delta }) => [z.data, a.data, delta.data]),
    ]),
  ];
  assert.equal(kernels.shortfall, null);
  assert.ok(arrays.every(array => kernels.owns(array)));
  // The state is saved as copies; what was made after it is in place, so it is too.
  assert.ok(state.every(array => array.length > 0));
}
