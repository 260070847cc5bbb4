/** Which runs a sweep is made of. */
import { createStream } from '../../engine/rng/createStream';
import type { RngSpec } from '../../engine/ground/spec';
import type { SweepSpec } from '../format/experiment';

export const MOST_RUNS = 10_000;

/** How many runs the values alone would make, whatever the cap. */
export function combinations({ method, parameters }: SweepSpec): number {
  const counts = parameters.map(({ values }) => values.length);
  if (method === 'paired') return Math.max(0, ...counts);
  return counts.reduce((product, count) => product * count, 1);
}

/** For each run which value of each parameter it takes. Draws, for `random`, from a stream of its own. */
export function choices(sweep: SweepSpec, rng: RngSpec['type'], seed: number): number[][] {
  const { method, parameters, run_cap: cap } = sweep;
  const counts = parameters.map(({ values }) => values.length);
  const total = combinations(sweep);
  const runs = Math.min(total, cap ?? total, MOST_RUNS);
  const numbers = Array.from({ length: runs }, (_, run) => run);
  if (method === 'paired') return numbers.map(run => counts.map(() => run));
  return method === 'grid'
    ? numbers.map(number => combination(number, counts))
    : drawn(counts, total, runs, rng, seed);
}

/** The combination with this number, the last parameter changing fastest. */
function combination(number: number, counts: number[]): number[] {
  const indices: number[] = [];
  let left = number;
  for (const count of [...counts].reverse()) {
    indices.unshift(left % count);
    left = Math.floor(left / count);
  }
  return indices;
}

/** Above this, drawing again what was drawn before is rarer than shuffling is long. */
const LARGEST_SHUFFLE = 1_000_000;

/** Different combinations, in the order in which they are drawn. */
function drawn(
  counts: number[],
  total: number,
  runs: number,
  rng: RngSpec['type'],
  seed: number,
): number[][] {
  const stream = createStream(rng, seed);
  if (total <= LARGEST_SHUFFLE) {
    const numbers = [...stream.permutation(total).subarray(0, runs)];
    return numbers.map(number => combination(number, counts));
  }
  const seen = new Map<string, number[]>();
  while (seen.size < runs) {
    const indices = counts.map(count => stream.randint(0, count, 1)[0]);
    seen.set(indices.join(), indices);
  }
  return [...seen.values()];
}
