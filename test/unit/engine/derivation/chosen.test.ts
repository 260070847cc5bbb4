/** Which number is derived, and which row is followed, where the question leaves that open. */
import assert from 'node:assert/strict';
import { derive, type Derivation } from '../../../../src/engine/derivation/derive';
import type { DerivedTensor } from '../../../../src/engine/derivation/terms/numbers';
import type { Run } from '../../../../src/engine/training/run';
import { dataset, layer, runSpec, startRun, values } from '../support';
import { derivationOf, randomNet, sourceOf } from './support';

function asked(
  run: Run,
  tensor: DerivedTensor,
  index: number,
  row: number | null = null,
  col: number | null = null,
): Derivation {
  const place = { tensor, layer: index, row, col };
  return derive(sourceOf(run), { place, terms: 100, row: null, difference: false });
}

describe('a derivation that is asked for by its tensor', () => {
  const run = randomNet({ activation: 'tanh', loss: 'mse' });

  it('is of the largest number, whatever its sign', () => {
    const layers = run.peek().layers;
    for (const index of [0, 1, 2]) {
      const { z, a, delta, weights } = layers[index];
      for (const [tensor, { data, cols }] of Object.entries({ z, a, delta, weights })) {
        const name = tensor as 'z' | 'a' | 'delta' | 'weights';
        const numbers = name === 'weights' ? layers[index].gradW.data : data;
        const sizes = Array.from(numbers, Math.abs);
        const at = sizes.indexOf(Math.max(...sizes));
        const { place, value } = asked(run, name, index);
        assert.deepEqual([place.row, place.col], [Math.floor(at / cols), at % cols], tensor);
        assert.equal(value, numbers[at]);
      }
    }
  });

  it('is of the first among equal ones', () => {
    const out = layer(3, 'linear', { kernel_initializer: values([[1, -2, 2]]) });
    const spec = runSpec(1, [out], { loss: { type: 'mse' } });
    const equal = startRun(spec, dataset([[1]], [[0, 0, 0]]));
    assert.equal(asked(equal, 'z', 0).place.col, 1);
  });

  it('is of the largest number also where only the row, or only the column, is said', () => {
    const whole = asked(run, 'z', 1).place;
    for (const [row, col] of [
      [0, null],
      [null, 0],
    ] as const)
      assert.deepEqual(asked(run, 'z', 1, row, col).place, whole);
  });

  it('is of the gradient where a parameter is meant', () => {
    assert.equal(asked(run, 'weights', 1, 0, 1).place.tensor, 'gradW');
    assert.equal(asked(run, 'biases', 1, 0, 1).place.tensor, 'gradB');
  });

  it('is of the only loss', () => {
    const { place, value } = asked(run, 'loss', 2);
    assert.deepEqual(place, { tensor: 'loss', layer: 2, row: 0, col: 0 });
    assert.equal(value, run.peek().loss);
  });
});

describe('the row that is followed', () => {
  const run = randomNet({ activation: 'tanh', loss: 'mse' });

  it('is that of the number itself: delta, and what comes back to an activation', () => {
    for (const tensor of ['delta', 'gradA'] as const) {
      for (const row of [0, 3]) {
        const { paths } = derivationOf(run, { tensor, layer: 1, row, col: 0 });
        assert.equal(paths?.row, row);
      }
    }
  });

  it('is the one that was asked for, or the last one', () => {
    const place = { tensor: 'gradW', layer: 1, row: 0, col: 0 } as const;
    assert.equal(derivationOf(run, place, { row: 2 }).paths?.row, 2);
    assert.equal(derivationOf(run, place, { row: 99 }).paths?.row, 4);
  });

  it('is the only one of a batch of one', () => {
    const single = randomNet({ activation: 'tanh', loss: 'mse', rows: 1 });
    const place = { tensor: 'gradW', layer: 1, row: 2, col: 0 } as const;
    assert.equal(derivationOf(single, place).paths?.row, 0);
  });
});

describe('why a number is 0', () => {
  it('is not said of a number that is not 0', () => {
    const run = randomNet({ activation: 'relu', loss: 'mse' });
    let zeros = 0;
    for (let col = 0; col < 5; col++) {
      const { value, zero } = derivationOf(run, { tensor: 'delta', layer: 1, row: 0, col });
      assert.equal(zero !== null, value === 0);
      if (value === 0) zeros++;
    }
    assert.ok(zeros > 0 && zeros < 5, `${zeros} zeros`);
  });
});

describe('a number that is not there', () => {
  const run = randomNet({ activation: 'tanh', loss: 'mse' });
  const bare = randomNet({ activation: 'tanh', loss: 'mse', bias: false });

  for (const [net, tensor, index, row, col, sentence] of [
    [run, 'z', 3, 0, 0, 'The network has 3 layers; there is no 4.'],
    [run, 'z', -1, 0, 0, 'The network has 3 layers; there is no 0.'],
    [run, 'z', 1, 5, 0, 'z of layer 2 has the shape [5, 5]: there is no row 6, column 1.'],
    [run, 'z', 1, 0, 5, 'z of layer 2 has the shape [5, 5]: there is no row 1, column 6.'],
    [run, 'z', 1, -1, 0, 'z of layer 2 has the shape [5, 5]: there is no row 0, column 1.'],
    [run, 'z', 1, 0, -1, 'z of layer 2 has the shape [5, 5]: there is no row 1, column 0.'],
    [
      run,
      'weights',
      1,
      4,
      0,
      'gradW of layer 2 has the shape [4, 5]: there is no row 5, column 1.',
    ],
    [
      run,
      'weights',
      0,
      4,
      0,
      'gradW of layer 1 has the shape [4, 4]: there is no row 5, column 1.',
    ],
    [run, 'biases', 1, 1, 0, 'gradB of layer 2 has the shape [1, 5]: there is no row 2, column 1.'],
    [run, 'gradA', 1, 0, 5, 'gradA of layer 2 has the shape [5, 5]: there is no row 1, column 6.'],
    [run, 'x', 0, 0, 4, 'x of layer 1 has the shape [5, 4]: there is no row 1, column 5.'],
    [
      run,
      'rowLoss',
      2,
      0,
      1,
      'rowLoss of layer 3 has the shape [5, 1]: there is no row 1, column 2.',
    ],
    [run, 'loss', 2, 1, 0, 'loss of layer 3 has the shape [1, 1]: there is no row 2, column 1.'],
    [bare, 'biases', 1, 0, 0, 'Layer 2 has no gradB.'],
    [run, 'probability', 2, 0, 0, 'Layer 3 has no probability.'],
  ] as const) {
    it(`is said to be missing: ${sentence}`, () => {
      assert.throws(() => asked(net, tensor, index, row, col), {
        name: 'ShapeError',
        message: sentence,
      });
    });
  }
});
