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
export class Candidate {
  readonly meaning: Meaning;
  /** As a list of biases; null for a matrix. */
  readonly row: Observed | null;
  private other: Observed | null = null;

  constructor(
    readonly given: Observed,
    private readonly layout: Layout,
  ) {
    this.meaning = meaningOf(given.name);
    this.row = asRow(given);
  }

  /** As a batch, its rows the samples. */
  get batch(): Observed {
    return this.layout.batch === 'rows' ? this.given : this.turned;
  }

  /** As weights, [in, out]. */
  get kernel(): Observed {
    return this.layout.kernel === 'in_out' ? this.given : this.turned;
  }

  private get turned(): Observed {
    return (this.other ??= turnedObservation(this.given));
  }

  isBatch(rows: number, cols: number): boolean {
    const { values } = this.given;
    const [own, other] = this.layout.batch === 'rows' ? [rows, cols] : [cols, rows];
    return values.rows === own && values.cols === other;
  }

  /** Units of a layer with this number of inputs and these weights; null: they are not its weights. */
  unitsFrom(inputs: number): number | null {
    const { rows, cols } = this.given.values;
    const [own, units] = this.layout.kernel === 'in_out' ? [rows, cols] : [cols, rows];
    return own === inputs ? units : null;
  }

  isKernel(inputs: number, units: number): boolean {
    return this.unitsFrom(inputs) === units;
  }
}

export function candidatesIn(arrays: readonly Observed[], layout: Layout): Candidate[] {
  return arrays.map(given => new Candidate(given, layout));
}
