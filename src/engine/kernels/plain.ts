/** The kernels in plain TypeScript: the readable reference, and what runs where nothing else does. */
import { activate } from '../functions/activations';
import { createArray } from '../ground/matrix';
import { multiplyBySlope } from '../functions/slopes';
import type { Dtype } from '../ground/spec';
import { sumOfSquares } from '../ground/squares';
import { float32Kernels } from './float32';
import { float64Kernels } from './float64';
import type { Kernels } from './kernels';

export function plainKernels(dtype: Dtype): Kernels {
  return {
    dtype,
    shortfall: null,
    ...(dtype === 'float32' ? float32Kernels : float64Kernels),
    createArray: n => createArray(dtype, n),
    owns: array => array instanceof Float32Array === (dtype === 'float32'),
    activate,
    multiplyBySlope,
    squares: sumOfSquares,
    reserve: () => 0,
    native: null,
  };
}
