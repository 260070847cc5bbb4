/**
 * Writes the data files of the samples from fixed seeds: `npm run samples`.
 * A unit test holds the files in samples/ against what this makes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createStream } from '../../src/engine/rng/createStream';

/** [x1 mean, x1 std, x2 mean, x2 std] of one cloud of points. */
type Cloud = readonly [number, number, number, number];

/** `rows` normal points about each cloud's centre, as [x1, x2, class], shuffled. */
function shuffledClouds(seed: number, clouds: readonly Cloud[], rows: number): number[][] {
  const stream = createStream('numpy', seed);
  const points = clouds.flatMap(([mean1, std1, mean2, std2], label) => {
    const draws = stream.normal(rows * 2, 0, 1, 'float64');
    return Array.from({ length: rows }, (_, row) => [
      mean1 + std1 * draws[2 * row],
      mean2 + std2 * draws[2 * row + 1],
      label,
    ]);
  });
  return [...stream.permutation(points.length)].map(index => points[index]);
}

/** Three Gaussians about (0, 0), (10, 10) and (10, 0), std 1.5: 210 rows to train, 90 to test. */
function threeGaussians(): Record<string, string> {
  const clouds: Cloud[] = [
    [0, 1.5, 0, 1.5],
    [10, 1.5, 10, 1.5],
    [10, 1.5, 0, 1.5],
  ];
  const lines = shuffledClouds(0, clouds, 100).map(
    ([x1, x2, label]) => `${x1.toFixed(6)},${x2.toFixed(6)},${label}\n`,
  );
  return {
    'data/three-gaussians-train.csv': lines.slice(0, 210).join(''),
    'data/three-gaussians-test.csv': lines.slice(210).join(''),
  };
}

/** A CSV as a student brings it: a header, units in the names, labels in words. */
function fruit(): Record<string, string> {
  const names = ['lemon', 'plum', 'tangerine'];
  const clouds: Cloud[] = [
    [112, 12, 6.1, 0.45],
    [68, 10, 4.6, 0.4],
    [88, 9, 6.4, 0.35],
  ];
  const rows = shuffledClouds(3, clouds, 50).map(
    ([weight, diameter, label]) => `${weight.toFixed(1)},${diameter.toFixed(2)},${names[label]}\n`,
  );
  return { 'fruit.csv': `weight_g,diameter_cm,label\n${rows.join('')}` };
}

/** Content of every generated data file, by its path in samples/. */
export function sampleData(): Record<string, string> {
  return { ...threeGaussians(), ...fruit() };
}

if (process.argv[1] && path.resolve(process.argv[1]) === __filename) {
  const samples = path.resolve(__dirname, '../../samples');
  for (const [file, text] of Object.entries(sampleData())) {
    const target = path.join(samples, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    console.log(`wrote ${path.relative(process.cwd(), target)}`);
  }
}
