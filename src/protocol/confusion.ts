/** What is told of the outputs for the rows of the data: which classes they are taken for, and the outputs themselves. */

export const EVALUATED_PARTS = ['train', 'validation', 'test'] as const;
export type EvaluatedPart = (typeof EVALUATED_PARTS)[number];

export interface ConfusionWish {
  part: EvaluatedPart;
  /** Most misclassified rows that are sent. */
  most: number;
}

export interface Confusion {
  part: EvaluatedPart;
  /** Two for a single output. */
  classes: number;
  /** `counts[truth * classes + predicted]`: rows of this class that are taken for that one. */
  counts: Float64Array;
  /** Rows with an output that is not a number: they count as no class. */
  unread: number;
  misclassified: Misclassified;
}

/** The most certain first; of each the same index in every array. */
export interface Misclassified {
  /** From 0, in the order of the part. */
  rows: Float64Array;
  /** Indices of classes. */
  truths: Float64Array;
  predicted: Float64Array;
  /** The output that decided: the largest one, or the only one. */
  outputs: Float64Array;
  /** Numbers of each row in `inputs`: all pixels of a picture, or the first features. */
  width: number;
  /** In the units of the file, row by row; pictures in the precision that can be seen. */
  inputs: Float32Array | Float64Array;
}

export interface PredictionsWish {
  part: EvaluatedPart;
  /** Most rows that are sent, from the first on. */
  most: number;
}

/** Row by row in the order of the part, in float64: float32 values are widened exactly. */
export interface Predictions {
  part: EvaluatedPart;
  /** Rows that are here, of as many in the part. */
  rows: number;
  of: number;
  /** Numbers of each row in `outputs` and in `targets`. */
  cols: number;
  outputs: Float64Array;
  /** As the network is taught them: a class of several is 1 in its place. */
  targets: Float64Array;
  /** Numbers of each row in `inputs`: its first features, none of a picture. */
  width: number;
  /** In the units of the file. */
  inputs: Float64Array;
}
