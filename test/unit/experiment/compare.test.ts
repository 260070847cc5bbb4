import assert from 'node:assert/strict';
import { plainFactor, type Pair } from '../../../src/experiment/verify/compare';

describe('the factor between two gradients', () => {
  const SIZES = { rows: 4, outputs: 3 };

  /** What is said where all that is given is a multiple of ours. */
  function wordsOf(factor: number, sizes = SIZES): string | null {
    const pairs = [[0.5, -0.25], [0.125]].map((numbers): Pair => {
      const ours = { rows: 1, cols: numbers.length, data: Float64Array.from(numbers) };
      const given = { ...ours, data: ours.data.map(value => factor * value) };
      return { ours, given, tolerance: { relative: 1e-9 } };
    });
    return plainFactor(pairs, sizes);
  }

  it('is a sign, a half, or a mean in the place of a sum over rows or outputs', () => {
    for (const [factor, words] of [
      [-1, /^−1 ×: the sign/],
      [2, /^2 ×: .*½ missing/],
      [0.5, /^½ ×: .*½ too many/],
      [4, /^4 ×: a sum over the 4 rows .*`batch_reduction`/],
      [1 / 4, /^1\/4 ×: a mean over the 4 rows .*`batch_reduction`/],
      [3, /^3 ×: a sum over the 3 outputs .*`output_reduction`/],
      [1 / 3, /^1\/3 ×: a mean over the 3 outputs .*`output_reduction`/],
    ] as const)
      assert.match(wordsOf(factor) ?? '', words);
  });

  it('is none where no convention explains it', () => {
    assert.equal(wordsOf(1.3), null);
    assert.equal(wordsOf(4, { rows: 1, outputs: 1 }), null);
  });
});
