import assert from 'node:assert/strict';
import { Column, decimate, firstAbove, type ChartPoint } from '../../../webview/drawing/decimate';

function column(values: ArrayLike<number>): Column {
  const result = new Column();
  result.append(values);
  return result;
}

function epochs(count: number): Column {
  return column(Float64Array.from({ length: count }, (_, i) => i + 1));
}

/** A curve that no rule of thumb gets right by chance. */
function wild(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) * (1 + (i % 97)));
}

describe('decimation', () => {
  it('finds the same extremes as a look at every value, over any range', () => {
    const values = wild(5000);
    values[700] = NaN;
    values[701] = Infinity;
    const tested = column(values);
    for (const [from, to] of [
      [0, 5000],
      [1, 17],
      [15, 4099],
      [700, 702],
      [256, 4352],
      [4999, 5000],
    ]) {
      const finite = [...values.subarray(from, to)].filter(Number.isFinite);
      const found = tested.extremes(from, to);
      assert.equal(found && tested.at(found.low), finite.length ? Math.min(...finite) : null);
      assert.equal(found && tested.at(found.high), finite.length ? Math.max(...finite) : null);
    }
  });

  it('keeps its extremes while it grows by uneven slices', () => {
    const values = wild(3000);
    const grown = new Column();
    for (let at = 0, size = 1; at < 3000; at += size, size = (size * 7) % 61 || 5) {
      grown.append(values.subarray(at, Math.min(3000, at + size)));
    }
    assert.equal(grown.length, 3000);
    const found = grown.extremes(0, 3000);
    assert.equal(found && grown.at(found.low), Math.min(...values));
    assert.equal(found && grown.at(found.high), Math.max(...values));
  });

  it('keeps its extremes where rows are taken back and others come', () => {
    const values = wild(3000);
    const changed = column(values.map(value => value * 3));
    changed.cut(700);
    changed.append(values.subarray(700));
    const expected = [...values].map((value, row) => (row < 700 ? value * 3 : value));
    for (const [from, to] of [
      [0, 3000],
      [0, 701],
      [512, 1024],
      [690, 705],
    ]) {
      const found = changed.extremes(from, to);
      assert.equal(found && changed.at(found.low), Math.min(...expected.slice(from, to)));
      assert.equal(found && changed.at(found.high), Math.max(...expected.slice(from, to)));
    }
  });

  it('draws all points while there is a pixel for each', () => {
    const points = decimate(
      epochs(50),
      column(wild(50)),
      { from: 0, to: 50, x0: 0, x1: 50 },
      50,
      [],
    );
    assert.equal(points.length, 50);
    assert.deepEqual(points[49], { x: 50, y: wild(50)[49] });
  });

  it('never draws more than a point per pixel, and loses no spike', () => {
    const values = wild(100_000);
    values[77_777] = 1e6;
    values[12_345] = -1e6;
    const range = { from: 0, to: 100_000, x0: 0, x1: 100_000 };
    const points = decimate(epochs(100_000), column(values), range, 600, []);
    assert.ok(points.length <= 600, `${points.length} points`);
    assert.ok(points.some(({ x, y }) => x === 77_778 && y === 1e6));
    assert.ok(points.some(({ x, y }) => x === 12_346 && y === -1e6));
    assert.ok(
      points.every(({ x }, i) => i === 0 || x >= points[i - 1].x),
      'from left to right',
    );
  });

  it('breaks the line where a whole pixel has no value', () => {
    const values = wild(10_000).fill(NaN, 4000, 6000);
    const range = { from: 0, to: 10_000, x0: 0, x1: 10_000 };
    const points = decimate(epochs(10_000), column(values), range, 100, []);
    assert.ok(points.some(({ x, y }) => Number.isNaN(y) && x > 4000 && x <= 6000));
    assert.ok(points.filter(({ y }) => Number.isNaN(y)).length >= 9);
  });

  it('uses its array again', () => {
    const points: ChartPoint[] = [];
    const range = { from: 0, to: 10, x0: 0, x1: 10 };
    decimate(epochs(10), column(wild(10)), range, 100, points);
    const [first] = points;
    decimate(epochs(5), column(wild(5)), { ...range, to: 5 }, 100, points);
    assert.equal(points.length, 5);
    assert.equal(points[0], first);
  });

  it('finds the first row above an edge', () => {
    assert.equal(firstAbove(epochs(10), 3, 0, 10), 3);
    assert.equal(firstAbove(epochs(10), 3.5, 0, 10), 3);
    assert.equal(firstAbove(epochs(10), 99, 0, 10), 10);
    assert.equal(firstAbove(epochs(10), 0, 0, 10), 0);
  });

  it('knows the last value that is a number', () => {
    assert.equal(column([1, 2, NaN, NaN]).last, 2);
    assert.ok(Number.isNaN(column([NaN]).last));
  });
});
