import assert from 'node:assert/strict';
import { asCsv, asNumPy } from '../../../src/host/inspector/tensorCopy';
import { percent } from '../../../src/engine/ground/numbers';
import type { TensorValues } from '../../../src/protocol/tensors';

describe('shares', () => {
  it('are 0 % or 100 % only where that is true', () => {
    assert.deepEqual([0, 0.001, 0.5, 0.999, 1].map(percent), [
      '0 %',
      '<1 %',
      '50 %',
      '99 %',
      '100 %',
    ]);
  });
});

describe('a tensor as text', () => {
  const odd: TensorValues = {
    layer: 1,
    tensor: 'gradW',
    rows: 2,
    cols: 3,
    data: Float64Array.of(0.1 + 0.2, -0, 5e-324, NaN, -Infinity, 1.7976931348623157e308),
  };

  it('has every digit', () => {
    const lines = asCsv(odd).split('\n');
    assert.deepEqual(lines, [
      '0.30000000000000004,-0,5e-324',
      'NaN,-Infinity,1.7976931348623157e+308',
    ]);
    assert.equal(
      asNumPy(odd),
      'dW2 = np.array([\n    [0.30000000000000004, -0.0, 5e-324],\n    [np.nan, -np.inf, 1.7976931348623157e+308],\n])',
    );
  });

  it('gives biases one axis', () => {
    const biases = {
      ...odd,
      tensor: 'biases' as const,
      rows: 1,
      cols: 2,
      data: Float64Array.of(1, 2),
    };
    assert.equal(asNumPy(biases), 'b2 = np.array([1.0, 2.0])');
  });
});
