/** What sources of whole arrays have in common: a range of rows, a limit, finite numbers. */
import { formatInteger } from '../../../engine/ground/numbers';
import { checked, pair } from '../../format/compounds';
import { optional } from '../../format/core';
import { integer } from '../../format/scalars';
import type { Numbers } from '../table/table';

/** Two gigabytes of float64, which is what they become. */
export const MOST_NUMBERS = 250_000_000;

export const rowRange = optional(
  checked(
    pair(integer({ min: 0 }), 'a pair of row numbers [from, to)'),
    'empty-rows',
    ([from, to], name) => (from < to ? null : `${name} must go up: [${from}, ${to}) holds no row.`),
  ),
  'Which rows to take: from the first number up to, not including, the second.',
  null,
);

/** A sentence on a range of rows that goes beyond those of the file, or null. */
export function rangeComplaint(
  range: readonly [number, number] | null,
  file: string,
  rows: number,
): string | null {
  if (!range || range[1] <= rows) return null;
  return `\`rows\` goes up to ${range[1]}, but ${file} has ${rows} rows.`;
}

/** A sentence on more numbers than fit into memory, or null. */
export function countComplaint(file: string, count: number): string | null {
  if (count <= MOST_NUMBERS) return null;
  return `${file} gives ${formatInteger(count)} numbers; the limit is ${formatInteger(MOST_NUMBERS)}: take fewer of them with \`rows\`.`;
}

/**
 * A sentence on the first number that cannot be trained on, or null.
 * @param numbers [rows, cols] of the file, from its row `from` on
 */
export function finiteComplaint(
  file: string,
  numbers: Numbers,
  cols: number,
  from: number,
): string | null {
  if (numbers instanceof Uint8Array) return null;
  const index = numbers.findIndex(value => !Number.isFinite(value));
  if (index < 0) return null;
  const row = from + Math.floor(index / cols);
  return `${file}, row ${row} (counted from 0) holds ${numbers[index]}: only finite numbers can be trained on.`;
}
