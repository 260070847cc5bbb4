/** Normal clouds, one for each class, with scikit-learn's formulas and draws (sklearn.datasets). */
import type { RandomStream } from '../../../engine/rng/stream';
import { either, list } from '../../format/compounds';
import { atValue, optional } from '../../format/core';
import type { Report } from '../../format/core';
import { matrix } from '../../format/matrix';
import type { JsonPath } from '../../format/finding';
import { integer, number } from '../../format/scalars';
import { samplesPerClass, seed } from './fields';
import { generatorKind } from './kind';
import type { Generated } from './kind';
import { checkCounts, checkSize } from './rules';
import { shuffled } from './shuffled';

function clusterStd(fallback: number) {
  return optional(
    either(number({ min: 0 }), list(number({ min: 0 }), { min: 1 })),
    'The standard deviation of the clouds, or a list with one for each.',
    fallback,
  );
}

/** Draws, cloud by cloud: normal(center, std, (n, cols)). Labels in order. */
export const gaussians = generatorKind({
  description: 'Normal clouds about given centers, labels in order.',
  fields: {
    n_samples: samplesPerClass(300),
    centers: optional(matrix, 'The center of each cloud, one row for each class.', [
      [0, 0],
      [10, 10],
      [10, 0],
    ]),
    cluster_std: clusterStd(1.5),
    seed,
  },
  check: checkClouds,
  make: (source, stream) => clouds(source, source.centers, stream),
});

/** Centers that are drawn where neither their number nor that of the classes is said. */
const CENTERS = 3;

/**
 * make_blobs. Draws: the centers, uniform(−10, 10, (centers, 2)), unless they are given; cloud by
 * cloud normal(center, std, (n, cols)); the shuffle of the rows.
 */
export const blobs = generatorKind({
  description: 'Normal clouds about drawn or given centers, as make_blobs of scikit-learn.',
  fields: {
    n_samples: samplesPerClass(100),
    centers: optional(
      either(integer({ min: 1, max: 1000 }), matrix),
      'How many centers to draw, or the centers themselves; 3 are drawn where not said.',
      null,
    ),
    cluster_std: clusterStd(1),
    seed,
  },
  check: checkClouds,
  make(source, stream) {
    const { centers } = source;
    if (Array.isArray(centers)) return shuffled(clouds(source, centers, stream), stream);
    const count = cloudCount(source);
    const drawn = stream.uniform(2 * count, -10, 10, 'float64');
    const pairs = Array.from({ length: count }, (_, i) => [drawn[2 * i], drawn[2 * i + 1]]);
    return shuffled(clouds(source, pairs, stream), stream);
  },
});

interface Clouds {
  /** Rows in all, or of each cloud. */
  n_samples: number | number[];
  /** The centers, or how many there are; null: as many as `n_samples` lists, else 3. */
  centers: number[][] | number | null;
  cluster_std: number | number[];
}

function cloudCount({ n_samples: samples, centers }: Clouds): number {
  if (Array.isArray(centers)) return centers.length;
  return centers ?? (Array.isArray(samples) ? samples.length : CENTERS);
}

function checkClouds(source: Clouds, at: JsonPath, report: Report): void {
  const { n_samples: samples, centers, cluster_std: std } = source;
  const count = cloudCount(source);
  checkSize(samples, Array.isArray(centers) ? centers[0].length : 2, at, report);
  checkCounts(samples, count, at, report);
  if (Array.isArray(std) && std.length !== count) {
    const message = `\`cluster_std\` lists ${std.length} numbers for ${count} centers: one for each is needed.`;
    report.error('wrong-length', message, atValue(...at, 'cluster_std'));
  }
  if (Array.isArray(centers) && typeof samples === 'number' && samples < centers.length) {
    const message = `${samples} rows are too few for ${centers.length} centers.`;
    report.error('too-few-rows', message, atValue(...at, 'n_samples'));
  }
}

function clouds(source: Clouds, centers: number[][], stream: RandomStream): Generated {
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
