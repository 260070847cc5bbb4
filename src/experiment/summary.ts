/** What people are told about the data, and the points they see. */
import type { Classes } from './data/table/classes';
import type { Encoded } from './data/table/encode';
import type { Scaling } from './data/table/scaling';
import { PARTS, type Part } from './format/experiment';
import type { ImageSize, Numbers, Table } from './data/table/table';

export interface PartSummary {
  rows: number;
  /** Rows of its source that are left out because a value is missing. */
  skipped: number;
  /** Values among its inputs that were missing and are filled in. */
  filled: number;
  /** Rows of each class, where the targets are classes. */
  perClass: number[] | null;
  first: FirstRows;
}

/** Where a part begins, for people to look at. */
export interface FirstRows {
  /** In the units of the file (not scaled); wide rows are cut. */
  inputs: number[][];
  /** The name of the class; for targets that are not classes, the targets themselves. */
  targets: (string | number)[][];
}

export interface DataSummary {
  train: PartSummary;
  validation: PartSummary | null;
  test: PartSummary | null;
  featureNames: string[];
  /** Names of the classes in order; null where the targets are not classes. */
  classNames: string[] | null;
  outputs: number;
  /** What the network gets is (x − offset) / scale, per feature; null: x as it stands. */
  scaling: { offset: number[]; scale: number[] } | null;
  /** The inputs are the pixels of a picture of this size, line by line; null: they are not. */
  image: ImageSize | null;
}

/** The rows of 2-D data that are drawn, in the units of the file (not scaled). */
export interface Points {
  part: 'train' | 'validation' | 'test';
  /** [x1, x2] of each point, one after another. */
  xy: Float64Array;
  /** Class index of each point; for targets that are not classes, the first target itself. */
  labels: Float64Array;
}

/** The rows of data with one input that are drawn, in the units of the file (not scaled). */
export interface Pairs {
  part: Part;
  x: Float64Array;
  /** Targets as the network is taught them: `y[row * outputs + output]`. */
  y: Float64Array;
}

/** More than a picture can show; larger parts are thinned out evenly. */
const MOST_POINTS = 5000;

/** Enough to tell what the numbers are. */
const FIRST_ROWS = 20;
const FIRST_COLUMNS = 16;

type Tables = { train: Table } & { [K in Exclude<Part, 'train'>]: Table | null };
type EncodedParts = { train: Encoded } & { [K in Exclude<Part, 'train'>]: Encoded | null };

export function summarize(
  tables: Tables,
  encoded: EncodedParts,
  classes: Classes | null,
  scaling: Scaling | null,
): DataSummary {
  const { train } = tables;
  const summary = (part: Part) => {
    const table = tables[part];
    const targets = encoded[part];
    return table && targets && partSummary(table, targets, classes);
  };
  return {
    train: partSummary(train, encoded.train, classes),
    validation: summary('validation'),
    test: summary('test'),
    featureNames: train.names ?? Array.from({ length: train.cols }, (_, col) => `x${col + 1}`),
    classNames: classes && [...classes.names],
    outputs: encoded.train.cols,
    scaling,
    image: train.image ?? null,
  };
}

function partSummary(table: Table, encoded: Encoded, classes: Classes | null): PartSummary {
  const { rows, skipped = 0, filled = 0 } = table;
  const first = firstRows(table, encoded, classes);
  if (!classes) return { rows, skipped, filled, perClass: null, first };
  const perClass = classes.names.map(() => 0);
  for (let row = 0; row < rows; row++) perClass[classes.of(table, row)]++;
  return { rows, skipped, filled, perClass, first };
}

function firstRows(table: Table, encoded: Encoded, classes: Classes | null): FirstRows {
  const rows = Array.from({ length: Math.min(table.rows, FIRST_ROWS) }, (_, row) => row);
  const cut = (numbers: Numbers, row: number, cols: number) =>
    Array.from({ length: Math.min(cols, FIRST_COLUMNS) }, (_, col) => numbers[row * cols + col]);
  return {
    inputs: rows.map(row => cut(table.x, row, table.cols)),
    targets: rows.map(row =>
      classes ? [classes.names[classes.of(table, row)]] : cut(encoded.y, row, encoded.cols),
    ),
  };
}

/** The drawn points of every part; none unless there are two input columns. */
export function pointsOf(tables: Tables, encoded: EncodedParts, classes: Classes | null): Points[] {
  return PARTS.flatMap(part => {
    const table = tables[part];
    const targets = encoded[part];
    if (!table || !targets || table.cols !== 2) return [];
    const rows = drawnRows(table.rows);
    const labelOf = (row: number) =>
      classes ? classes.of(table, row) : targets.y[row * targets.cols];
    return {
      part,
      xy: Float64Array.from(rows.flatMap(row => [table.x[2 * row], table.x[2 * row + 1]])),
      labels: Float64Array.from(rows, labelOf),
    };
  });
}

/** The same where there is one input column. */
export function pairsOf(tables: Tables, encoded: EncodedParts): Pairs[] {
  return PARTS.flatMap(part => {
    const table = tables[part];
    const targets = encoded[part];
    if (!table || !targets || table.cols !== 1) return [];
    const { y, cols } = targets;
    const rows = drawnRows(table.rows);
    return {
      part,
      x: Float64Array.from(rows, row => table.x[row]),
      y: Float64Array.from(
        rows.flatMap(row => Array.from(y.subarray(row * cols, (row + 1) * cols))),
      ),
    };
  });
}

function drawnRows(rows: number): number[] {
  const count = Math.min(rows, MOST_POINTS);
  return Array.from({ length: count }, (_, i) => Math.floor((i * rows) / count));
}
