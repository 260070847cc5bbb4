/** When a monitored column ends a run; how runs use it stands in run.test.ts. */
import assert from 'node:assert/strict';
import { EarlyStopping } from '../../../src/engine/training/earlyStopping';
import type { EarlyStoppingSpec } from '../../../src/engine/ground/spec';

const SPEC: EarlyStoppingSpec = { monitor: 'loss', mode: 'min', target: null, patience: 2 };

/** What is said after each of these values, the first of epoch 1. */
function answers(spec: Partial<EarlyStoppingSpec>, values: number[]): (string | null)[] {
  const stopping = new EarlyStopping({ ...SPEC, ...spec });
  return values.map((value, i) => stopping.check(i + 1, () => value));
}

describe('Patience', () => {
  it('is not renewed by a value that is as good as the best', () => {
    assert.deepEqual(answers({}, [3, 2, 2, 2]), [
      ...[null, null, null],
      'Stopped after epoch 4: loss was not better than 2 (epoch 2) for 2 epochs.',
    ]);
  });

  it('counts one epoch as one', () => {
    const [, answer] = answers({ patience: 1, mode: 'max' }, [-0.5, -0.75]);
    assert.match(answer ?? '', /not better than -0\.5 \(epoch 1\) for 1 epoch\.$/);
  });

  it('compares values on both sides of 1 and of 0', () => {
    for (const values of [
      [4, 0.5, 0.25, -0.5, -2, -4],
      [0.5, 0.4, 0.3],
    ]) {
      assert.ok(answers({ patience: 1 }, values).every(answer => answer === null));
      const negated = values.map(value => -value);
      assert.ok(answers({ patience: 1, mode: 'max' }, negated).every(answer => answer === null));
      assert.notEqual(answers({ patience: 1 }, negated)[1], null);
    }
  });

  it('is not used up by values that are not numbers', () => {
    assert.ok(answers({}, [NaN, 5, 4, 3, 2, 1]).every(answer => answer === null));
    const [, , , , last] = answers({}, [NaN, 5, NaN, 4, NaN]);
    assert.equal(last, null);
    assert.match(
      answers({}, [3, NaN, NaN])[2] ?? '',
      /not better than 3 \(epoch 1\) for 2 epochs\.$/,
    );
    const [first, second] = answers({}, [NaN, NaN]);
    assert.equal(first, null);
    assert.equal(second, 'Stopped after epoch 2: loss was not a number for 2 epochs.');
  });

  it('goes on from a saved state', () => {
    const stopping = new EarlyStopping(SPEC);
    stopping.check(1, () => 5);
    const state = stopping.save();
    stopping.check(2, () => 1);
    stopping.restore(state);
    assert.equal(
      stopping.check(2, () => 4),
      null,
      'better than 5',
    );
    const other = new EarlyStopping(SPEC);
    other.restore(state);
    const answer = other.check(3, () => 6);
    assert.match(answer ?? '', /not better than 5 \(epoch 1\) for 2 epochs/);
  });
});
