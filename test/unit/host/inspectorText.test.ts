import assert from 'node:assert/strict';
import { sparkline } from '../../../src/host/inspector/sparkline';
import { asCsv, asNumPy } from '../../../src/host/inspector/tensorCopy';
import { layerDescription, percent } from '../../../src/host/inspector/tensorText';
import { warningWords } from '../../../src/host/inspector/warningText';
import { WARNINGS } from '../../../src/protocol/snapshot';
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

describe('warnings in words', () => {
  it('say what is wrong and what helps', () => {
    for (const kind of WARNINGS) {
      const words = warningWords({ layer: 0, kind, size: 0.5 }, LAYER, {
        saturated: 0.5,
        dead: [],
      });
      assert.ok(words.title && words.fact && words.advice.includes('Try'), kind);
    }
  });

  it('name dead units as the screen counts them', () => {
    const words = (dead: number[]) =>
      warningWords({ layer: 0, kind: 'dead', size: dead.length }, LAYER, { saturated: null, dead });
    assert.equal(words([4]).title, '1 dead unit');
    assert.equal(words([4]).fact, 'unit 5 of 20: z ≤ 0 for every row of the batch');
    assert.match(words([0, 4, 6]).fact, /^units 1, 5 and 7 of 20/);
    assert.match(words(Array.from({ length: 15 }, (_, i) => i)).fact, /11, 12 and 3 more of 20/);
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
