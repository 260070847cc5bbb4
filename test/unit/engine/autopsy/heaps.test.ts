/** Heaps of arrays in which there is no pass to look at, or a large one. */
import assert from 'node:assert/strict';
import { autopsy } from '../../../../src/engine/autopsy/autopsy';
import { dump, matrix, planOf, randomOf } from './plant';

const array = (name: string, rows: number[][]) => {
  return {
    name,
    values: { rows: rows.length, cols: rows[0].length, data: Float64Array.from(rows.flat()) },
    slack: null,
  };
};

describe('a heap of arrays', () => {
  it('without a net is unknown', () => {
    const random = randomOf(1);
    const given = ['a', 'b', 'c'].map(name => array(name, matrix(random, 3, 3)));
    const { verdict, model, summary } = autopsy(given);
    assert.deepEqual([verdict, model], ['unknown', null]);
    assert.match(summary, /No net was found/);
  });

  it('that is empty is unknown', () => assert.equal(autopsy([]).verdict, 'unknown'));

  it('of gradients alone is judged by the batch of the experiment', () => {
    const plan = {
      sizes: [3, 4, 2],
      activations: ['tanh', 'linear'] as const,
      loss: 'mse' as const,
      rows: 6,
      bias: true,
      mean: true,
    };
    const whole = dump(
      randomOf(2),
      { ...plan, activations: [...plan.activations] },
      [{ id: 'bias_mean', layer: 0 }],
      { layout: 'rows', names: 0 },
    );
    const gradients = whole.given.filter(({ name }) => /^d[Wb]/.test(name));
    assert.deepEqual(
      autopsy(gradients, whole.known).findings.map(({ id, layer }) => [id, layer]),
      [['bias_mean', 0]],
    );
  });

  for (const [words, spoil] of [
    ['missing', null],
    ['not finite', (data: Float64Array) => void (data[0] = NaN)],
    ['infinite', (data: Float64Array) => void (data[0] = Infinity)],
    ['changed', (data: Float64Array) => void (data[0] += 1)],
  ] as const) {
    it(`with one that is ${words} gets no name that is not its own`, () => {
      for (const seed of [3, 4]) {
        const whole = dump(randomOf(seed), planOf(randomOf(seed)), [], { names: 0 });
        whole.given.forEach(({ name }, index) => {
          const given = whole.given.map(each => {
            const values = { ...each.values, data: each.values.data.slice() };
            return { ...each, values };
          });
          if (spoil) spoil(given[index].values.data);
          else given.splice(index, 1);
          for (const known of [whole.known, null]) {
            const { findings } = autopsy(given, known);
            assert.deepEqual(findings, [], `${seed} ${name} ${known ? 'known' : ''}`);
          }
        });
      }
    });
  }
});
