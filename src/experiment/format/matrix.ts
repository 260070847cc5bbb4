/** Matrices as they are written in the file. */
import { counted } from '../../engine/ground/numbers';
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
      `The rows of ${name} must be equally long: row ${odd + 1} has ${counted(rows[odd].length, 'entry', 'entries')}, ` +
      `the first has ${counted(rows[0].length, 'entry', 'entries')}.`
    );
  },
);
