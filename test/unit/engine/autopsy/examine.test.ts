/** What is shown of an autopsy: each array beside what it should be, and how far every mistake is. */
import assert from 'node:assert/strict';
import { examine } from '../../../../src/engine/autopsy/examine';
import type { Examination, ExaminedArray } from '../../../../src/engine/autopsy/examine';
import type { Bug } from './pass';
import { bugsOf, dump, pick, planOf, randomOf } from './plant';
import type { How, Layout } from './plant';

const LAYOUTS: readonly Layout[] = ['rows', 'columns', 'torch'];

function examined(seed: number, bugs: Bug[], how: How = {}): Examination {
  const random = randomOf(seed);
  const { given, known } = dump(randomOf(seed), planOf(random), bugs, how);
  return examine(given, known);
}

/** Largest |yours − right|, as a part of the largest entry of yours. */
function apart({ values, expected }: ExaminedArray): number {
  assert.ok(expected);
  assert.deepEqual([expected.rows, expected.cols], [values.rows, values.cols]);
  const most = Math.max(...values.data.map(Math.abs));
  return Math.max(...values.data.map((value, i) => Math.abs(value - expected.data[i]))) / most;
}

describe('each array of an autopsy', () => {
  it('stands beside what it should be, in the layout of the program', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const bugs = bugsOf(planOf(randomOf(seed)));
      const bug = pick(randomOf(seed), bugs);
      const how = { layout: LAYOUTS[seed % 3], deltas: seed % 2 === 0 };
      const { arrays } = examined(seed, [bug], how);
      for (const array of arrays) {
        if (array.agrees === null) assert.equal(array.expected, null);
        else if (array.agrees) assert.ok(apart(array) < 1e-9, `${seed} ${array.name}`);
        else assert.ok(apart(array) > 1e-9, `${seed} ${array.name} ${bug.id}`);
      }
    }
  });

  it('agrees where nothing is wrong, and none is the first that differs', () => {
    const { arrays, first, tried, verdict } = examined(3, [], { deltas: true });
    assert.equal(verdict, 'correct');
    assert.deepEqual([first, tried], [null, []]);
    const compared = arrays.filter(({ expected }) => expected);
    assert.ok(compared.length > 6);
    for (const array of compared) assert.ok(apart(array) < 1e-9, array.name);
  });

  it('is compared with what the delta above makes of it, wrong as that may be', () => {
    const bug: Bug = { id: 'derivative_missing', layer: 1 };
    const plan = { sizes: [3, 4, 5, 2], activations: ['tanh', 'sigmoid', 'linear'] as const };
    const whole = planOf(randomOf(1), {
      ...plan,
      activations: [...plan.activations],
      loss: 'mse',
      bias: true,
    });
    const { given, known } = dump(randomOf(8), whole, [bug], { names: 0, deltas: true });
    const { arrays, first } = examine(given, known);
    const agrees = (name: string) => arrays.find(array => array.name === name)?.agrees;
    assert.equal(first, 'dz2');
    assert.deepEqual(['dz3', 'dz2', 'dW2', 'dz1', 'dW1'].map(agrees), [
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('has nothing beside it where no net is found', () => {
    const values = { rows: 1, cols: 2, data: Float64Array.of(1, 2) };
    const { arrays, first, tried } = examine([{ name: 'v', values, slack: null }]);
    assert.deepEqual(arrays, [{ name: 'v', is: null, agrees: null, values, expected: null }]);
    assert.deepEqual([first, tried], [null, []]);
  });
});

describe('of the mistakes that are tried', () => {
  it('the one that was made comes first, to rounding, and none beside it comes near', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const bugs = bugsOf(planOf(randomOf(seed)));
      const bug = pick(randomOf(seed + 500), bugs);
      const { first, tried, findings } = examined(seed, [bug], { layout: LAYOUTS[seed % 3] });
      const told = JSON.stringify({ seed, bug, first, tried: tried.slice(0, 3) });
      assert.ok(tried.length > 1, told);
      const [{ id, distance }, ...others] = tried;
      assert.equal(id, findings[0].id, told);
      assert.ok(distance < 1e-9, told);
      for (const other of others) {
        // The derivative of softplus is sigmoid: a part of the derivative of that.
        const isSame = id === 'derivative_incomplete' && other.as === 'softplus';
        assert.ok(isSame || other.distance > 1e-9, told);
      }
    }
  });

  it('two at one place are told together', () => {
    const plan = planOf(randomOf(1), {
      sizes: [3, 4, 2],
      activations: ['tanh', 'linear'],
      loss: 'mse',
      rows: 7,
    });
    const bugs: Bug[] = [
      { id: 'derivative_missing', layer: 0 },
      { id: 'last_row_only', layer: 0 },
    ];
    const { given, known } = dump(randomOf(2), plan, bugs, { names: 0, deltas: false });
    const { tried } = examine(given, known);
    assert.equal(tried[0].id, 'derivative_missing + last_row_only');
    assert.ok(tried[0].distance < 1e-12 && tried[1].distance > 0.01);
  });

  it('those of the forward pass are tried where that goes wrong', () => {
    const plan = planOf(randomOf(1), {
      sizes: [3, 4, 2],
      activations: ['tanh', 'linear'],
      loss: 'mse',
      bias: true,
    });
    const ids = (bug: Bug) => {
      const { given, known } = dump(randomOf(2), plan, [bug], { names: 0 });
      const { first, tried } = examine(given, known);
      return [first, tried[0].id, tried[0].as, tried[0].distance < 1e-12];
    };
    assert.deepEqual(ids({ id: 'bias_not_used', layer: 0 }), [
      'z1',
      'bias_not_used',
      undefined,
      true,
    ]);
    const other = { id: 'other_activation', layer: 0, as: 'sigmoid' as const };
    assert.deepEqual(ids(other), ['a1', 'other_activation', 'sigmoid', true]);
  });

  it('the one that was made says which arrays it makes, and how exactly', () => {
    const plan = planOf(randomOf(1), {
      sizes: [3, 4, 2],
      activations: ['tanh', 'linear'],
      loss: 'mse',
      bias: true,
    });
    const bug: Bug = { id: 'derivative_missing', layer: 0 };
    const { given, known } = dump(randomOf(2), plan, [bug], { names: 0, deltas: false });
    const [{ reproduces }] = examine(given, known).findings;
    assert.deepEqual(reproduces?.arrays, ['dW1', 'db1']);
    assert.equal(reproduces.entries, 3 * 4 + 4);
    assert.ok(reproduces.within < 1e-14);
  });
});
