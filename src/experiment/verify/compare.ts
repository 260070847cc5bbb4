/** Two tensors, number for number, and the plain factor by which they may differ. */
import type { Dtype } from '../../engine/ground/spec';
import { shapeOf } from './tensors';
import type { Tensor } from './tensors';

/** A complaint about `got` in words that follow its name; null where it is as expected. */
export interface Difference {
  words: string;
  /** [row, column] of the entry that differs most; null where the shapes differ. */
  at: [number, number] | null;
}

/** How far off an entry may be: all that is given adds up. */
export interface Tolerance {
  absolute?: number;
  /** As a fraction of the largest finite entry that is expected. */
  relative?: number;
  /** For each entry, half a unit of its last printed digit. */
  slack?: Float64Array | null;
}

/** The tolerance where none is named: what the dtype can hold. */
export const RELATIVE: Readonly<Record<Dtype, number>> = { float64: 1e-6, float32: 1e-4 };

/** Printed digits are read back in binary: half a unit is half a unit up to rounding. */
const READ_BACK = 1 + 1e-6;

/** The one rule of all checks. An entry that is not finite never holds, and allows nothing. */
export function compare(got: Tensor, expected: Tensor, tolerance: Tolerance): Difference | null {
  if (got.rows !== expected.rows || got.cols !== expected.cols) {
    return { words: `is ${shapeOf(got)}, not ${shapeOf(expected)}`, at: null };
  }
  const { absolute = 0, relative = 0, slack = null } = tolerance;
  const most = absolute + (relative > 0 ? relative * largest(expected) : 0);
  let worst = -1;
  let excess = 0;
  for (let index = 0; index < got.data.length; index++) {
    const allowed = slack ? most + slack[index] * READ_BACK : most;
    const by = excessOf(got.data[index], expected.data[index], allowed);
    if (by <= excess) continue;
    worst = index;
    excess = by;
  }
  if (worst < 0) return null;
  const at: [number, number] = [Math.floor(worst / got.cols), worst % got.cols];
  const where = got.data.length === 1 ? '' : ` at [${at.join(', ')}]`;
  return { words: `is ${say(got.data[worst])}${where}${isNot(expected.data[worst])}`, at };
}

/** By how much two entries are too far apart; 0 where they are not. */
function excessOf(got: number, expected: number, allowed: number): number {
  if (!Number.isFinite(got) || !Number.isFinite(expected)) return Infinity;
  const apart = Math.abs(got - expected);
  return apart <= allowed ? 0 : apart - allowed;
}

function isNot(expected: number): string {
  return Number.isFinite(expected)
    ? `, not ${say(expected)}`
    : `, to be compared with ${say(expected)}: only finite numbers can hold`;
}

/** The largest size of any finite entry, with respect to which relative tolerances count. */
export function largest({ data }: Tensor): number {
  let most = 0;
  for (const value of data) {
    const size = Math.abs(value);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}

export interface Pair {
  ours: Tensor;
  given: Tensor;
  tolerance: Tolerance;
}

/**
 * The factor k with given = k · ours, where it is one that a convention explains: a ½, a mean over
 * all rows or outputs, or the other sign. null where there is none.
 */
export function plainFactor(
  pairs: readonly Pair[],
  sizes: { rows: number; outputs: number },
): string | null {
  const explains = (factor: number) =>
    pairs.every(({ ours, given, tolerance }) => {
      const scaled = { ...ours, data: ours.data.map(value => value * factor) };
      return compare(given, scaled, tolerance) === null;
    });
  return factorsOf(sizes).find(([factor]) => explains(factor))?.[1] ?? null;
}

function factorsOf({ rows, outputs }: { rows: number; outputs: number }): [number, string][] {
  const factors: [number, string][] = [
    [-1, '−1 ×: the sign is the other way round'],
    [2, '2 ×: is a ½ missing, or the `scale` of 0.5?'],
    [0.5, '½ ×: is there a ½ too many, or the `scale` of 0.5 missing?'],
  ];
  const reduced = (count: number, noun: string, option: string) => {
    if (count < 2) return;
    const all = `the ${count} ${noun}`;
    factors.push(
      [count, `${count} ×: a sum over ${all} where ours is their mean (\`${option}\`)`],
      [1 / count, `1/${count} ×: a mean over ${all} where ours is their sum (\`${option}\`)`],
    );
  };
  reduced(rows, 'rows', 'batch_reduction');
  reduced(outputs, 'outputs', 'output_reduction');
  return factors;
}

/** Enough digits to see what is different. */
export function say(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}
