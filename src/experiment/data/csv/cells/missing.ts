/** Cells that hold nothing. */

const MISSING = /^(?:\?|--?|nan|#?na|<na>|#?n\/a|null|none)?$/i;

/** Whether a trimmed cell is empty or holds one of the usual marks of a missing value. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}

/** Whether a cell does so in this column: beside a plus, a minus is the name of a class. */
export function isMissingBeside(cells: Iterable<string>): (cell: string) => boolean {
  for (const cell of cells) if (cell === '+') return each => each !== '-' && isMissing(each);
  return isMissing;
}
