import assert from 'node:assert/strict';
import {
  argMaxBorders,
  argMaxGrid,
  contourLines,
  type Segments,
} from '../../../webview/boundary/contour';

/** A grid of f(col, row). */
function grid(size: number, f: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: size * size }, (_, i) => f(i % size, Math.floor(i / size)));
}

function ends(segments: Segments): [x: number, y: number][] {
  return Array.from({ length: segments.length / 2 }, (_, i) => [
    segments[2 * i],
    segments[2 * i + 1],
  ]);
}

/** How often each end occurs: 2 everywhere for closed lines. */
function endCounts(segments: Segments): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [x, y] of ends(segments)) {
    const key = `${x.toFixed(4)} ${y.toFixed(4)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

describe('contour', () => {
  it('finds a straight line exactly', () => {
    const lines = contourLines(
      grid(5, (x, y) => x + 0.5 * y),
      5,
      2.25,
    );
    assert.ok(lines.length > 0);
    for (const [x, y] of ends(lines)) assert.ok(Math.abs(x + 0.5 * y - 2.25) < 1e-6);
  });

  it('closes a circle, near its radius', () => {
    const lines = contourLines(
      grid(41, (x, y) => Math.hypot(x - 20, y - 20)),
      41,
      12.3,
    );
    for (const [x, y] of ends(lines)) {
      assert.ok(Math.abs(Math.hypot(x - 20, y - 20) - 12.3) < 0.05);
    }
    assert.ok([...endCounts(lines).values()].every(count => count === 2));
  });

  it('separates a saddle by the mean of its cell', () => {
    const near = (segments: Segments) => segments.map(value => Number(value.toFixed(4)));
    // Mean below: the two high corners stand alone. Mean above: the two low ones do.
    assert.deepEqual(
      near(contourLines([1, -2, -2, 1], 2, 0)),
      [0.3333, 0, 0, 0.3333, 0.6667, 1, 1, 0.6667],
    );
    assert.deepEqual(
      near(contourLines([2, -1, -1, 2], 2, 0)),
      [0.6667, 0, 1, 0.3333, 0, 0.6667, 0.3333, 1],
    );
  });

  it('draws nothing where the level is not reached, and skips what is not finite', () => {
    assert.deepEqual(
      contourLines(
        grid(4, () => 0.2),
        4,
        0.5,
      ),
      [],
    );
    const broken = grid(3, x => x);
    broken[4] = NaN;
    assert.deepEqual(contourLines(broken, 3, 0.5), []);
  });

  it('answers the first of equal classes', () => {
    assert.deepEqual([...argMaxGrid([0.2, 0.7, 0.1, 0.5, 0.5, 0.1], 2, 3)], [1, 0]);
  });

  it('draws a border of two classes where their values are equal, once', () => {
    const size = 6;
    const values = new Float32Array(size * size * 2);
    for (let i = 0; i < size * size; i++) {
      values[2 * i] = i % size;
      values[2 * i + 1] = 5 - 2.4;
    }
    const lines = argMaxBorders(values, size, 2);
    assert.equal(lines.length, (size - 1) * 4);
    for (const [x] of ends(lines)) assert.ok(Math.abs(x - 2.6) < 1e-5);
  });

  it('draws every border where three classes meet', () => {
    const size = 21;
    const centers = [
      [4, 4],
      [16, 4],
      [10, 16],
    ];
    const values = new Float32Array(size * size * 3);
    for (let i = 0; i < size * size; i++) {
      centers.forEach(([cx, cy], k) => {
        values[3 * i + k] = -Math.hypot((i % size) - cx, Math.floor(i / size) - cy);
      });
    }
    const distances = (x: number, y: number) =>
      centers.map(([cx, cy]) => Math.hypot(x - cx, y - cy)).sort((a, b) => a - b);
    for (const [x, y] of ends(argMaxBorders(values, size, 3))) {
      const [first, second] = distances(x, y);
      assert.ok(second - first < 0.2, `(${x}, ${y}) lies on no border`);
    }
  });
});
