/** Dealing the rows of one source into parts. */
import type { RandomStream } from '../../../engine/rng/stream';
import type { SplitSpec } from '../../format/experiment';
import { takeRows } from './table';
import type { Table } from './table';

export type SplitParts = { train: Table; validation: Table; test: Table };

/**
 * Training rows first, then validation, then test, up to the rounded fractions. Draws, where the
 * rows are shuffled: one permutation(rows). Stratified: every class is dealt by itself, its rows
 * in the order of that permutation, and the parts keep that order.
 */
export function splitRows(
  table: Table,
  split: SplitSpec,
  labels: ArrayLike<number>,
  stream: RandomStream,
): SplitParts {
  const order = split.shuffle
    ? stream.permutation(table.rows)
    : Int32Array.from({ length: table.rows }, (_, row) => row);
  const part = new Uint8Array(table.rows);
  for (const rows of split.stratify ? byLabel(order, labels) : [order]) deal(rows, split, part);
  const rowsOf = (wanted: number) => order.filter(row => part[row] === wanted);
  // Rows that were left out of the file are counted once, beside those that are trained on.
  const others = { ...table, skipped: 0 };
  return {
    train: takeRows(table, rowsOf(TRAIN)),
    validation: takeRows(others, rowsOf(VALIDATION)),
    test: takeRows(others, rowsOf(TEST)),
  };
}

const TRAIN = 1;
const VALIDATION = 2;
const TEST = 3;

/** Boundaries are rounded sums of fractions, so that fractions which add up to 1 use every row. */
function deal(rows: ArrayLike<number>, split: SplitSpec, part: Uint8Array): void {
  const upTo = (fraction: number) => Math.min(rows.length, Math.round(fraction * rows.length));
  const validationFrom = upTo(split.train);
  const testFrom = upTo(split.train + split.validation);
  const end = upTo(split.train + split.validation + split.test);
  for (let index = 0; index < end; index++) {
    part[rows[index]] = index < validationFrom ? TRAIN : index < testFrom ? VALIDATION : TEST;
  }
}

function byLabel(order: Int32Array, labels: ArrayLike<number>): number[][] {
  const groups = new Map<number, number[]>();
  for (const row of order) {
    const group = groups.get(labels[row]);
    if (group) group.push(row);
    else groups.set(labels[row], [row]);
  }
  return [...groups.values()];
}
