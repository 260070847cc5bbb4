/** Rows of a bare table, with what they say about its header. */
import { formatInteger } from '../../engine/ground/numbers';
import { numberIn } from '../data/csv/cells/cells';
import type { Dialect } from '../data/csv/dialect/dialect';
import { headOf } from '../data/csv/dialect/head';
import { isMissing } from '../data/csv/cells/missing';
import { notationsOf, numberAs } from '../data/csv/cells/notation';
import type { Notation } from '../data/csv/cells/notation';
import type { CellPlace } from '../data/csv/rowReader';
import { visitRows } from '../data/csv/rows';
import type { Report } from '../format/core';
import { spreadPieces } from './spread';
import { TARGET_NAMES } from './targetNames';

/** First rows that are looked at to tell classes from measurements. */
const FIRST_ROWS = 10_000;
/** Cells of these: each is a text in memory, and fewer of wide rows are enough. */
const FIRST_CELLS = 2_000_000;
/** Pieces of the rest of a longer table, their bytes, and rows of each. */
const PIECES = 50;
const PIECE_BYTES = 1 << 16;
const PIECE_ROWS = 100;
/** Rows from which a header is told. */
const HEADER_ROWS = 200;
/** Rows from which the notation of numbers is told. */
const NOTATION_ROWS = 1000;
/** More columns than any table has that a person would train on as it stands. */
const MOST_COLUMNS = 65_536;
/** The longest unit in a row of units. */
const LONGEST_UNIT = 12;

export interface Sample {
  dialect: Dialect;
  /** null: the first row is data. */
  names: string[] | null;
  /** The row below the header holds units. */
  units: boolean;
  /** Trimmed cells, without the header and the units: the first rows, and some of the others. */
  rows: string[][];
  /** How many of them are the first ones. */
  firstRows: number;
  /** Where the cells of the first row stand: of the header where there is one. */
  firstCells: readonly CellPlace[];
  /** How each column writes its numbers; null: plainly, or it holds none. */
  notations: (Notation | null)[];
  /** All rows were seen. */
  complete: boolean;
}

/**
 * null after reporting why nothing can be made of the file.
 * @param header whether the first row holds names; told from the rows where not given
 * @param more rows from further down, as those of the sample
 */
export function takeSample(
  bytes: Uint8Array,
  file: string,
  whole: boolean,
  report: Report,
  header?: boolean,
  more: readonly string[][] = [],
): Sample | null {
  const { dialect } = headOf(bytes);
  const rows: string[][] = [];
  let firstCells: CellPlace[] = [];
  const refuse = (line: number, id: string, what: string) =>
    report.error(id, `${file}${what}.`, { kind: 'file', file, line, column: 1 });
  const broken = visitRows(bytes, dialect, row => {
    const { cells, line } = row;
    const width = dialect.width ?? cells.length;
    // The first column may number the rows without a name.
    const isShort = rows.length === 0 && cells.length === width - 1;
    if (width > MOST_COLUMNS) {
      const [count, most] = [width, MOST_COLUMNS].map(each => formatInteger(each));
      refuse(line, 'too-many-columns', ` has ${count} columns; a bare table may have ${most}`);
      return false;
    }
    const full = isShort ? ['', ...cells] : cells;
    if (rows.length === 0) {
      firstCells = full.map((_, at) => row.placeOf(Math.max(0, isShort ? at - 1 : at)));
    }
    if (full.length === width) rows.push(full.map(cell => cell.trim()));
    else {
      // Behind the beginning of a file there may be a piece from elsewhere.
      if (!whole && rows.length > HEADER_ROWS) return false;
      const got = cells.length === 1 ? '1 cell' : `${cells.length} cells`;
      refuse(line, 'ragged-row', `, row ${line} has ${got} where ${width} are expected`);
    }
    return !report.failed && !isEnough(rows);
  });
  if (broken && (whole || rows.length <= HEADER_ROWS))
    refuse(broken.line, broken.id, `, row ${broken.line}: ${broken.what}`);
  if (report.failed) return null;
  if (rows.length === 0) refuse(1, 'no-rows', ' is empty');
  else if (rows[0].length < 2) {
    refuse(1, 'no-features', ' has a single column: inputs and a target need at least two');
  } else {
    const complete = whole && !isEnough(rows);
    const found = divided(rows, dialect, header);
    const firstRows = found.rows.length;
    if (!complete) found.rows.push(...spreadRows(bytes, dialect, rows[0].length), ...more);
    if (firstRows > 0) return { dialect, firstCells, firstRows, complete, ...found };
    refuse(1, 'no-rows', ' holds a header but no rows of data');
  }
  return null;
}

