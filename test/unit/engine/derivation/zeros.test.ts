/** Why a number is exactly 0: terms that cancel, or a factor that is. */
import assert from 'node:assert/strict';
import type { Place } from '../../../../src/engine/derivation/terms/numbers';
import type { Run } from '../../../../src/engine/training/run';
import { dataset, layer, runSpec, startRun, values } from '../support';
import { derivationOf, placesOf } from './support';

const gradW = (index: number, row: number, col: number): Place => ({
  tensor: 'gradW',
  layer: index,
  row,
  col,
});
/** The first number of a tensor. */
const at = (tensor: Place['tensor'], index: number): Place => ({
  ...gradW(index, 0, 0),
  tensor,
});

describe('why a number is 0', () => {
  it('says that two terms cancel: seed 002 before its first step', () => {
    const layers = [
      layer(3, 'sigmoid', {
        kernel_initializer: values([
          [1, 1, 1],
          [-1, -1, -1],
        ]),
      }),
      layer(2, 'softmax', {
        kernel_initializer: values([
          [1, 1],
          [-1, -1],
          [-1, -1],
        ]),
      }),
    ];
    const spec = runSpec(2, layers, { loss: { type: 'cross_entropy' } });
    const run = startRun(spec, dataset([[1, -1]], [[1, 0]]));
    for (const place of placesOf('gradW', 0, 2, 3)) {
      const { zero, value, paths } = derivationOf(run, place);
      assert.equal(value + 0, 0);
      assert.deepEqual(zero, {
        kind: 'cancels',
        place: { tensor: 'delta', layer: 0, row: 0, col: place.col },
        positive: 0.5,
        count: 2,
      });
      assert.equal(paths?.list.length, 2);
      assert.equal(paths.list[0].value, -paths.list[1].value);
      assert.ok(Math.abs(paths.list[0].value) > 0.05);
    }
  });

  it('names the factor that is: an input, a dead unit, an output that hits its target', () => {
    const relu = layer(1, 'relu', { kernel_initializer: values([[-1], [-1]]) });
    const out = layer(1, 'linear', { kernel_initializer: values([[1]]) });
    const dead = startRun(runSpec(2, [relu, out]), dataset([[1, 0]], [[1]]));
    assert.deepEqual(derivationOf(dead, gradW(0, 0, 0)).zero, {
      kind: 'factor',
      place: { tensor: 'slope', layer: 0, row: 0, col: 0 },
    });
    const input = layer(1, 'linear', { kernel_initializer: values([[1], [1]]) });
    const blank = startRun(runSpec(2, [input]), dataset([[3, 0]], [[1]]));
    assert.deepEqual(derivationOf(blank, gradW(0, 1, 0)).zero, {
      kind: 'factor',
      place: { tensor: 'x', layer: 0, row: 0, col: 1 },
    });
    assert.equal(derivationOf(blank, gradW(0, 0, 0)).zero, null);
    const right = startRun(runSpec(2, [input]), dataset([[3, 0]], [[3]]));
    assert.deepEqual(derivationOf(right, gradW(0, 0, 0)).zero, {
      kind: 'factor',
      place: { tensor: 'delta', layer: 0, row: 0, col: 0 },
    });
  });

  it('finds the factor in a sum of which every term is 0: the first of them', () => {
    const relu = layer(1, 'relu', { kernel_initializer: values([[-1], [-1]]) });
    const out = layer(1, 'linear', { kernel_initializer: values([[1]]) });
    const start = (x: number[][]): Run =>
      startRun(runSpec(2, [relu, out]), dataset(x, [[-1], [-1]]));
    const dead = start([
      [1, 2],
      [2, 1],
    ]);
    assert.ok(derivationOf(dead, at('gradA', 0)).value > 0, 'the loss itself pushes');
    const slope = { kind: 'factor', place: at('slope', 0) } as const;
    assert.deepEqual(derivationOf(dead, gradW(0, 1, 0)).zero, slope);
    assert.deepEqual(derivationOf(dead, at('gradB', 0)).zero, slope);
    const blank = start([
      [1, 0],
      [2, 1],
    ]);
    const input = { kind: 'factor', place: { ...at('x', 0), col: 1 } } as const;
    assert.deepEqual(derivationOf(blank, gradW(0, 1, 0)).zero, input);
  });

  it('says that the rows of a batch cancel', () => {
    const own = layer(1, 'linear', { kernel_initializer: values([[0]]) });
    const run = startRun(runSpec(1, [own]), dataset([[3], [3]], [[1], [-1]]));
    assert.deepEqual(derivationOf(run, gradW(0, 0, 0)).zero, {
      kind: 'cancels',
      place: gradW(0, 0, 0),
      positive: 3,
      count: 2,
    });
  });

  it('looks through the quotient of a softsign, and up to the layer where it begins', () => {
    const soft = layer(1, 'softsign', { kernel_initializer: values([[1]]) });
    const start = (kernel: number[], y: number[]): Run => {
      const out = layer(kernel.length, 'linear', { kernel_initializer: values([kernel]) });
      return startRun(runSpec(1, [soft, soft, out]), dataset([[1]], [y]));
    };
    // a of the second layer is ⅓: the output hits its target.
    const right = start([3], [1]);
    const delta = { kind: 'factor', place: at('delta', 2) } as const;
    for (const index of [0, 1])
      assert.deepEqual(derivationOf(right, gradW(index, 0, 0)).zero, delta);
    const pulled = start([3, -3], [0, 0]);
    assert.notEqual(derivationOf(pulled, gradW(0, 0, 0)).value, 0);
    const held = start([3, 3], [0, 2]);
    assert.deepEqual(derivationOf(held, gradW(0, 0, 0)).zero, {
      kind: 'cancels',
      place: at('delta', 1),
      positive: 3,
      count: 2,
    });
  });

  it('ends at the slope of a saturated unit, whose a is 0', () => {
    const sigmoid = layer(1, 'sigmoid', { kernel_initializer: values([[-1000]]) });
    const run = startRun(runSpec(1, [sigmoid]), dataset([[1]], [[1]]));
    assert.equal(run.peek().layers[0].a.data[0], 0);
    const slope = { kind: 'factor', place: at('slope', 0) } as const;
    assert.deepEqual(derivationOf(run, gradW(0, 0, 0)).zero, slope);
  });

  it('is not said of a sum with a bias, or of what is not 0', () => {
    const own = layer(1, 'linear', {
      kernel_initializer: values([[1]]),
      bias_initializer: values([[-2]]),
    });
    const run = startRun(runSpec(1, [own]), dataset([[2]], [[1]]));
    assert.deepEqual(
      [derivationOf(run, at('z', 0)).value, derivationOf(run, at('z', 0)).zero],
      [0, null],
    );
    assert.equal(derivationOf(run, gradW(0, 0, 0)).zero, null);
  });
});
