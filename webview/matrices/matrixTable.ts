/** The numbers of a matrix as a table, its row of biases below it. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { KnownTensor } from '../run/model';
import { strings } from '../words/strings';
import type { TableData } from '../kit/tableView';
import { columnName, rowName, tensorTitle } from '../words/tensorNames';
import type { TensorRef } from '../../src/protocol/tensors';

export function matrixTable(
  description: RunDescription | null,
  ref: TensorRef,
  tensor: KnownTensor | null,
  biasRef: TensorRef,
  bias: KnownTensor | null,
): TableData {
  if (!description || !tensor) {
    return {
      caption: tensorTitle(description, ref),
      columns: [],
      rows: 0,
      thin: 'first',
      cell: () => '',
    };
  }
  const columns = Array.from({ length: tensor.cols }, (_, col) =>
    columnName(description, ref, col),
  );
  return {
    caption: `${tensorTitle(description, ref)} · ${strings.shape(tensor.rows, tensor.cols)}`,
    columns: [tensorTitle(description, ref), ...columns],
    rows: tensor.rows + (bias ? 1 : 0),
    thin: 'first',
    cell: (row, column) => {
      const last = row === tensor.rows;
      if (column === 0)
        return last ? tensorTitle(description, biasRef) : rowName(description, ref, row);
      if (last) return bias?.data[column - 1] ?? NaN;
      return tensor.data[row * tensor.cols + column - 1];
    },
  };
}
