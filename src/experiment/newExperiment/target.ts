/** Which columns of a bare table are to be learned, and which they are learned from. */
import { areClasses, largestShare, naturalUse, type FeatureAs, type TableColumn } from './columns';
import { LABEL, NUMBER_NAMES, PRICE, TARGET_NAMES } from './targetNames';
import { numberOf, type Sample } from './tableSample';

/** The share of one value from which numbers are hardly classes where others are. */
const MOST_OF_ONE = 0.9;
/** Fewest rows that prove that one of two columns is 1 and the other 0. */
const ROWS_OF_TWO = 8;

export interface Feature {
  /** From 0. */
  column: number;
  as: FeatureAs;
}

/** Which columns are what, by their numbers. */
export interface ColumnChoice {
  /** Several: each is 1 for its class, and 0 for every other. */
  target: number[];
  features: Feature[];
}

/** What a person decided about a bare table; what is not there is told from the table. */
export interface TableChoice {
  target?: number[];
  features?: Feature[];
  /** The first row holds names. */
  header?: boolean;
  /** What becomes of rows with missing values. */
  missing?: 'skip_row' | 'median';
  /** The names of all columns when it was decided: for a table with others it counts no more. */
  columns?: string[];
}

export interface LeftOut {
  column: number;
  why: string;
}

/** Whether what was decided is about a table with these columns. */
export function isAbout(columns: readonly TableColumn[], { columns: names }: TableChoice): boolean {
  if (names === undefined) return true;
  return names.length === columns.length && columns.every(({ name }, at) => name === names[at]);
}

/** Which columns are what: as a person decided, and else the likeliest. */
export function columnChoice(
  sample: Sample,
  columns: readonly TableColumn[],
  decided: TableChoice,
): ColumnChoice {
  const target = decided.target ?? likelyTarget(sample, columns);
  const features = decided.features?.filter(({ column }) => !target.includes(column));
  return { target, features: features ?? featuresFor(columns, target) };
}

function likelyTarget(sample: Sample, columns: readonly TableColumn[]): number[] {
  const named = byName(columns, TARGET_NAMES) ?? columns.find(isCalledLabel);
  if (named) return [named.column];
  const groups = oneHotGroups(sample, columns);
  const isAtEdge = (group: number[]) => group.includes(columns.length - 1) || group.includes(0);
  const group = groups.findLast(isAtEdge);
  if (group) return group;
  const grouped = new Set(groups.flat());
  const useful = columns.filter(({ column, why }) => why === null && !grouped.has(column));
  // In a table of a few rows no text comes again, and one may be the class all the same.
  const free = useful.length > 1 ? useful : columns.filter(({ kind }) => kind !== 'empty');
  return [(likelyColumn(sample, free, columns) ?? columns[columns.length - 1]).column];
}

/** A price, the only category, classes in the last or the first column, or else the last column. */
function likelyColumn(
  sample: Sample,
  free: readonly TableColumn[],
  columns: readonly TableColumn[],
): TableColumn | undefined {
  const rows = sample.rows.length;
  const first = free.at(0);
  const last = free.at(-1);
  if (!first || !last || last.kind === 'category') return last;
  const number = byName(free, NUMBER_NAMES) ?? free.find(({ name }) => PRICE.test(name));
  if (number) return number;
  const categories = free.filter(({ kind }) => kind === 'category');
  const [category] = categories;
  const isLone = categories.length === 1;
  // Hardly anything but one value: a pixel at the edge of a picture, say, and no class.
  const isRare = largestShare(last, sample) > MOST_OF_ONE;
  const isLast = endsTable(last, columns) && areClasses(last, rows);
  if (isLone && (category === first || !isLast)) return category;
  return startsWithClasses(first, sample) && (!isLast || isRare) ? first : last;
}

/** Whether nothing but empty or constant columns stands behind it: names of the rows, say. */
function endsTable({ column }: TableColumn, columns: readonly TableColumn[]): boolean {
  const behind = columns.slice(column + 1);
  return behind.every(({ kind }) => kind === 'empty' || kind === 'constant');
}

