/** Targets as the network is to meet them. */
import type { TargetSpec } from '../../format/experiment';
import type { Classes } from './classes';
import type { Table } from './table';

export interface Encoded {
  cols: number;
  /** Row-major. */
  y: Float64Array;
}

export function encode(table: Table, classes: Classes | null, data: TargetSpec): Encoded {
  const { y } = table;
  if (y.kind === 'rows') return { cols: y.cols, y: y.values };
  if (!classes)
    return { cols: 1, y: y.kind === 'number' ? y.values : new Float64Array(table.rows) };
  const indices = Float64Array.from({ length: table.rows }, (_, row) => classes.of(table, row));
  const count = classes.names.length;
  switch (data.encoding) {
    case 'none':
      return { cols: 1, y: indices };
    case 'one_hot':
      return oneHot(indices, count, 0);
    case 'sign':
      return count === 2
        ? { cols: 1, y: indices.map(index => (index === 1 ? 1 : -1)) }
        : oneHot(indices, count, -1);
  }
}

function oneHot(indices: Float64Array, cols: number, off: number): Encoded {
  const y = new Float64Array(indices.length * cols).fill(off);
  indices.forEach((index, row) => {
    y[row * cols + index] = 1;
  });
  return { cols, y };
}
