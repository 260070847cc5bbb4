/** The ways from a number to the loss, as they are written: which derivative is which number. */
import assert from 'node:assert/strict';
import type { DerivedTensor } from '../../../../src/engine/derivation/terms/numbers';
import type { Paths } from '../../../../src/engine/derivation/paths';
import type { Run } from '../../../../src/engine/training/run';
import { derivationOf, randomNet } from './support';
import { writtenPath } from './written';

function paths(
  run: Run,
  tensor: DerivedTensor,
  layer: number,
  [row, col]: [number, number],
  followed = 3,
): Paths | null {
  return derivationOf(run, { tensor, layer, row, col }, { row: followed }).paths;
}

const written = (found: Paths | null): string[][] => (found?.list ?? []).map(writtenPath);

describe('a path', () => {
  const run = randomNet({ activation: 'tanh', loss: 'mse', outputs: 2 });

  /** Through output k to z of unit 1 of the layer below it. */
  const through = (k: number): string[] => [
    `∂L/∂a2[3,${k}] is gradA2[3,${k}]`,
    `∂a2[3,${k}]/∂z2[3,${k}] is slope2[3,${k}]`,
    `∂z2[3,${k}]/∂a1[3,1] is weights2[1,${k}]`,
  ];
  const slope = '∂a1[3,1]/∂z1[3,1] is slope1[3,1]';

  it('leads from a weight to the loss through each output', () => {
    const end = '∂z1[3,1]/∂weights1[2,1] is a0[3,2]';
    for (const tensor of ['weights', 'gradW'] as const) {
      assert.deepEqual(written(paths(run, tensor, 1, [2, 1])), [
        [...through(0), slope, end],
        [...through(1), slope, end],
      ]);
    }
    const first = written(paths(run, 'gradW', 0, [2, 1]));
    assert.equal(first.length, 2 * 5);
    assert.equal(first[0].at(-1), '∂z0[3,1]/∂weights0[2,1] is x0[3,2]');
  });

  it('leads from a bias, whose derivative is 1', () => {
    const end = '∂z1[3,1]/∂biases1[0,1] is 1';
    for (const tensor of ['biases', 'gradB'] as const) {
      const [one, other] = written(paths(run, tensor, 1, [0, 1]));
      assert.deepEqual(one, [...through(0), slope, end]);
      assert.deepEqual(other, [...through(1), slope, end]);
    }
  });

  it('leads from z and from a of a hidden unit', () => {
    const delta = written(paths(run, 'delta', 1, [3, 1]));
    assert.deepEqual(delta, [
      [...through(0), slope],
      [...through(1), slope],
    ]);
    assert.deepEqual(written(paths(run, 'gradA', 1, [3, 1])), [through(0), through(1)]);
  });

  it('is one step to z where loss and activation are computed together', () => {
    for (const [activation, loss] of [
      ['softmax', 'mse'],
      ['sigmoid', 'cross_entropy'],
      ['linear', 'binary_cross_entropy'],
    ] as const) {
      const together = randomNet({ activation, loss, outputs: 2 });
      const found = paths(together, 'delta', 2, [3, 1]);
      assert.deepEqual(written(found), [['∂L/∂z2[3,1] is delta2[3,1]']]);
    }
  });

  it('is worth the product of its derivatives', () => {
    const found = paths(run, 'gradW', 1, [2, 1]);
    for (const { partials, value } of found?.list ?? [])
      assert.equal(
        value,
        partials.reduce((product, partial) => product * partial.value, 1),
      );
    assert.equal(
      found?.value,
      found?.list.reduce((sum, { value }) => sum + value, 0),
    );
  });

  it('is not there for what is no derivative of the loss', () => {
    for (const tensor of ['z', 'a', 'slope', 'rowLoss', 'loss'] as const)
      assert.equal(paths(run, tensor, 2, [0, 0]), null);
    assert.equal(paths(run, 'gradA', 2, [0, 0]), null, 'of an output itself');
  });

  it('is listed beside up to 23 others', () => {
    const [most, more] = [24, 25].map(outputs =>
      paths(randomNet({ activation: 'tanh', loss: 'mse', depth: 2, outputs }), 'gradW', 0, [0, 0]),
    );
    assert.deepEqual([most?.count, most?.list.length], [24, 24]);
    assert.deepEqual([more?.count, more?.list.length, more?.value], [25, 0, NaN]);
  });
});
