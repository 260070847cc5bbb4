/** Two tensors, number for number, and the plain factor by which they may differ. */
import { shapeOf } from './tensors';
import type { Tensor } from './tensors';

/** A complaint about `got` in words that follow its name; null where it is as expected. */
export interface Difference {
  words: string;
  /** [row, column] of the entry that differs most; null where the shapes differ. */
  at: [number, number] | null;
}

/** Allowed for each entry. */
export type Allowed = (index: number) => number;

export function compare(got: Tensor, expected: Tensor, allowed: Allowed): Difference | null {
  if (got.rows !== expected.rows || got.cols !== expected.cols) {
    return { words: `is ${shapeOf(got)}, not ${shapeOf(expected)}`, at: null };
  }
  let worst = -1;
  let excess = 0;
  for (let index = 0; index < got.data.length; index++) {
    const apart = Math.abs(got.data[index] - expected.data[index]);
    if (got.data[index] === expected.data[index] || apart <= allowed(index)) continue;
    const by = Number.isNaN(apart) ? Infinity : apart - allowed(index);
    if (worst >= 0 && by <= excess) continue;
    worst = index;
    excess = by;
  }
  if (worst < 0) return null;
  const at: [number, number] = [Math.floor(worst / got.cols), worst % got.cols];
  const where = got.data.length === 1 ? '' : ` at [${at.join(', ')}]`;
  const words = `is ${say(got.data[worst])}${where}, not ${say(expected.data[worst])}`;
  return { words, at };
}

/** The largest size of any entry, with respect to which relative tolerances count. */
export function largest(...tensors: Tensor[]): number {
  let most = 0;
  for (const { data } of tensors) {
    for (const value of data) if (Math.abs(value) > most) most = Math.abs(value);
  }
  return most;
}

/**
 * The factor k with given = k · ours, where it is one that a convention explains: a ½, a mean over
 * so many rows or outputs, or the other sign. null where there is none.
 */
export function plainFactor(
  pairs: readonly { ours: Tensor; given: Tensor; allowed: Allowed }[],
  sizes: { rows: number; outputs: number },
): string | null {
  const factors: [number, string][] = [
    [-1, '−1 ×: the sign is the other way round'],
    [2, '2 ×: is a ½ missing, or the `scale` of 0.5?'],
    [0.5, '½ ×: is there a ½ too many, or the `scale` of 0.5 missing?'],
  ];
  const { rows, outputs } = sizes;
  if (rows > 1) {
    factors.push([
      rows,
      `${rows} ×: a sum over the ${rows} rows where ours is their mean (\`batch_reduction\`)`,
    ]);
    factors.push([
      1 / rows,
      `1/${rows} ×: a mean over the ${rows} rows where ours is their sum (\`batch_reduction\`)`,
    ]);
  }
  if (outputs > 1) {
    factors.push([
      outputs,
      `${outputs} ×: a sum over the ${outputs} outputs where ours is their mean (\`output_reduction\`)`,
    ]);
    factors.push([
      1 / outputs,
      `1/${outputs} ×: a mean over the ${outputs} outputs where ours is their sum (\`output_reduction\`)`,
    ]);
  }
  const explains = (factor: number) =>
    pairs.every(({ ours, given, allowed }) => {
      const scaled = { ...ours, data: ours.data.map(value => value * factor) };
      return (
        compare(given, scaled, index => allowed(index) * Math.max(1, Math.abs(factor))) === null
      );
    });
  return factors.find(([factor]) => explains(factor))?.[1] ?? null;
}

/** Enough digits to see what is different. */
export function say(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(9))) : String(value);
}
