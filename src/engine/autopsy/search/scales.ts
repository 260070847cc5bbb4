/** Constant factors: which of them a course means, and which are only a convention. */
import { dot } from '../ground/products';
import type { Numbers, Observed } from '../ground/given';
import type { Precision } from '../ground/precision';

export interface Scale {
  value: number;
  /** As the catalogue calls it; null: it is the loss's own. */
  factor: string | null;
  /** Other names of the same number. */
  others: string[];
}

/** A fitted factor may be this far from one that is meant. */
const NEAR = { float64: 1e-6, float32: 1e-3, rounded: 0.05 };

/** The factor with which `made` comes nearest to `observed`; NaN where it is zero. */
export function fittedScale(made: Numbers, { values }: Pick<Observed, 'values'>): number {
  return dot(made, values) / dot(made, made);
}

/** The factors of the catalogue by name; the first name of a number is the one that is told. */
export function factorsOf(rows: number, outputs: number): Scale[] {
  const named: [string, number][] = [
    ['-1', -1],
    ['2', 2],
    ['1/2', 1 / 2],
    ['outputs', outputs],
    ['1/outputs', 1 / outputs],
    ['rows', rows],
    ['1/rows', 1 / rows],
  ];
  const scales: Scale[] = [];
  for (const [factor, value] of named) {
    if (value === 1) continue;
    const same = scales.find(each => each.value === value);
    if (same) same.others.push(factor);
    else scales.push({ value, factor, others: [] });
  }
  return scales;
}

/** Those of the factors that a fitted one may be, the nearest first. */
export function nearTo<T extends { value: number }>(
  fitted: number,
  scales: readonly T[],
  { kind }: Precision,
): T[] {
  const apart = ({ value }: T) => Math.abs(fitted / value - 1);
  return scales
    .filter(scale => apart(scale) <= NEAR[kind])
    .sort((a, b) => apart(a) - apart(b))
    .slice(0, 3);
}

/** Factors with which programs write a loss that is known but for them: of either sign. */
export function conventions(rows: number, outputs: number): Scale[] {
  return multiples([1, 1 / rows, 1 / outputs, 1 / (rows * outputs)]);
}

/** What a program's deltas may be a multiple of where its gradients are divided later. */
export function deltaConventions(rows: number, outputs: number): Scale[] {
  const sizes = [1, rows, outputs, rows * outputs];
  return multiples([...sizes, ...sizes.slice(1).map(size => 1 / size)]);
}

function multiples(sizes: readonly number[]): Scale[] {
  const values = sizes.flatMap(size => [size, size / 2, 2 * size, -size, -size / 2, -2 * size]);
  return [...new Set(values)].map(value => ({ value, factor: null, others: [] }));
}
