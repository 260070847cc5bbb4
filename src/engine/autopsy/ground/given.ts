/** Arrays as a student's program had them, and as the autopsy looks at them. */

/** Row-major numbers; a list is one row, a single number has one entry. */
export interface Numbers {
  rows: number;
  cols: number;
  data: Float64Array;
}

/** One array of a dump, under the name that the program gave it. */
export interface GivenArray {
  name: string;
  values: Numbers;
  /** Half a unit of the last digit of each entry, where a print says so; null: see `precisionOf`. */
  slack: Float64Array | null;
}

/** A given array turned to the engine's layout, with how far each entry may be off. */
export interface Observed {
  name: string;
  values: Numbers;
  slack: Float64Array;
}

export function numbers(rows: number, cols: number, data = new Float64Array(rows * cols)): Numbers {
  return { rows, cols, data };
}

export function turned({ rows, cols, data }: Numbers): Numbers {
  const out = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) out[col * rows + row] = data[row * cols + col];
  }
  return { rows: cols, cols: rows, data: out };
}

export function turnedObservation({ name, values, slack }: Observed): Observed {
  return { name, values: turned(values), slack: turned({ ...values, data: slack }).data };
}

/** A row or a column as a row; null for a matrix. */
export function asRow(observed: Observed): Observed | null {
  const { rows, cols, data } = observed.values;
  if (rows !== 1 && cols !== 1) return null;
  return { ...observed, values: { rows: 1, cols: rows * cols, data } };
}

/** The largest size of a finite entry. */
export function largest({ data }: Numbers): number {
  let most = 0;
  for (const value of data) {
    const size = Math.abs(value);
    if (size > most && size < Infinity) most = size;
  }
  return most;
}

/** Whether no finite entry differs from 0, as `largest` has it: the first that does says it. */
export function isEmpty({ data }: Numbers): boolean {
  return data.every(value => value === 0 || !Number.isFinite(value));
}

export function isWhole({ data }: Numbers): boolean {
  return data.every(value => Number.isInteger(value));
}

export function sameShape(a: Numbers, b: Numbers): boolean {
  return a.rows === b.rows && a.cols === b.cols;
}
