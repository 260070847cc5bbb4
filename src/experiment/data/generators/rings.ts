/** Moons and circles with scikit-learn's formulas and draws (sklearn.datasets). */
import type { RandomStream } from '../../../engine/rng/stream';
import { optional } from '../../format/core';
import type { Report } from '../../format/core';
import type { JsonPath } from '../../format/finding';
import { number } from '../../format/scalars';
import { NORMAL_NOISE, noiseOf, samplesPerClass, seed } from './fields';
import { generatorKind } from './kind';
import type { Generated } from './kind';
import { linspace } from './linspace';
import { checkCounts, checkSize } from './rules';
import { shuffled } from './shuffled';

/** make_moons. Draws: the shuffle of the rows; normal(0, noise, (n, 2)) where there is noise. */
export const moons = generatorKind({
  description: 'Two interleaved half circles, as make_moons of scikit-learn.',
  fields: { n_samples: samplesPerClass(100), noise: noiseOf(0, NORMAL_NOISE), seed },
  check: checkTwoClasses,
  make(source, stream) {
    const [outer, inner] = twoClasses(source.n_samples);
    const upper = linspace(0, Math.PI, outer).map(t => [Math.cos(t), Math.sin(t)]);
    const lower = linspace(0, Math.PI, inner).map(t => [1 - Math.cos(t), 1 - Math.sin(t) - 0.5]);
    return noised(shuffled(twoParts(upper, lower), stream), source.noise, stream);
  },
});

/** make_circles. Draws as make_moons. */
export const circles = generatorKind({
  description: 'A circle inside a circle, as make_circles of scikit-learn.',
  fields: {
    n_samples: samplesPerClass(100),
    noise: noiseOf(0, NORMAL_NOISE),
    factor: optional(number({ min: 0, below: 1 }), 'Radius of the inner circle.', 0.8),
    seed,
  },
  check: checkTwoClasses,
  make(source, stream) {
    const [outer, inner] = twoClasses(source.n_samples);
    const ring = (n: number, radius: number) =>
      linspace(0, 2 * Math.PI, n, false).map(t => [Math.cos(t) * radius, Math.sin(t) * radius]);
    const made = twoParts(ring(outer, 1), ring(inner, source.factor));
    return noised(shuffled(made, stream), source.noise, stream);
  },
});

function checkTwoClasses(
  { n_samples: samples }: { n_samples: number | number[] },
  at: JsonPath,
  report: Report,
): void {
  checkSize(samples, 2, at, report);
  checkCounts(samples, 2, at, report);
}

/** The second class gets the odd row. */
function twoClasses(samples: number | number[]): number[] {
  if (Array.isArray(samples)) return samples;
  const half = Math.floor(samples / 2);
  return [half, samples - half];
}

function twoParts(first: number[][], second: number[][]): Generated {
  const labels = new Float64Array(first.length + second.length).fill(1, first.length);
  return { cols: 2, x: Float64Array.from([...first, ...second].flat()), labels };
}

function noised(made: Generated, noise: number, stream: RandomStream): Generated {
  if (noise === 0) return made;
  const drawn = stream.normal(made.x.length, 0, noise, 'float64');
  return { ...made, x: made.x.map((value, index) => value + drawn[index]) };
}
