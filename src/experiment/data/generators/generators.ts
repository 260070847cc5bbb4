/** Generated rows. Every formula says in which order it draws from the stream. */
import type { RandomStream } from '../../../engine/rng/stream';
import type { Dtype } from '../../../engine/ground/spec';
import type { GeneratorName, GeneratorSource } from '../../format/experiment';
import { makeDigits } from './digits';
import { linspace } from './linspace';
import { playgroundCircle, playgroundSpiral, playgroundXor } from './playground';
import { makeBlobs, makeCircles, makeGaussians, makeMoons } from './scikit';
import type { ImageSize } from '../table/table';

export interface Generated {
  cols: number;
  /** Row-major. */
  x: Float64Array;
  labels: Float64Array;
  image?: ImageSize;
}

type Generator = (source: GeneratorSource, stream: RandomStream, dtype: Dtype) => Generated;

/** Draws exactly as the format's table of generators says; see each function. */
export function generate(source: GeneratorSource, stream: RandomStream, dtype: Dtype): Generated {
  return GENERATE[source.name](source, stream, dtype);
}

const GENERATE: { readonly [K in GeneratorName]: Generator } = {
  linear,
  xor_easy: () => diagonals(Array.from({ length: 11 }, (_, i) => 0.1 * i)),
  xor_linspace: ({ n_samples: n }) => diagonals(linspace(0, 1, Math.ceil(Number(n) / 2))),
  xor_corners: () =>
    points([
      [0, 0, 0],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 0],
    ]),
  five_points: () =>
    points([
      [0, 0, 1],
      [1, 0, 0],
      [0, -1, 0],
      [-1, 0, 0],
      [0, 1, 0],
    ]),
  gaussians: makeGaussians,
  moons: makeMoons,
  circles: makeCircles,
  blobs: makeBlobs,
  xor_quadrants: playgroundXor,
  circle: playgroundCircle,
  spiral: playgroundSpiral,
  digits: makeDigits,
};

/** Draws: uniform(0, 1, (n, 2)). */
function linear({ n_samples }: GeneratorSource, stream: RandomStream, dtype: Dtype): Generated {
  const n = Number(n_samples);
  const x = Float64Array.from(stream.uniform(2 * n, 0, 1, dtype));
  const labels = Float64Array.from({ length: n }, (_, i) => (x[2 * i] > x[2 * i + 1] ? 0 : 1));
  return { cols: 2, x, labels };
}

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
