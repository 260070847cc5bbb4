/** The decision boundary: the network's outputs on a grid, in the units of the file. */
import assert from 'node:assert/strict';
import { sampleBoundary } from '../../../src/engine/training/boundary';
import { dataset, layer, runSpec, startRun, values } from './support';

/** Two outputs that are the two inputs. */
function identity(dtype: 'float64' | 'float32') {
  const own = layer(2, 'linear', {
    kernel_initializer: values([
      [1, 0],
      [0, 1],
    ]),
  });
  return startRun(runSpec(2, [own], { dtype }), dataset([[0, 0]], [[0, 0]]));
}

describe('The boundary', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    it(`has x1 along its columns, x2 up its rows, edges included, in ${dtype}`, () => {
      const grid = sampleBoundary(identity(dtype), [-1, 1, 10, 30], 3, null);
      const expected = [
        [-1, 10, 0, 10, 1, 10],
        [-1, 20, 0, 20, 1, 20],
        [-1, 30, 0, 30, 1, 30],
      ].flat();
      assert.ok(grid instanceof Float32Array);
      assert.deepEqual(Array.from(grid), expected);
    });
  }

  it('gives the network what it was trained on', () => {
    const scaling = { offset: [1, 10], scale: [2, 5] };
    const grid = sampleBoundary(identity('float64'), [-1, 1, 10, 30], 2, scaling);
    assert.deepEqual(Array.from(grid), [-1, 0, 0, 0, -1, 4, 0, 4]);
  });

  it('samples as many points as it is asked for', () => {
    assert.equal(sampleBoundary(identity('float64'), [0, 1, 0, 1], 60, null).length, 60 * 60 * 2);
  });

  it('refuses a network with another number of inputs', () => {
    const run = startRun(runSpec(3, [layer(1, 'tanh')]), dataset([[0, 0, 0]], [[0]]));
    assert.throws(
      () => sampleBoundary(run, [0, 1, 0, 1], 4, null),
      /must have 3 columns, one for each input of layer 1/,
    );
  });
});
