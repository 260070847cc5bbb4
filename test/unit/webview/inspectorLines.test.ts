/** The lines and bars of the inspector: their scales. */
import assert from 'node:assert/strict';
import { barScale, barShare } from '../../../webview/inspector/barScale';
import { courseOf, LINE, trendOf } from '../../../webview/inspector/course';

/** Heights of a course, from 0 (bottom) to 1. */
function heights(norms: number[]): number[] {
  const { points } = courseOf(norms);
  const ys = points === '' ? [] : points.split(' ').map(point => Number(point.split(',')[1]));
  return ys.map(y => Math.round(100 * (1 - (y - 2) / (LINE.height - 4))) / 100);
}

describe('the course of a norm, as a line', () => {
  it('climbs with the order of magnitude, from edge to edge', () => {
    assert.deepEqual(heights([1e-6, 1e-4, 1e-2]), [0, 0.5, 1]);
    assert.equal(courseOf([1, 10, 100]).points.split(' ').at(0)?.split(',')[0], '0.0');
    assert.equal(courseOf([1, 10, 100]).points.split(' ').at(-1)?.split(',')[0], '100.0');
  });

  it('spans a decade at least, so that what is flat looks flat', () => {
    assert.deepEqual(heights([2, 2, 2]), [0.5, 0.5, 0.5]);
    const [low, high] = heights([1, 1.1]);
    assert.ok(Math.abs(high - low - Math.log10(1.1)) < 0.02, `${low} ${high}`);
    assert.deepEqual(heights([1, 10]), [0, 1]);
  });

  it('has a zero at the bottom, and a gap where a norm is not finite', () => {
    assert.deepEqual(heights([0, 1, 100]), [0, 0, 1]);
    assert.deepEqual(heights([0, 0]), [0, 0]);
    assert.equal(heights([1, NaN, Infinity, 10]).length, 2);
    assert.deepEqual(courseOf([]), { points: '', end: null });
    assert.deepEqual(courseOf([NaN]), { points: '', end: null });
    assert.equal(courseOf([3]).end, LINE.height / 2);
  });

  it('rises, falls or stays', () => {
    assert.equal(trendOf([1, 5, 1.2]), 'rising');
    assert.equal(trendOf([1e-50, 1e-60]), 'falling');
    assert.equal(trendOf([1, 100, 1.05]), 'steady');
    assert.equal(trendOf([0, 1, NaN]), null);
    assert.equal(trendOf([NaN, 1, 2]), 'rising');
  });
});

describe('the bars of the layers', () => {
  it('begin a decade below the smallest and end above the largest', () => {
    const scale = barScale('delta', [2.98e-5, 0.0353, null, 0, NaN, Infinity], null);
    assert.deepEqual(
      [scale?.low.toPrecision(3), scale?.high.toPrecision(3)],
      ['0.00000100', '0.100'],
    );
    assert.equal(barScale('delta', [null, 0, NaN], null), null);
  });

  it('have no length without a number, and all of it beyond the end', () => {
    const scale = { low: 0.1, high: 10, isLog: true };
    assert.deepEqual(
      [0, 0.01, 0.1, 1, 10, 100, Infinity, NaN, null].map(value => barShare(value, scale)),
      [0, 0, 0, 0.5, 1, 1, 1, null, null],
    );
    assert.equal(barShare(1, null), null);
  });
});