function isEnough(rows: readonly string[][]): boolean {
  return rows.length >= FIRST_ROWS || rows.length * (rows[0]?.length ?? 0) >= FIRST_CELLS;
}

/** Rows from all over the file; where a piece begins inside a quoted cell, those that look like none are left out. */
function spreadRows(bytes: Uint8Array, dialect: Dialect, width: number): string[][] {
  if (dialect.encoding.startsWith('utf-16')) return [];
  const rows: string[][] = [];
  for (const piece of spreadPieces(bytes, 0, PIECES, PIECE_BYTES)) {
    let count = 0;
    visitRows(piece, { ...dialect, skip: 0, namesInComment: false }, ({ cells }) => {
      if (cells.length === width) rows.push(cells.map(cell => cell.trim()));
      return ++count < PIECE_ROWS;
    });
  }
  return rows;
}

type Divided = Pick<Sample, 'names' | 'units' | 'rows' | 'notations'>;

function divided(
  all: string[][],
  { namesInComment, delimiter }: Dialect,
  header?: boolean,
): Divided {
  const [first, ...below] = all;
  const notationsIn = (rows: string[][]) =>
    notationsOf(columnsOf(rows.slice(0, NOTATION_ROWS), first.length), null, delimiter);
  const notations = notationsIn(below);
  const hasNames = header ?? (namesInComment || isHeader(first, below, notations));
  if (!hasNames) {
    return { names: null, units: false, rows: all, notations: notationsIn(all) };
  }
  const units = areUnits(below, notations);
  return { names: first, units, rows: units ? below.slice(1) : below, notations };
}

function columnsOf(rows: readonly string[][], width: number): string[][] {
  return Array.from({ length: width }, (_, column) => rows.map(cells => cells[column]));
}

/** The number that a trimmed cell holds, or NaN. */
export function numberOf(cell: string, notation: Notation | null): number {
  return notation ? numberAs(cell, notation) : numberIn(cell);
}

/**
 * Most cells of a header look like names, and those below them do not: a text above numbers, or one that
 * comes only once above names that come again. A missing value is no name.
 */
function isHeader(first: string[], below: string[][], notations: (Notation | null)[]): boolean {
  const rows = below.slice(0, HEADER_ROWS);
  let names = 0;
  let data = 0;
  first.forEach((cell, column) => {
    if (isMissing(cell)) return;
    const filled = rows.map(each => each[column]).filter(each => !isMissing(each));
    if (filled.length === 0) return;
    const notation = notations[column];
    const isNumber = (each: string) => !Number.isNaN(numberOf(each, notation));
    const numbers = filled.filter(isNumber).length;
    if (2 * numbers > filled.length) {
      if (isNumber(cell)) data++;
      else names++;
    } else if (filled.includes(cell)) data++;
    else if (isTargetName(cell) || comesAgain(filled)) names += 0.5;
  });
  if (rows.length === 0) return first.some(isTargetName);
  return (names > 0 && names >= data) || areCounted(first, rows);
}

/** Fewest numbers that count by more than chance. */
const FEWEST_COUNTED = 3;

/** Years, or numbers of columns as pandas writes them: they go up one by one, and no row below does. */
function areCounted(first: string[], below: string[][]): boolean {
  return goesUp(first) && !below.some(goesUp);
}

function goesUp(cells: string[]): boolean {
  const numbers = cells.map(numberIn).filter(value => !Number.isNaN(value));
  const others = cells.length - numbers.length;
  const areSeveral = numbers.length >= FEWEST_COUNTED && others <= 2;
  const [start] = numbers;
  return areSeveral && numbers.every((value, index) => value === start + index);
}

function isTargetName(cell: string): boolean {
  return TARGET_NAMES.includes(cell.toLowerCase());
}

function comesAgain(cells: readonly string[]): boolean {
  return new Set(cells).size <= cells.length / 2;
}

/** Short texts above every column of numbers, where the numbers begin one row later. */
function areUnits([first, ...below]: string[][], notations: (Notation | null)[]): boolean {
  if (below.length === 0) return false;
  let found = 0;
  for (const [column, cell] of first.entries()) {
    const notation = notations[column];
    const filled = below
      .slice(0, HEADER_ROWS)
      .map(cells => cells[column])
      .filter(each => !isMissing(each));
    const isNumbers =
      filled.length > 0 && filled.every(each => !Number.isNaN(numberOf(each, notation)));
    if (!isNumbers || isMissing(cell)) continue;
    if (!Number.isNaN(numberOf(cell, notation)) || cell.length > LONGEST_UNIT) return false;
    found++;
  }
  return found > 0 && first.filter(cell => cell !== '').length >= found;
}
