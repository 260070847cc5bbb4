/** What the worker is asked about arrays of a student's program. */
import type { Tensor } from '../../experiment/verify/tensors';

export type { AutopsyReport, ReportArray, Solution } from '../../experiment/autopsy/report';

/** A file or a text of arrays as it is, or arrays that have been read elsewhere. */
export type GivenArrays =
  | {
      /** Its suffix says how it is read: `.npz`, `.npy`, `.json`; anything else is what NumPy prints. */
      file: string;
      content: Uint8Array;
    }
  | { arrays: { name: string; values: Tensor }[] };
