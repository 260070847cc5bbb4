import assert from 'node:assert/strict';
import { sparkline } from '../../../src/host/inspector/sparkline';
import { asCsv, asNumPy } from '../../../src/host/inspector/tensorCopy';
import { percent } from '../../../src/engine/ground/numbers';
import { layerDescription } from '../../../src/host/inspector/tensorText';
import type { TensorValues } from '../../../src/protocol/tensors';

const LAYER = {
  name: 'layer1',
  activation: 'relu' as const,
  inputs: 2,
  units: 20,
  useBias: true,
  parameters: 60,
  tensors: [],
};

describe('a sparkline', () => {
  it('climbs with the order of magnitude', () => {
    assert.equal(sparkline([1, 10, 100, 1000]), '▁▃▆█');
    assert.equal(sparkline([1e-9, 1e-9, 1]), '▁▁█');
  });

  it('is level where nothing happens, and says what is no size', () => {
    assert.equal(sparkline([2, 2.01, 2]), '▄▄▄');
    assert.equal(sparkline([0, 1, NaN, Infinity]), '▁▄!!');
    assert.equal(sparkline([]), '');
  });
});

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

  it('stand beside the layer', () => {
    const text = layerDescription(LAYER, { saturated: null, dead: [1, 2, 3] });
    assert.equal(text, '20 units · relu · 60 parameters · 3 of 20 off');
    assert.equal(layerDescription(LAYER, null), '20 units · relu · 60 parameters');
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