/** By the surest name; a coordinate beside its pair is none, unless there is nothing else. */
function byName(columns: readonly TableColumn[], names: readonly string[]): TableColumn | null {
  const found = names.flatMap(wanted =>
    columns.filter(({ name, why, kind }) => {
      const isUsed = why === null || kind === 'text' || kind === 'constant';
      return isUsed && name.toLowerCase() === wanted && !isCoordinate(name, columns);
    }),
  );
  return found[0] ?? null;
}

/** "fruit_label": the last word says so. */
function isCalledLabel({ name, why }: TableColumn): boolean {
  return why === null && LABEL.test(name);
}

function isCoordinate(name: string, columns: readonly TableColumn[]): boolean {
  const has = (wanted: string) => columns.some(each => each.name.toLowerCase() === wanted);
  return name.toLowerCase() === 'y' && columns.length > 2 && has('x');
}

/**
 * Classes that are numbers, in the first column: they begin at 0 or 1, and none is left out. A
 * column with a name would be called a label, a class or a digit.
 */
function startsWithClasses(column: TableColumn, { rows, names }: Sample): boolean {
  if (column.column > 0 || names !== null || !areClasses(column, rows.length)) return false;
  if (column.kind === 'category') return false;
  const values = [...column.values]
    .map(cell => numberOf(cell, column.notation))
    .sort((a, b) => a - b);
  const [start] = values;
  return (start === 0 || start === 1) && values[values.length - 1] - start === values.length - 1;
}

/** Neighbouring columns of which in every row one is 1 and the others are 0. */
export function oneHotGroups({ rows }: Sample, columns: readonly TableColumn[]): number[][] {
  const isBit = ({ values, missing }: TableColumn) =>
    missing === 0 && values.size === 2 && values.has('0') && values.has('1');
  const groups: number[][] = [];
  for (let start = 0; start < columns.length; start++) {
    let end = start;
    while (end < columns.length && isBit(columns[end])) end++;
    const group = longestGroup(rows, start, end);
    if (group.length === 0) continue;
    groups.push(group);
    start = group[group.length - 1];
  }
  return groups;
}

/** The columns from `start` on that add up to 1 in every row; empty where there are none. */
function longestGroup(rows: readonly string[][], start: number, end: number): number[] {
  const sums = new Uint16Array(rows.length);
  for (let column = start; column < end; column++) {
    let sure = true;
    for (let row = 0; row < rows.length; row++) {
      sums[row] += rows[row][column] === '1' ? 1 : 0;
      if (sums[row] > 1) return [];
      sure &&= sums[row] === 1;
    }
    const size = column - start + 1;
    if (sure && (size > 2 || (size === 2 && rows.length >= ROWS_OF_TWO))) {
      return Array.from({ length: size }, (_, index) => start + index);
    }
  }
  return [];
}

/** Every column beside the target from which something can be learned. */
export function featuresFor(columns: readonly TableColumn[], target: readonly number[]): Feature[] {
  const others = columns.filter(({ column }) => !target.includes(column));
  const useful = others.filter(({ why }) => why === null);
  // A lone column of numbers that only grow is better than nothing.
  const counters = others.filter(({ kind }) => kind === 'counter');
  return (useful.length > 0 ? useful : counters).map(each => ({
    column: each.column,
    as: naturalUse(each),
  }));
}

/** Columns that a choice does not take, and why. */
export function leftOut(
  columns: readonly TableColumn[],
  { target, features }: ColumnChoice,
): LeftOut[] {
  const used = new Set([...target, ...features.map(({ column }) => column)]);
  return columns
    .filter(({ column }) => !used.has(column))
    .map(({ column, why }) => ({ column, why: why ?? 'is not chosen' }));
}

/** What the names of several columns have in common, or all of them. */
export function nameOfTarget(target: readonly TableColumn[]): string {
  const names = target.map(({ name }) => name);
  if (names.length === 1) return names[0];
  const numbers = target.map(({ column }) => column);
  if (names.every((name, index) => name === `column ${numbers[index]}`)) {
    return `columns ${numbers.join(', ')}`;
  }
  const [first, ...more] = names;
  let length = 0;
  while (length < first.length && more.every(name => name[length] === first[length])) length++;
  let end = length;
  while (end > 0 && ' _.=-'.includes(first[end - 1])) end--;
  return end > 0 && end < length ? first.slice(0, end) : names.join(', ');
}
