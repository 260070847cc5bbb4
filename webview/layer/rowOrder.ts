/** The rows of a batch, class by class: what the units make of a class then shows as a block. */

/** Row numbers in the order of their classes, those of one class as they come in the batch. */
export function byClass({
  rows,
  cols,
  data,
}: {
  rows: number;
  cols: number;
  data: ArrayLike<number>;
}): number[] {
  const classOf = (row: number): number => {
    if (cols === 1) return data[row];
    let best = 0;
    for (let col = 1; col < cols; col++)
      if (data[row * cols + col] > data[row * cols + best]) best = col;
    return best;
  };
  const classes = Array.from({ length: rows }, (_, row) => classOf(row));
  return classes.map((_, row) => row).sort((a, b) => classes[a] - classes[b] || a - b);
}
