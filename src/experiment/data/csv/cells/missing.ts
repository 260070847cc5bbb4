/** Cells that hold nothing. */

const MISSING = /^(?:\?|--?|nan|#?na|<na>|#?n\/a|null|none)?$/i;

/** Whether a trimmed cell is empty or holds one of the usual marks of a missing value. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}
