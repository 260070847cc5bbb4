/** What a run is given, in the dtype that it computes in. */
import type { Kernels } from '../kernels/kernels';
import { copyMatrix } from '../ground/matrix';
import { arraysOf, type LayerParameters } from '../ground/shapes';
import type { DataParts, Dataset, FloatArray, Matrix } from '../ground/spec';
import type { Storage } from './storage';

/** Puts the training data and independent copies of the parameters into a run's arrays. */
export function fill(
  { train, parameters }: Storage,
  given: Dataset,
  initial: readonly LayerParameters[],
): void {
  copy(given.x.data, train.x.data);
  copy(given.y.data, train.y.data);
  const from = arraysOf(initial);
  arraysOf(parameters).forEach((array, i) => copy(from[i], array));
}

/** An independent copy, where the kernels want their arrays. */
export function copyParameters(
  { weights, biases }: LayerParameters,
  kernels: Kernels,
): LayerParameters {
  const copied = (from: FloatArray): FloatArray => {
    const to = kernels.createArray(from.length);
    to.set(from);
    return to;
  };
  return {
    weights: { ...weights, data: copied(weights.data) },
    biases: biases && copied(biases),
  };
}

function copy(from: FloatArray, to: FloatArray): void {
  if (from !== to) to.set(from);
}

/** The parts in the dtype of the kernels; copied if need be. @param train where it stands already */
export function partsFor(
  { dtype }: Kernels,
  { validation, test }: DataParts,
  train: Dataset,
): DataParts {
  const inDtype = (m: Matrix): Matrix =>
    m.data instanceof Float32Array === (dtype === 'float32') ? m : copyMatrix(m, dtype);
  const part = ({ x, y }: Dataset): Dataset => ({ x: inDtype(x), y: inDtype(y) });
  return { train, validation: validation && part(validation), test: test && part(test) };
}
