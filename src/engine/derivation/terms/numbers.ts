/** Which number of a pass through a batch: everything that can be asked where it comes from. */
import type { TensorFrom, TensorName } from '../../ground/tensors';

/**
 * Those of a layer; and
 * x, y: inputs and targets of the batch, [rows, inputs] and [rows, outputs];
 * gradA: ∂L/∂a, [rows, units];
 * probability: what a cross-entropy makes of outputs that are no probabilities, [rows, outputs];
 * rowLoss: ℓ of each row, [rows, 1]; loss: that of the batch, [1, 1].
 */
export type DerivedTensor =
  | Exclude<TensorName, TensorFrom<'update'>>
  | ('x' | 'y' | 'gradA' | 'probability' | 'rowLoss' | 'loss');

/** An index that runs over a sum: r the rows of the batch, i inputs, k units or outputs. */
export type RunningIndex = 'r' | 'i' | 'k';
export type Index = number | RunningIndex;

/** A place in a tensor, from 0. The layer counts for those that a layer has. */
export interface Place<I extends Index = number> {
  tensor: DerivedTensor;
  layer: number;
  row: I;
  col: I;
}
