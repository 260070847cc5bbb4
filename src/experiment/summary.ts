/** What people are told about the data, and the points they see. */
import type { Classes } from './data/classes';
import type { Encoded } from './data/encode';
import type { Scaling } from './data/scaling';
import { PARTS } from './data/sources';
import type { Part } from './data/sources';
import type { Table } from './data/table';

export interface PartSummary {
  rows: number;
  /** Rows of each class, where the targets are classes. */
  perClass: number[] | null;
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
}

/** The rows of 2-D data that are drawn, in the units of the file (not scaled). */
export interface Points {
  part: 'train' | 'validation' | 'test';
  /** [x1, x2] of each point, one after another. */
  xy: Float64Array;
  /** Class index of each point; for targets that are not classes, the first target itself. */
  labels: Float64Array;
}

/** More than a picture can show; larger parts are thinned out evenly. */
const MOST_POINTS = 5000;

type Tables = { train: Table } & { [K in Exclude<Part, 'train'>]: Table | null };
type EncodedParts = { train: Encoded } & { [K in Exclude<Part, 'train'>]: Encoded | null };

export function summarize(
  tables: Tables,
  outputs: number,
  classes: Classes | null,
  scaling: Scaling | null,
): DataSummary {
  const { train, validation, test } = tables;
  return {
    train: partSummary(train, classes),
    validation: validation && partSummary(validation, classes),
    test: test && partSummary(test, classes),
    featureNames: train.names ?? Array.from({ length: train.cols }, (_, col) => `x${col + 1}`),
    classNames: classes && [...classes.names],
    outputs,
    scaling,
  };
}

function partSummary(table: Table, classes: Classes | null): PartSummary {
  if (!classes) return { rows: table.rows, perClass: null };
  const perClass = classes.names.map(() => 0);
  for (let row = 0; row < table.rows; row++) perClass[classes.of(table, row)]++;
  return { rows: table.rows, perClass };
}

/** The drawn points of every part; none unless there are two input columns. */
export function pointsOf(tables: Tables, encoded: EncodedParts, classes: Classes | null): Points[] {
  return PARTS.flatMap(part => {
    const table = tables[part];
    const targets = encoded[part];
    if (!table || !targets || table.cols !== 2) return [];
    const count = Math.min(table.rows, MOST_POINTS);
    const rows = Array.from({ length: count }, (_, i) => Math.floor((i * table.rows) / count));
    const labelOf = (row: number) =>
      classes ? classes.of(table, row) : targets.y[row * targets.cols];
    return {
      part,
      xy: Float64Array.from(rows.flatMap(row => [table.x[2 * row], table.x[2 * row + 1]])),
      labels: Float64Array.from(rows, labelOf),
    };
  });
}
