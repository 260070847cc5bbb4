/** A first look at a bare CSV file: delimiter, header, and which columns are what. */
import { numberIn } from '../data/csv/cells';
import { visitRows } from '../data/csv/rows';
import { detectDelimiter, headOf } from '../data/csv/text';
import type { Delimiter } from '../data/csv/text';
import type { Report } from '../format/core';

/** Rows that are looked at to tell names from numbers and classes from measurements. */
const SAMPLE_ROWS = 10_000;
/** Cells of the largest sample: each is a text in memory, and fewer of wide rows are enough. */
const SAMPLE_CELLS = 2_000_000;
/** Whole numbers with more different values than this are measurements. */
const MOST_CLASSES = 20;
const LABEL_NAMES = ['label', 'class', 'target', 'y'];

export interface Sample {
  delimiter: Delimiter;
  /** null: the first row is data. */
  names: string[] | null;
  rows: string[][];
  /** All rows were seen. */
  complete: boolean;
}

export interface Target {
  column: number;
  /** How many classes it tells apart; null for numbers to be met. */
  classes: number | null;
  /** Two classes that one output can tell apart without an encoding. */
  binary: boolean;
  /** Mean and standard deviation of numbers to be met. */
  mean: number;
  std: number;
}

/** The first rows; null after reporting why nothing can be made of the file. */
export function takeSample(
  bytes: Uint8Array,
  file: string,
  whole: boolean,
  report: Report,
): Sample | null {
  const delimiter = detectDelimiter(headOf(bytes));
  const rows: string[][] = [];
  const refuse = (line: number, id: string, what: string) =>
    report.error(id, `${file}${what}.`, { kind: 'file', file, line, column: 1 });
  const broken = visitRows(bytes, delimiter, ({ cells, line }) => {
    const width = rows[0]?.length ?? cells.length;
    if (cells.length !== width) refuse(line, 'ragged-row', `, row ${line}${ragged(cells, width)}`);
    else rows.push(cells.map(cell => cell.trim()));
    return !report.failed && !isEnough(rows);
  });
  if (broken) refuse(broken.line, broken.id, `, row ${broken.line}: ${broken.what}`);
  if (report.failed) return null;
  if (rows.length === 0) refuse(1, 'no-rows', ' is empty');
  else if (rows[0].length < 2) {
    refuse(1, 'no-features', ' has a single column: inputs and a target need at least two');
  } else {
    const complete = whole && !isEnough(rows);
    const names = hasHeader(rows) ? (rows.shift() ?? null) : null;
    if (rows.length > 0) return { delimiter, names, rows, complete };
    refuse(1, 'no-rows', ' holds a header but no rows of data');
  }
  return null;
}

function isEnough(rows: readonly string[][]): boolean {
  return rows.length >= SAMPLE_ROWS || rows.length * (rows[0]?.length ?? 0) >= SAMPLE_CELLS;
}

function ragged(cells: readonly string[], width: number): string {
  if (cells.length === 1 && cells[0].trim() === '') return ' is empty: take it out';
  const got = cells.length === 1 ? '1 cell' : `${cells.length} cells`;
  return ` has ${got} where ${width} are expected`;
}

function isText(cell: string): boolean {
  return cell !== '' && Number.isNaN(numberIn(cell));
}

/** A row that names a label, or a text above numbers, is a header. */
function hasHeader([first, ...rest]: string[][]): boolean {
  if (first.some(cell => LABEL_NAMES.includes(cell.toLowerCase()))) return true;
  const isNumber = (cell: string) => cell !== '' && !isText(cell);
  return first.some((cell, column) => isText(cell) && rest.some(row => isNumber(row[column])));
}

/** The column called label, class, target or y; else the last one. */
function likelyTarget({ names, rows }: Sample): number {
  const columnOf = (wanted: string) =>
    names?.findIndex(name => name.toLowerCase() === wanted) ?? -1;
  return LABEL_NAMES.map(columnOf).find(found => found >= 0) ?? rows[0].length - 1;
}

/** What is known of a column as a target; where none is chosen, of the likeliest. */
export function findTarget(sample: Sample, chosen: number | null = null): Target {
  const { rows } = sample;
  const column = chosen ?? likelyTarget(sample);
  const cells = rows.map(row => row[column]);
  const distinct = new Set(cells);
  if (cells.every(isText)) {
    const classes = Math.max(2, distinct.size);
    return { column, classes, binary: classes === 2, mean: 0, std: 1 };
  }
  const numbers = cells.map(numberIn).filter(Number.isFinite);
  // Few whole numbers that come again and again are classes; anything else is a measurement.
  const few = distinct.size >= 2 && distinct.size <= MOST_CLASSES;
  const isClasses = few && numbers.every(Number.isInteger) && rows.length >= 2 * distinct.size;
  const isBit = numbers.every(value => value === 0 || value === 1);
  const binary = isBit && distinct.size === 2;
  return {
    column,
    classes: isClasses || binary ? distinct.size : null,
    binary,
    ...spread(numbers),
  };
}

function spread(numbers: number[]): { mean: number; std: number } {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / numbers.length) };
}

/** A column as a person sees it who chooses among them. */
export interface CsvColumn {
  /** Its name in the header, or "column 0". */
  name: string;
  /** It holds texts: a target it may be, but no input. */
  isText: boolean;
  /** How many different values were seen. */
  distinct: number;
  /** Its first cells. */
  first: string[];
}

const FIRST_CELLS = 6;

export function columnsOf({ names, rows }: Sample): CsvColumn[] {
  return rows[0].map((_, column) => {
    const cells = rows.map(row => row[column]);
    return {
      name: names?.[column] ?? `column ${column}`,
      isText: cells.filter(isText).length > rows.length / 2,
      distinct: new Set(cells).size,
      first: cells.slice(0, FIRST_CELLS),
    };
  });
}

/** Columns beside the target; those that hold mostly texts cannot be learned from. */
export function findFeatures(
  { rows }: Sample,
  target: Target,
): { features: number[]; texts: number[] } {
  const columns = rows[0].map((_, column) => column).filter(column => column !== target.column);
  const mostlyText = (column: number) =>
    rows.filter(row => isText(row[column])).length > rows.length / 2;
  return {
    features: columns.filter(column => !mostlyText(column)),
    texts: columns.filter(mostlyText),
  };
}
