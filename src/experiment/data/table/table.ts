/** Rows as they come out of a source, before encoding and scaling. */
import type { Finding } from '../../format/finding';
import type { InputKinds } from './inputs';

/** Pixels stay bytes: a large data set of pictures is large enough as it is. */
export type Numbers = Float64Array | Uint8Array;

/** Labels of a class, or numbers: which of the two is decided by what is written. */
export type Targets =
  /** One text for each row: names[codes[row]]. */
  | { kind: 'text'; names: readonly string[]; codes: Int32Array }
  /** One number for each row: labels of classes, or values to be met. */
  | { kind: 'number'; values: Float64Array }
  /** Several numbers for each row. */
  | { kind: 'rows'; cols: number; values: Float64Array };

/** The size of each row's picture, where a row is its pixels, line by line. */
export interface ImageSize {
  width: number;
  height: number;
}

export interface Table {
  rows: number;
  cols: number;
  /** Rows of the file that are left out because a value is missing; absent: none. */
  skipped?: number;
  /** Values that were missing and are filled in; absent: none. */
  filled?: number;
  /** Row-major. */
  x: Numbers;
  /** What is more than a number in `x`; absent: nothing is. */
  inputs?: InputKinds;
  y: Targets;
  /** null: unnamed columns. */
  names: string[] | null;
  /** Names of the columns of targets, where they have any. */
  labelNames?: string[] | null;
  /** Which of these the source names itself; absent where there is nothing to choose. */
  chosen?: { features: boolean; label: boolean };
  image?: ImageSize;
  /** Where the target of a row stands. */
  placeOfTarget(row: number): Finding['place'];
}

/** Texts, each kept once. */
export function textTargets(labels: readonly string[]): Targets {
  const codes = new Map<string, number>();
  for (const label of labels) if (!codes.has(label)) codes.set(label, codes.size);
  return {
    kind: 'text',
    names: [...codes.keys()],
    codes: Int32Array.from(labels, label => codes.get(label) ?? 0),
  };
}

/** The rows of a table with these numbers, in this order. */
export function takeRows(table: Table, rows: ArrayLike<number>): Table {
  const { cols, x, y } = table;
  return {
    ...table,
    rows: rows.length,
    x: gather(x, cols, rows),
    y:
      y.kind === 'text'
        ? { ...y, codes: Int32Array.from(rows, row => y.codes[row]) }
        : y.kind === 'number'
          ? { kind: 'number', values: gather(y.values, 1, rows) }
          : { ...y, values: gather(y.values, y.cols, rows) },
    placeOfTarget: row => table.placeOfTarget(rows[row]),
  };
}

const MANY_COLUMNS = 32;

function gather<T extends Numbers>(values: T, cols: number, rows: ArrayLike<number>): T {
  const size = rows.length * cols;
  const taken = (values instanceof Uint8Array ? new Uint8Array(size) : new Float64Array(size)) as T;
  for (let row = 0; row < rows.length; row++) {
    const from = rows[row] * cols;
    const to = row * cols;
    // A view of a few numbers costs more than they do.
    if (cols > MANY_COLUMNS) taken.set(values.subarray(from, from + cols), to);
    else for (let col = 0; col < cols; col++) taken[to + col] = values[from + col];
  }
  return taken;
}
