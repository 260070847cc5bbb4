/** Arrays as a program may have laid them out. */
import { asRow, turnedObservation } from '../ground/given';
import type { Observed } from '../ground/given';
import { meaningOf } from './names';
import type { Meaning } from './names';

/** How the program lays out its arrays; what is computed with is always rows and [in, out]. */
export interface Layout {
  batch: 'rows' | 'columns';
  kernel: 'in_out' | 'out_in';
}

/** The usual ones first. */
export const LAYOUTS: readonly Layout[] = [
  { batch: 'rows', kernel: 'in_out' },
  { batch: 'columns', kernel: 'out_in' },
  { batch: 'rows', kernel: 'out_in' },
  { batch: 'columns', kernel: 'in_out' },
];

/** One array in every way in which it may be read. */
export interface Candidate {
  meaning: Meaning;
  given: Observed;
  /** As a batch, as a kernel, and as a list of biases. */
  batch: Observed;
  kernel: Observed;
  row: Observed | null;
}

export function candidatesIn(arrays: readonly Observed[], { batch, kernel }: Layout): Candidate[] {
  return arrays.map(given => {
    const other = turnedObservation(given);
    return {
      meaning: meaningOf(given.name),
      given,
      batch: batch === 'rows' ? given : other,
      kernel: kernel === 'in_out' ? given : other,
      row: asRow(given),
    };
  });
}
