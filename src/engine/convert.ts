/** What a run is given, in the dtype that it computes in. */
import { copyArray, copyMatrix } from './matrix';
import type { LayerParameters } from './shapes';
import type { DataParts, Dataset, Dtype, Matrix } from './spec';

/** An independent copy. */
export function copyParameters(
  { weights, biases }: LayerParameters,
  dtype: Dtype,
): LayerParameters {
  return { weights: copyMatrix(weights, dtype), biases: biases && copyArray(biases, dtype) };
}

/** The parts in the dtype of a run: as they are, where they have it. */
export function partsInDtype({ train, validation, test }: DataParts, dtype: Dtype): DataParts {
  const convert = (m: Matrix): Matrix =>
    m.data instanceof Float32Array === (dtype === 'float32') ? m : copyMatrix(m, dtype);
  const part = ({ x, y }: Dataset): Dataset => ({ x: convert(x), y: convert(y) });
  return {
    train: part(train),
    validation: validation && part(validation),
    test: test && part(test),
  };
}
