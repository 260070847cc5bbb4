/** Which number of a pass through a batch: everything that can be asked where it comes from. */

export const DERIVED_TENSORS = [
  /** Inputs and targets of the batch, [rows, inputs] and [rows, outputs]. */
  'x',
  'y',
  /** [rows, units] of a layer; slope is da/dz, gradA is ∂L/∂a. */
  'z',
  'a',
  'slope',
  'delta',
  'gradA',
  /** Parameters with their gradients, as `inspect` names them; biases have one row. */
  'weights',
  'gradW',
  'biases',
  'gradB',
  /** The gradients of the objective, see objective.ts; none where that is the loss. */
  'gradW_penalized',
  'gradB_penalized',
  /** What a cross-entropy makes of outputs that are no probabilities, [rows, outputs]. */
  'probability',
  /** ℓ of each row, [rows, 1], and the loss of the batch, [1, 1]. */
  'rowLoss',
  'loss',
] as const;
export type DerivedTensor = (typeof DERIVED_TENSORS)[number];

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
