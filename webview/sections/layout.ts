/** How many columns the page has, and which section stands in which. */

const TWO_COLUMNS = 900;
const THREE_COLUMNS = 1400;

export function columnCount(width: number): number {
  if (width >= THREE_COLUMNS) return 3;
  return width >= TWO_COLUMNS ? 2 : 1;
}

/**
 * Column of each section, in order: always the one that is emptiest so far, so that the same
 * sections stand in the same places at every visit. Columns that nothing reached are left out.
 */
export function assignColumns(weights: readonly number[], columns: number): number[] {
  const filled = new Array<number>(Math.max(1, Math.min(columns, weights.length))).fill(0);
  return weights.map(weight => {
    const column = filled.indexOf(Math.min(...filled));
    filled[column] += weight;
    return column;
  });
}
