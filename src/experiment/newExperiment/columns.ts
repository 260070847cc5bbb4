/** What each column of a bare table holds, and whether anything can be learned from it. */
import { isMissingBeside } from '../data/csv/cells/missing';
import type { Notation } from '../data/csv/cells/notation';
import { numberOf } from './tableSample';
import type { Sample } from './tableSample';

/** More different texts than this are no categories. */
const MOST_CATEGORIES = 30;
/** Whole numbers with more different values than this are measurements. */
export const MOST_CLASSES = 20;
/** The share of cells that decides about a column. */
const MOST = 0.9;
/** Columns with fewer filled cells than this share say little. */
const FEWEST_FILLED = 0.6;
/** Fewest rows in which numbers that only grow are a count. */
const ROWS_TO_COUNT = 8;
/** An identifier has at least as many digits: a smaller number may be a measurement. */
const LARGE = 10_000;

export type ColumnKind =
  | 'number'
  /** Few texts, which come again. */
  | 'category'
  | 'text'
  | 'date'
  | 'counter'
  | 'constant'
  | 'empty';

export interface TableColumn {
  /** From 0. */
  column: number;
  /** Its name in the header, or "column 0"; the second of two with one name has a number. */
  name: string;
  kind: ColumnKind;
  /** Why nothing is learned from it; null where something may be. */
  why: string | null;
  notation: Notation | null;
  /** The different values that were seen, those that are missing left out. */
  values: ReadonlySet<string>;
  /** Whether a trimmed cell holds nothing. */
  isMissing: (cell: string) => boolean;
  missing: number;
  /** Its first cells. */
  first: string[];
}

/** A column as a person sees it who chooses among them. */
export interface ColumnPreview extends Pick<
  TableColumn,
  'column' | 'name' | 'kind' | 'why' | 'missing' | 'first'
> {
  /** How many different values were seen. */
  distinct: number;
  /** How it is given to a network. */
  as: FeatureAs;
}

export function previewOf(of: TableColumn): ColumnPreview {
  const { column, name, kind, why, missing, first, values } = of;
  return { column, name, kind, why, missing, first, distinct: values.size, as: naturalUse(of) };
}

export type FeatureAs = 'number' | 'one_hot' | 'ordinal';

/** Two categories are 0 and 1. */
export function naturalUse({ kind, values }: TableColumn): FeatureAs {
  if (kind !== 'category') return 'number';
  return values.size === 2 ? 'ordinal' : 'one_hot';
}

const FIRST_CELLS = 8;

export function columnsOf(sample: Sample): TableColumn[] {
  const names = uniqueNames(sample);
  return names.map((name, column) => {
    const cells = sample.rows.map(row => row[column]);
    const isMissing = isMissingBeside(cells);
    const filled = cells.filter(cell => !isMissing(cell));
    const notation = sample.notations[column];
    const values = new Set(filled);
    const about = { cells, filled, values, notation, column };
    const found = kindOf(about, sample);
    return {
      column,
      name,
      ...found,
      notation,
      values,
      isMissing,
      missing: cells.length - filled.length,
      first: cells.slice(0, FIRST_CELLS),
    };
  });
}

