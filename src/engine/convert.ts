/** What a run is given, in the dtype that it computes in. */
import type { Kernels } from './kernels/kernels';
import { copyMatrix } from './matrix';
import type { LayerParameters } from './shapes';
import type { DataParts, Dataset, FloatArray, Matrix } from './spec';

/** An independent copy, where the kernels want their arrays. */
export function copyParameters(
  { weights, biases }: LayerParameters,
  kernels: Kernels,
): LayerParameters {
  return {
    weights: copyInto(kernels, weights),
    biases: biases && copyArrayInto(kernels, biases),
  };
}

function copyInto(kernels: Kernels, { rows, cols, data }: Matrix): Matrix {
  return { rows, cols, data: copyArrayInto(kernels, data) };
}

function copyArrayInto(kernels: Kernels, from: FloatArray): FloatArray {
  const to = kernels.createArray(from.length);
  to.set(from);
  return to;
}

/** The parts in the dtype of the kernels, the training data where they want it; copied if need be. */
export function partsFor(kernels: Kernels, { train, validation, test }: DataParts): DataParts {
  const { dtype } = kernels;
  const inDtype = (m: Matrix): Matrix =>
    m.data instanceof Float32Array === (dtype === 'float32') ? m : copyMatrix(m, dtype);
  const part = ({ x, y }: Dataset): Dataset => ({ x: inDtype(x), y: inDtype(y) });
  const own = (m: Matrix): Matrix => (kernels.owns(m.data) ? m : copyInto(kernels, m));
  return {
    train: { x: own(train.x), y: own(train.y) },
    validation: validation && part(validation),
    test: test && part(test),
  };
}
