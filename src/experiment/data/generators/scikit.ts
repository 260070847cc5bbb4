/** Clouds, moons and circles with scikit-learn's formulas and draws (sklearn.datasets). */
import type { RandomStream } from '../../../engine/rng/stream';
import type { GeneratorSource } from '../../format/experiment';
import { linspace } from './linspace';

interface Made {
  cols: number;
  x: Float64Array;
  labels: Float64Array;
}

/** Draws, cloud by cloud: normal(center, std, (n, cols)). Labels in order. */
export function makeGaussians(source: GeneratorSource, stream: RandomStream): Made {
  return clouds(source, source.centers as number[][], stream);
}

/**
 * make_blobs. Draws: the centers, uniform(−10, 10, (centers, 2)), unless they are given; cloud by
 * cloud normal(center, std, (n, cols)); the shuffle of the rows.
 */
export function makeBlobs(source: GeneratorSource, stream: RandomStream): Made {
  const { centers, n_samples: samples } = source;
  if (Array.isArray(centers)) return shuffled(clouds(source, centers, stream), stream);
  const count = centers ?? (Array.isArray(samples) ? samples.length : 3);
  const drawn = stream.uniform(2 * count, -10, 10, 'float64');
  const pairs = Array.from({ length: count }, (_, i) => [drawn[2 * i], drawn[2 * i + 1]]);
  return shuffled(clouds(source, pairs, stream), stream);
}

/** make_moons. Draws: the shuffle of the rows; normal(0, noise, (n, 2)) where there is noise. */
export function makeMoons(source: GeneratorSource, stream: RandomStream): Made {
  const [outer, inner] = twoClasses(source.n_samples);
  const upper = linspace(0, Math.PI, outer).map(t => [Math.cos(t), Math.sin(t)]);
  const lower = linspace(0, Math.PI, inner).map(t => [1 - Math.cos(t), 1 - Math.sin(t) - 0.5]);
  return noised(shuffled(twoParts(upper, lower), stream), source.noise, stream);
}

/** make_circles. Draws as make_moons. */
export function makeCircles(source: GeneratorSource, stream: RandomStream): Made {
  const [outer, inner] = twoClasses(source.n_samples);
  const ring = (n: number, radius: number) =>
    linspace(0, 2 * Math.PI, n, false).map(t => [Math.cos(t) * radius, Math.sin(t) * radius]);
  const made = twoParts(ring(outer, 1), ring(inner, source.factor));
  return noised(shuffled(made, stream), source.noise, stream);
}

function clouds(source: GeneratorSource, centers: number[][], stream: RandomStream): Made {
  const { n_samples: samples, cluster_std: std } = source;
  const counts = Array.isArray(samples) ? samples : evenly(samples, centers.length);
  const cols = centers[0].length;
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const x = new Float64Array(rows * cols);
  const labels = new Float64Array(rows);
  let row = 0;
  centers.forEach((center, label) => {
    const drawn = stream.normal(counts[label] * cols, 0, 1, 'float64');
    const spread = Array.isArray(std) ? std[label] : std;
    for (let i = 0; i < drawn.length; i++) {
      x[row * cols + i] = center[i % cols] + spread * drawn[i];
    }
    labels.fill(label, row, row + counts[label]);
    row += counts[label];
  });
  return { cols, x, labels };
}

/** The first classes get the rows that do not divide evenly. */
function evenly(total: number, classes: number): number[] {
  const share = Math.floor(total / classes);
  return Array.from({ length: classes }, (_, label) => share + (label < total % classes ? 1 : 0));
}

/** The second class gets the odd row. */
function twoClasses(samples: number | number[]): number[] {
  if (Array.isArray(samples)) return samples;
  const half = Math.floor(samples / 2);
  return [half, samples - half];
}

function twoParts(first: number[][], second: number[][]): Made {
  const labels = new Float64Array(first.length + second.length).fill(1, first.length);
  return { cols: 2, x: Float64Array.from([...first, ...second].flat()), labels };
}

/** Shuffles the row numbers, then takes the rows in that order: sklearn.utils.shuffle. */
function shuffled({ cols, x, labels }: Made, stream: RandomStream): Made {
  const order = Int32Array.from(labels.keys());
  stream.shuffle(order);
  const moved = new Float64Array(x.length);
  order.forEach((from, to) => moved.set(x.subarray(from * cols, (from + 1) * cols), to * cols));
  return { cols, x: moved, labels: Float64Array.from(order, from => labels[from]) };
}

function noised(made: Made, noise: number, stream: RandomStream): Made {
  if (noise === 0) return made;
  const drawn = stream.normal(made.x.length, 0, noise, 'float64');
  return { ...made, x: made.x.map((value, index) => value + drawn[index]) };
}