function uniqueNames({ names, rows }: Sample): string[] {
  const seen = new Map<string, number>();
  return rows[0].map((_, column) => {
    const name = names?.[column] ? names[column] : `column ${column}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

interface Cells {
  cells: readonly string[];
  filled: readonly string[];
  values: ReadonlySet<string>;
  notation: Notation | null;
  column: number;
}

type Found = Pick<TableColumn, 'kind' | 'why'>;

function kindOf(about: Cells, sample: Sample): Found {
  const { cells, filled, values, notation, column } = about;
  if (filled.length === 0) return { kind: 'empty', why: 'is empty' };
  if (values.size === 1 && cells.length > 1) {
    return { kind: 'constant', why: 'has the same value in every row' };
  }
  const share = filled.length / cells.length;
  const sparse =
    share < FEWEST_FILLED ? `is empty in ${Math.round(100 * (1 - share))} % of the rows` : null;
  const numbers = filled.map(cell => numberOf(cell, notation));
  if (numbers.filter(value => !Number.isNaN(value)).length >= MOST * filled.length) {
    const name = sample.names?.[column] ?? null;
    const first = filled.length === cells.length ? numbers.slice(0, sample.firstRows) : numbers;
    const why = countingOf(numbers, first, name, column) ?? sparse;
    return { kind: why !== null && why !== sparse ? 'counter' : 'number', why };
  }
  if (filled.filter(cell => DATE.test(cell)).length >= MOST * filled.length) {
    return { kind: 'date', why: 'holds dates' };
  }
  if (isFew(values.size, filled.length)) return { kind: 'category', why: sparse };
  return { kind: 'text', why: 'holds texts' };
}

const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?\s*(?:Z|[AP]M|[+-]\d{2}:?\d{2})?$|^\d{1,2}:\d{2}(?::\d{2})?$/i;

/** Texts that come again. */
function isFew(values: number, cells: number): boolean {
  return values < cells && values <= MOST_CATEGORIES && values <= Math.max(3, cells / 2);
}

const COUNTER_NAME =
  /^(?:|id|no|nr|num|number|index|idx|row|rows?[ _]?(?:id|no|nr|num|number|index|names?)|unnamed: ?\d+|#|obs|observation|instant|(?:sample|case|record|item)[ _]?(?:id|no|nr|number)?|.*[ _]id)\.?$/i;
/** "PassengerId", "customerID": a word that ends in "id" in small letters may be anything. */
const COMPOUND_ID = /[a-z](?:Id|ID)$/;
/** Numbers that grow from row to row, and are measured all the same. */
const MEASURED_NAME = /^(?:x|t|time|year|month|day|hour|week|step|epoch|n|age)$/i;

/**
 * Why numbers only tell the rows apart; null where they may say more.
 * @param first those of the first rows, which follow each other
 */
function countingOf(
  numbers: readonly number[],
  first: readonly number[],
  name: string | null,
  column: number,
): string | null {
  if (numbers.length < ROWS_TO_COUNT || !numbers.every(Number.isInteger)) return null;
  const distinct = new Set(numbers).size;
  const isNamed = name !== null && (COUNTER_NAME.test(name) || COMPOUND_ID.test(name));
  const isFirst = column === 0;
  if (name !== null && MEASURED_NAME.test(name)) return null;
  const steps = first.slice(1).map((value, index) => value - first[index]);
  const counts = steps.every(step => step === 1);
  const grows = steps.every(step => step > 0);
  if (counts && (isNamed || isFirst || numbers[0] === 0 || numbers[0] === 1))
    return 'counts the rows';
  if (grows && (isNamed || (isFirst && name === null))) return 'counts the rows';
  if (isNamed && 2 * distinct > numbers.length) return 'tells the rows apart';
  const isLarge = numbers.every(value => value >= LARGE);
  if (isFirst && name === null && isLarge && distinct > MOST * numbers.length) {
    return 'tells the rows apart';
  }
  return null;
}

/** The share of the commonest value among those that are there. */
export function largestShare({ column, values }: TableColumn, { rows }: Sample): number {
  const counts = new Map([...values].map(value => [value, 0]));
  for (const cells of rows) {
    const count = counts.get(cells[column]);
    if (count !== undefined) counts.set(cells[column], count + 1);
  }
  const filled = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return Math.max(...counts.values()) / filled;
}

/** Whole numbers of few values, each of which comes again. */
export function areClasses(
  { values, notation, kind, missing }: TableColumn,
  rows: number,
): boolean {
  if (kind === 'category') return true;
  if (kind !== 'number' || values.size < 2 || values.size > MOST_CLASSES) return false;
  const whole = [...values].every(value => Number.isInteger(numberOf(value, notation)));
  return whole && rows - missing >= 2 * values.size;
}
