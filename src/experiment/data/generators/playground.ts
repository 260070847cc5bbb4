/**
 * The data of the TensorFlow Playground (playground/src/dataset.ts): the same shapes on [−6, 6],
 * noise and labels by the same rules, drawn from our own stream. Label 1 is its positive class.
 */
import type { RandomStream } from '../../../engine/rng/stream';
import { noiseOf, samples, seed } from './fields';
import { generatorKind } from './kind';
import type { Generated } from './kind';

const RADIUS = 5;
const PADDING = 0.3;

const PLAYGROUND_NOISE = "The Playground's noise, as a fraction: 0.1 is its setting 10.";

/** Draws, row by row: x₁, x₂, and where there is noise: its two coordinates. */
export const xorQuadrants = generatorKind({
  description: 'The four quadrants, as in the TensorFlow Playground.',
  fields: { n_samples: samples(200), noise: noiseOf(0, PLAYGROUND_NOISE), seed },
  make: (source, stream) =>
    rows(source, () => {
      const x1 = padded(between(stream, -RADIUS, RADIUS));
      const x2 = padded(between(stream, -RADIUS, RADIUS));
      const [noise1, noise2] = noisePair(source, stream, RADIUS);
      return { x1, x2, label: (x1 + noise1) * (x2 + noise2) >= 0 ? 1 : 0 };
    }),
});

/** Leaves a gap along both axes. */
function padded(x: number): number {
  return x > 0 ? x + PADDING : x - PADDING;
}

/** The disc first, then the ring. Draws, row by row: radius, angle, and noise where there is some. */
export const circle = generatorKind({
  description: 'A disc inside a ring, as in the TensorFlow Playground.',
  fields: { n_samples: samples(200, 2), noise: noiseOf(0, PLAYGROUND_NOISE), seed },
  make: (source, stream) =>
    rows(source, (row, half) => {
      const inside = row < half;
      const radius = inside
        ? between(stream, 0, RADIUS * 0.5)
        : between(stream, RADIUS * 0.7, RADIUS);
      const angle = between(stream, 0, 2 * Math.PI);
      const x1 = radius * Math.sin(angle);
      const x2 = radius * Math.cos(angle);
      const [noise1, noise2] = noisePair(source, stream, RADIUS);
      return { x1, x2, label: Math.hypot(x1 + noise1, x2 + noise2) < RADIUS * 0.5 ? 1 : 0 };
    }),
});

/** One arm, then the other. Draws, row by row, where there is noise: its two coordinates. */
export const spiral = generatorKind({
  description: 'Two spiral arms, as in the TensorFlow Playground.',
  fields: { n_samples: samples(200, 2), noise: noiseOf(0, PLAYGROUND_NOISE), seed },
  make: (source, stream) =>
    rows(source, (row, half, count) => {
      const first = row < half;
      const along = first ? row / half : (row - half) / (count - half);
      const angle = 1.75 * along * 2 * Math.PI + (first ? 0 : Math.PI);
      const [noise1, noise2] = noisePair(source, stream, 1);
      const x1 = along * RADIUS * Math.sin(angle) + noise1;
      const x2 = along * RADIUS * Math.cos(angle) + noise2;
      return { x1, x2, label: first ? 1 : 0 };
    }),
});

function between(stream: RandomStream, low: number, high: number): number {
  return low + (high - low) * stream.random();
}

function noisePair(
  { noise }: { noise: number },
  stream: RandomStream,
  reach: number,
): [number, number] {
  if (noise === 0) return [0, 0];
  const draw = () => between(stream, -reach, reach) * noise;
  return [draw(), draw()];
}

function rows(
  { n_samples: count }: { n_samples: number },
  make: (row: number, half: number, count: number) => { x1: number; x2: number; label: number },
): Generated {
  const half = Math.floor(count / 2);
  const x = new Float64Array(2 * count);
  const labels = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const { x1, x2, label } = make(row, half, count);
    x.set([x1, x2], 2 * row);
    labels[row] = label;
  }
  return { cols: 2, x, labels };
}
