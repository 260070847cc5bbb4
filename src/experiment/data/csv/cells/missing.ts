/** Cells that hold nothing. */
const MISSING = /^(?:\?|--?|nan|#?na|<na>|#?n\/a|null|none)?$/i;

/** Whether a trimmed cell is empty or holds one of the usual marks of a missing value. */
export function isMissing(cell: string): boolean {
  return MISSING.test(cell);
}

/**
 * Whether a cell does so in this column: beside a plus, a minus is the name of a class, and among
 * texts "None" is one of them (no garage, no illness), where among numbers it is a gap.
 */
export function isMissingBeside(cells: readonly string[]): (cell: string) => boolean {
  const texts = new Set<string>();
  if (cells.includes('+')) texts.add('-');
  if (areTexts(cells)) texts.add('none');
  return texts.size === 0 ? isMissing : cell => !texts.has(cell.toLowerCase()) && isMissing(cell);
}

/** Whether most of the cells that hold something hold no digit. */
function areTexts(cells: readonly string[]): boolean {
  const filled = cells.filter(cell => !isMissing(cell));
  return 2 * filled.filter(cell => !/\d/.test(cell)).length > filled.length;
}
