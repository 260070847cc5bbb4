/** What an answer that never looks at the inputs comes to, against sums on paper. */
import assert from 'node:assert/strict';
import type { Matrix, MetricSpec } from '../../../../src/engine/ground/spec';
import { constantGuesses } from '../../../../src/experiment/diagnosis/subject/guesses';

describe('the best constant guess', () => {
  /** One output: 0, 0, 0, 1. */
  const binary: Matrix = { rows: 4, cols: 1, data: Float64Array.of(0, 0, 0, 1) };
  /** Two classes of three rows and one. */
  const oneHot: Matrix = { rows: 4, cols: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1, 1, 0) };
  const metric = (change: Partial<MetricSpec>): MetricSpec => ({
    ...{ name: 'loss', type: 'mse', scale: 1, output_reduction: 'mean', batch_reduction: 'mean' },
    ...{ epoch_reduction: 'mean', evaluate: 'running', threshold: 0.5 },
    ...change,
  });
  const guess = (change: Partial<MetricSpec>, y = binary, batches = 1): number | undefined =>
    constantGuesses([metric(change)], y, batches, true)[change.name ?? 'loss'];
  const near = (value: number | undefined, expected: number): void =>
    assert.ok(value !== undefined && Math.abs(value - expected) < 1e-12, `${value}`);

  it('is the spread of the targets for squares, with the scale and the reduction of the metric', () => {
    // The mean is ¼: ¼ · ¾ is the mean square around it.
    near(guess({}), 0.1875);
    near(guess({ scale: 0.5 }), 0.09375);
    near(guess({ output_reduction: 'sum' }, oneHot), 0.375);
    near(guess({ output_reduction: 'mean' }, oneHot), 0.1875);
  });

  it('is the entropy of the class shares for cross-entropy', () => {
    const entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    near(guess({ type: 'cross_entropy' }, oneHot), entropy);
    near(guess({ type: 'binary_cross_entropy' }), entropy);
  });

  it('is the share of the largest class for the accuracy', () => {
    near(guess({ name: 'accuracy', type: 'accuracy' }, oneHot), 0.75);
    near(guess({ name: 'accuracy', type: 'accuracy' }), 0.75);
    const values = constantGuesses(
      [metric({ name: 'accuracy', type: 'accuracy' })],
      binary,
      1,
      false,
    );
    assert.deepEqual(values, {});
  });

  it('is a sum over the rows where the metric is, and none where the batches decide', () => {
    near(guess({ batch_reduction: 'sum' }), 0.75);
    near(guess({ batch_reduction: 'sum', epoch_reduction: 'sum' }, binary, 2), 0.75);
    near(guess({ epoch_reduction: 'sum' }), 0.1875);
    assert.equal(guess({ batch_reduction: 'sum' }, binary, 2), undefined);
    assert.equal(guess({ epoch_reduction: 'sum' }, binary, 2), undefined);
  });

  it('is none of a penalty, and none where every target is the same', () => {
    assert.equal(guess({ name: 'penalty', type: 'penalty' }), undefined);
    assert.equal(guess({ name: 'objective', type: 'objective' }), undefined);
    const same: Matrix = { rows: 3, cols: 1, data: Float64Array.of(2, 2, 2) };
    assert.equal(guess({}, same), undefined);
  });
});
