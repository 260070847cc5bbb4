/** What a verdict on a large net costs, counted in looks at its arrays. */
import assert from 'node:assert/strict';
import { autopsy } from '../../../../src/engine/autopsy/autopsy';
import type { GivenArray } from '../../../../src/engine/autopsy/autopsy';
import { slopeOf, slopeOfOther } from '../../../../src/engine/autopsy/catalogue/derivatives';
import { dump, matrix, randomOf } from './plant';
import type { Plan } from './pass';

const plan: Plan = {
  sizes: [196, 75, 10],
  activations: ['relu', 'softmax'],
  loss: 'cross_entropy',
  rows: 32,
  bias: true,
  mean: true,
};

/** How often `each` is read from end to end while `run` runs. */
function looks(each: Float64Array, run: () => void): number {
  let count = 0;
  const values = each[Symbol.iterator].bind(each);
  Object.defineProperty(each, Symbol.iterator, {
    configurable: true,
    value: () => {
      count++;
      return values();
    },
  });
  run();
  Reflect.deleteProperty(each, Symbol.iterator);
  return count;
}

/** The arrays of a right pass but for the gradient of the first weights, which nothing explains. */
function unexplained(): {
  given: GivenArray[];
  gradient: Float64Array;
  known: ReturnType<typeof dump>['known'];
} {
  const random = randomOf(3);
  const { given, known } = dump(random, plan, [], { layout: 'rows', names: 0, deltas: true });
  const array = given.find(({ name }) => name === 'dW1');
  assert.ok(array);
  array.values.data.set(matrix(random, 196, 75).flat());
  return { given, gradient: array.values.data, known };
}

describe('a verdict on a large net that no mistake explains', () => {
  for (const words of ['with an experiment', 'from the arrays alone']) {
    it(`reads its largest gradient a few times, however many mistakes are tried: ${words}`, () => {
      const { given, gradient, known } = unexplained();
      const count = looks(gradient, () => {
        const { verdict } = autopsy(given, words.startsWith('with') ? known : null);
        assert.equal(verdict, 'unknown');
      });
      assert.ok(count <= 40, `${count} looks`);
    });
  }
});

describe('a derivative', () => {
  it('is computed once for all mistakes that hold it', () => {
    const [z, a] = [1, 2].map(size => ({ rows: 1, cols: 2, data: Float64Array.of(size, -size) }));
    assert.equal(slopeOf('tanh', z, a), slopeOf('tanh', z, a));
    assert.equal(slopeOfOther('tanh', z), slopeOfOther('tanh', z));
    assert.notEqual(slopeOf('tanh', z, a), slopeOf('tanh', z, z));
    assert.notEqual(slopeOf('tanh', z, a), slopeOf('sigmoid', z, a));
  });
});
