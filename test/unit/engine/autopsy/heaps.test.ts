/** Heaps of arrays in which there is no pass to look at, or a large one. */
import assert from 'node:assert/strict';
import { autopsy } from '../../../../src/engine/autopsy/autopsy';
import { dump, matrix, randomOf } from './plant';

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
});
