import assert from 'node:assert/strict';
import { linearTicks, logTicks, stepDown, stepUp, tickStep } from '../../../webview/drawing/scale';

describe('scale', () => {
  it('steps up to the next round number', () => {
    assert.equal(stepUp(0.43), 0.5);
    assert.equal(stepUp(0.5), 0.5);
    assert.equal(stepUp(1.01), 1.5);
    assert.equal(stepUp(312), 400);
    assert.equal(stepUp(8.1e-7), 1e-6);
    assert.equal(stepUp(0), 1);
  });

  it('steps down to the next round number', () => {
    assert.equal(stepDown(0.43), 0.4);
    assert.equal(stepDown(1), 1);
    assert.equal(stepDown(7.9), 6);
  });

  it('changes an axis a few times per decade, not with every value', () => {
    const limits = new Set<number>();
    for (let epoch = 1; epoch <= 1000; epoch++) limits.add(stepUp(epoch));
    assert.ok(limits.size <= 28, `${limits.size} different axes`);
  });

  it('puts ticks on multiples of 1, 2 or 5, inside the limits, without noise', () => {
    assert.deepEqual(linearTicks(0, 1, 5).values, [0, 0.2, 0.4, 0.6, 0.8, 1]);
    assert.deepEqual(linearTicks(-0.6, 0.6, 3).values, [-0.5, 0, 0.5]);
    assert.deepEqual(linearTicks(0, 400, 4).values, [0, 100, 200, 300, 400]);
    for (const [min, max] of [
      [-3.7, 12.9],
      [1e-7, 9e-7],
      [1e6, 7e6],
      [0, 0.3],
    ]) {
      const { values } = linearTicks(min, max, 5);
      assert.ok(values.length >= 2 && values.length <= 11, `${values.length} ticks`);
      assert.ok(values.every(value => value >= min - 1e-12 && value <= max + 1e-12));
    }
  });

  it('writes all ticks of an axis with the same decimals', () => {
    const { values, label } = linearTicks(-0.2, 0.3, 5);
    assert.deepEqual(values.map(label), ['−0.2', '−0.1', '0.0', '0.1', '0.2', '0.3']);
    assert.equal(linearTicks(0, 3e96, 3).label(1e96), '1e96');
  });

  it('never answers nothing for a range without extent', () => {
    assert.equal(tickStep(0, 4), 1);
    assert.equal(tickStep(NaN, 4), 1);
  });

  it('puts logarithmic ticks on powers of ten, thinned to what there is room for', () => {
    assert.deepEqual(logTicks(1e-4, 1, 5).values, [1e-4, 1e-3, 1e-2, 0.1, 1]);
    assert.deepEqual(logTicks(1e-8, 1, 5).values.length <= 5, true);
  });

  it('adds 2 and 5 where a logarithmic axis covers few decades', () => {
    assert.deepEqual(logTicks(0.05, 0.6, 5).values, [0.05, 0.1, 0.2, 0.5]);
    assert.equal(logTicks(1e-6, 1, 7).label(1e-6), '1e−6');
    assert.equal(logTicks(1e-6, 1, 7).label(0.01), '0.01');
  });
});
