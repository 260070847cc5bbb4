/** `numpy.random.default_rng`: its numbers, to the last bit (test/fixtures/reference/makeDefaultRng.py). */
import assert from 'node:assert/strict';
import { performCall } from '../../../../src/engine/rng/calls';
import { createStream } from '../../../../src/engine/rng/createStream';
import { FIXTURES, readJson } from '../support';

interface Reference {
  cases: {
    seed: number;
    calls: Record<string, unknown>;
    sequence: { calls: string[]; drawn: unknown[] };
    largest_and_last_of_100000_normals: number[];
    last_of_permutation_3000: number[];
  }[];
}

describe('default_rng', () => {
  const { cases } = readJson<Reference>(FIXTURES, 'defaultRng.json');
  for (const { seed, ...expected } of cases) {
    it(`draws as NumPy from seed ${seed}`, () => {
      const start = () => createStream('numpy_default_rng', seed);
      for (const [call, drawn] of Object.entries(expected.calls)) {
        assert.deepEqual(performCall(start(), call, 'float64'), drawn, call);
      }
      const stream = start();
      const { calls, drawn } = expected.sequence;
      assert.deepEqual(
        calls.map(call => performCall(stream, call, 'float64')),
        drawn,
      );
      const permuted = start().permutation(3000);
      assert.deepEqual([...permuted.slice(-10)], expected.last_of_permutation_3000);
    });

    it(`finds its way through the tails from seed ${seed}`, () => {
      const stream = createStream('numpy_default_rng', seed);
      const normals = stream.normal(100_000, 0, 1, 'float64');
      const largest = [...normals].reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      const [most, ...last] = expected.largest_and_last_of_100000_normals;
      // The largest lies in the tail: it is made of a logarithm.
      assert.ok(Math.abs(largest - most) <= 1e-15 * most, `${largest} and ${most}`);
      assert.deepEqual([...normals.slice(-3)], last);
    });
  }

  it('keeps the second half of a draw when it is saved', () => {
    const stream = createStream('numpy_default_rng', 3);
    const [first, second] = stream.randint(0, 1000, 2);
    const again = createStream('numpy_default_rng', 3);
    assert.equal(again.randint(0, 1000, 1)[0], first);
    const other = createStream('numpy_default_rng', 9);
    other.restore(structuredClone(again.save()));
    assert.equal(other.randint(0, 1000, 1)[0], second);
  });

  it('refuses seeds that NumPy refuses, and those that are no exact number', () => {
    for (const seed of [-1, 1.5, NaN, 2 ** 53]) {
      assert.throws(() => createStream('numpy_default_rng', seed), /whole number from 0 on/);
    }
  });
});
