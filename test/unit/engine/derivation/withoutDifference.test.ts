/** Where a derivative has no finite difference beside it, and why. */
import assert from 'node:assert/strict';
import type { DerivedTensor } from '../../../../src/engine/derivation/terms/numbers';
import type { Run } from '../../../../src/engine/training/run';
import type { Dtype } from '../../../../src/engine/ground/spec';
import { dataset, layer, runSpec, startRun, values } from '../support';
import { derivationOf, randomNet } from './support';

function difference(run: Run, tensor: DerivedTensor, index: number, row: number, col: number) {
  const place = { tensor, layer: index, row, col };
  return derivationOf(run, place, { difference: true }).difference;
}

describe('a finite difference', () => {
  /** z = 0 in unit 1 of the first layer and in unit 2 of the second, in both rows. */
  const first = layer(2, 'relu', { use_bias: true, kernel_initializer: values([[0, 1]]) });
  const second = layer(2, 'relu', {
    kernel_initializer: values([
      [1, 1],
      [1, 0],
    ]),
  });
  const atKinks = startRun(
    runSpec(1, [first, second], { loss: { type: 'mse' } }),
    dataset(
      [[1], [2]],
      [
        [1, 1],
        [1, 1],
      ],
    ),
  );

  for (const [tensor, index, row, col, where] of [
    ['gradW', 0, 0, 0, { layer: 0, row: 0, unit: 0 }],
    ['gradB', 0, 0, 0, { layer: 0, row: 0, unit: 0 }],
    ['delta', 0, 1, 0, { layer: 0, row: 1, unit: 0 }],
    ['gradW', 1, 1, 1, { layer: 1, row: 0, unit: 1 }],
    ['delta', 1, 1, 1, { layer: 1, row: 1, unit: 1 }],
  ] as const) {
    it(`is none across the kink of a unit: ${tensor} of layer ${index + 1}`, () => {
      const expected = { kind: 'kink', kink: { ...where, of: 'relu' } };
      assert.deepEqual(difference(atKinks, tensor, index, row, col), expected);
    });
  }

  it('is computed where only other units stand at a kink', () => {
    for (const [index, row, col] of [
      [0, 0, 1],
      [1, 1, 0],
    ])
      assert.equal(difference(atKinks, 'gradW', index, row, col)?.kind, 'computed');
  });

  it('is not there for what is no derivative of the loss', () => {
    const run = randomNet({ activation: 'tanh', loss: 'mse' });
    for (const tensor of ['z', 'a', 'slope', 'gradA', 'rowLoss', 'loss'] as const)
      assert.equal(difference(run, tensor, 2, 0, 0), null);
  });

  it('is not there unless it is asked for', () => {
    const run = randomNet({ activation: 'tanh', loss: 'mse' });
    const place = { tensor: 'gradW', layer: 1, row: 0, col: 0 } as const;
    assert.equal(derivationOf(run, place).difference, null);
  });

  describe('in a large network', function () {
    this.timeout(60_000);
    const largeNet = (rows: number, dtype: Dtype): Run => {
      const layers = [layer(1500, 'tanh'), layer(1500, 'tanh'), layer(1, 'linear')];
      const spec = runSpec(10, layers, { loss: { type: 'mse' }, dtype });
      const x = Array.from({ length: rows }, () => Array.from({ length: 10 }, () => 0.1));
      return startRun(
        spec,
        dataset(
          x,
          Array.from({ length: rows }, () => [1]),
          dtype,
        ),
      );
    };

    it('is computed up to 50 million multiplications, from the number to the loss', () => {
      // Two passes through 1500 · 1500 + 1500 weights, and 10 inputs.
      assert.equal(difference(largeNet(11, 'float64'), 'gradW', 0, 0, 0)?.kind, 'computed');
      const larger = largeNet(12, 'float64');
      assert.deepEqual(difference(larger, 'gradW', 0, 0, 0), { kind: 'large' });
      assert.equal(difference(larger, 'delta', 0, 0, 0)?.kind, 'computed', 'of one row alone');
      assert.equal(difference(larger, 'gradW', 1, 0, 0)?.kind, 'computed', 'nearer to the loss');
    });

    it('in float32 takes the way from the inputs to the number as well', () => {
      assert.equal(difference(largeNet(22, 'float32'), 'gradW', 1, 0, 0)?.kind, 'computed');
      assert.deepEqual(difference(largeNet(23, 'float32'), 'gradW', 1, 0, 0), { kind: 'large' });
      assert.equal(difference(largeNet(23, 'float64'), 'gradW', 1, 0, 0)?.kind, 'computed');
    });
  });
});
