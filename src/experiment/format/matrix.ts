/** Matrices as they are written in the file. */
import { checked, list } from './compounds';
import type { Format } from './core';
import { number } from './scalars';

/** Rows of numbers, all of the same length. */
export const matrix: Format<number[][]> = checked(
  list(list(number(), { min: 1, noun: 'a list of numbers' }), {
    min: 1,
    noun: 'a list of rows, each a list of numbers',
  }),
  'ragged-rows',
  (rows, name) => {
    const odd = rows.findIndex(row => row.length !== rows[0].length);
    if (odd < 0) return null;
    return (
      `The rows of ${name} must be equally long: row ${odd + 1} has ${count(rows[odd].length)}, ` +
      `the first has ${count(rows[0].length)}.`
    );
  },
);

function count(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`;
}
