/** The data of the labs: lines, diagonals and single points of the plane. */
import { generatorKind } from './kind';
import type { Generated } from './kind';
import { samples, seed } from './fields';
import { linspace } from './linspace';

/** Draws: uniform(0, 1, (n, 2)). */
export const linear = generatorKind({
  description: 'Points of the unit square; label 0 where x₁ > x₂, else 1.',
  fields: { n_samples: samples(100), seed },
  make({ n_samples: n }, stream, dtype) {
    const x = Float64Array.from(stream.uniform(2 * n, 0, 1, dtype));
    const labels = Float64Array.from({ length: n }, (_, i) => (x[2 * i] > x[2 * i + 1] ? 0 : 1));
    return { cols: 2, x, labels };
  },
});

export const xorEasy = generatorKind({
  description: 'The two diagonals of the unit square in steps of 0.1: 21 rows.',
  fields: {},
  make: () => diagonals(Array.from({ length: 11 }, (_, i) => 0.1 * i)),
});

export const xorLinspace = generatorKind({
  description: 'The two diagonals on evenly spaced points: n = 70 gives 69 rows.',
  fields: { n_samples: samples(70, 2) },
  make: ({ n_samples: n }) => diagonals(linspace(0, 1, Math.ceil(n / 2))),
});

export const xorCorners = generatorKind({
  description: 'The four corners of the unit square.',
  fields: {},
  make: () =>
    points([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ]),
});

export const fivePoints = generatorKind({
  description: 'The origin against its four neighbours.',
  fields: {},
  make: () =>
    points([
      [0, 0, 1],
      [1, 0, 0],
      [0, -1, 0],
      [-1, 0, 0],
      [0, 1, 0],
    ]),
});

/** (t, t) → 0, then (t, 1 − t) → 1, which the middle leaves out: it lies on both. */
function diagonals(ts: readonly number[]): Generated {
  return points(
    ts.flatMap(t =>
      isMiddle(t)
        ? [[t, t, 0]]
        : [
            [t, t, 0],
            [t, 1 - t, 1],
          ],
    ),
  );
}

/** Up to rounding: 17 · (1/34) need not be exactly one half. */
function isMiddle(t: number): boolean {
  return Math.abs(t - 0.5) < 1e-9;
}

function points(rows: number[][]): Generated {
  return {
    cols: 2,
    x: Float64Array.from(rows.flatMap(([x1, x2]) => [x1, x2])),
    labels: Float64Array.from(rows, ([, , label]) => label),
  };
}
