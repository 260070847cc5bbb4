/**
 * Columns with gaps and categories: the inputs that a table gives are those that a few lines of
 * arrays give, whichever rows are trained on.
 */
import assert from 'node:assert/strict';
import { toRows } from '../../src/engine/ground/matrix';
import { prepared, type Json } from '../unit/experiment/support';
import type { Dice } from './library/dice';
import type { Failure } from './library/programs';
import { tryEach } from './library/tries';

export const SHORT = 500;

const MARKS = ['', '?', '-', 'NA', 'n/a', 'NaN', 'null', 'None', ' '];
const KINDS = ['number', 'one_hot', 'ordinal'] as const;
const WAYS = ['skip_row', 'mean', 'median', 'most_frequent'] as const;
const NAMES = ['b', 'a', 'B', 'ä', 'a b'];

interface Column {
  kind: (typeof KINDS)[number];
  /** In their order where it is given. */
  given: string[] | null;
  /** null: nothing is there. */
  cells: (string | null)[];
}

export function fuzz(count: number, seed: number): Failure[] {
  return tryEach(count, seed, dice => {
    const rows = 4 + dice.below(12);
    const columns = Array.from({ length: 1 + dice.below(4) }, () => columnOf(rows, dice));
    const way = dice.pick(WAYS);
    const kept = Array.from({ length: rows }, (_, row) => row).filter(
      row => way !== 'skip_row' || columns.every(({ cells }) => cells[row] !== null),
    );
    const trained = Math.round(kept.length / 2);
    const known = (column: Column) =>
      kept.slice(0, trained).some(row => column.cells[row] !== null);
    if (trained === 0 || trained === kept.length || !columns.every(known)) return;
    const inputs = columns.map(column => inputsOf(column, kept, trained, way));
    const expected = kept.map((_, at) => inputs.flatMap(each => each[at]));
    const { data, summary } = prepared(experimentOf(columns, way), {
      'd.csv': tableOf(columns, rows, dice),
    });
    assert.deepEqual(toRows(data.train.x), expected.slice(0, trained));
    assert.deepEqual(data.validation && toRows(data.validation.x), expected.slice(trained));
    assert.equal(summary.train.skipped, rows - kept.length);
  });
}

function columnOf(rows: number, dice: Dice): Column {
  const kind = dice.pick(KINDS);
  const cell = () => {
    if (dice.once(5)) return null;
    return kind === 'number' ? String(dice.below(9) / 2) : dice.pick(NAMES);
  };
  const given = kind !== 'number' && dice.once(2) ? NAMES.slice() : null;
  return { kind, given, cells: Array.from({ length: rows }, cell) };
}

/** For each row that is kept the numbers that stand for the column. */
function inputsOf(
  { kind, given, cells }: Column,
  kept: readonly number[],
  trained: number,
  way: (typeof WAYS)[number],
): number[][] {
  const names = given ?? [...new Set(kept.flatMap(row => cells[row] ?? []))].sort();
  const codes = kept.map(row => {
    const cell = cells[row];
    return cell === null ? null : kind === 'number' ? Number(cell) : names.indexOf(cell);
  });
  const known = codes.slice(0, trained).filter(code => code !== null);
  const fill = statistic(known, kind === 'number' ? way : 'most_frequent');
  return codes.map(code => {
    const value = code ?? fill;
    return kind === 'one_hot' ? names.map((_, index) => (index === value ? 1 : 0)) : [value];
  });
}

function statistic(values: readonly number[], way: (typeof WAYS)[number]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const middle = (ordered.length - 1) / 2;
  const times = (value: number) => values.filter(each => each === value).length;
  switch (way) {
    case 'mean':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'median':
      return (ordered[Math.floor(middle)] + ordered[Math.ceil(middle)]) / 2;
    default:
      return ordered.reduce((best, value) => (times(value) > times(best) ? value : best));
  }
}

function tableOf(columns: readonly Column[], rows: number, dice: Dice): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells = columns.map(column => column.cells[row] ?? dice.pick(marksIn(column)));
    return [...cells, row % 2].join(',');
  });
  return [[...columns.map((_, at) => `c${at}`), 'y'].join(','), ...lines].join('\n');
}

/** "None" among texts is one of them, unless all of them are given. */
function marksIn({ kind, given }: Column): readonly string[] {
  const isText = kind !== 'number' && given === null;
  return isText ? MARKS.filter(mark => mark !== 'None') : MARKS;
}

function experimentOf(columns: readonly Column[], missing: string): Json {
  const features = columns.map(({ kind: as, given: categories }, at) => ({
    ...{ column: `c${at}`, as },
    ...(categories && { categories }),
  }));
  return {
    data: {
      train: { type: 'csv', path: 'd.csv', features, label: 'y', missing },
      split: { train: 0.5, validation: 0.5, shuffle: false },
    },
    model: { layers: [{ units: 1 }] },
  };
}
