/** Kernels that make nothing: they count what a run will ask for. */
import type { Dtype, FloatArray } from '../ground/spec';
import type { Kernels } from './kernels';
import { plainKernels } from './plain';

/** Per array: its alignment, and what a kernel may read past its end. */
export const OVERHEAD = 128;

export interface CountingKernels extends Kernels {
  /** Bytes of everything that has been asked for so far. */
  readonly bytes: number;
}

export function countingKernels(dtype: Dtype): CountingKernels {
  const empty = (): FloatArray => (dtype === 'float32' ? new Float32Array(0) : new Float64Array(0));
  let bytes = 0;
  return {
    ...plainKernels(dtype),
    get bytes() {
      return bytes;
    },
    createArray(n: number): FloatArray {
      const nothing = empty();
      bytes += n * nothing.BYTES_PER_ELEMENT + OVERHEAD;
      // Other arrays are made as long as this one.
      return Object.defineProperty(nothing, 'length', { value: n });
    },
    owns: () => false,
    reserve(block: number): number {
      bytes += block + OVERHEAD;
      return 0;
    },
  };
}
