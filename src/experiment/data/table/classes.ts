/** Which classes the labels stand for, over all parts of the data. */
import type { TargetSpec } from '../../format/experiment';
import { atValue, replaceValue } from '../../format/core';
import type { Report } from '../../format/core';
import type { Table } from './table';

export interface Classes {
  /** Shown to people, in order; the class with index i is the i-th. */
  names: string[];
  /** The index of the class of a row; −1 where the row is of none. */
  of(table: Table, row: number): number;
}

/**
 * null where targets are numbers to be met, or after reporting what is wrong with the labels.
 * Classes are the sorted distinct labels, unless `num_classes` says how many there are.
 */
export function findClasses(tables: Table[], data: TargetSpec, report: Report): Classes | null {
  const [first] = tables;
  const other = tables.find(table => table.y.kind !== first.y.kind);
  if (other) {
    const words = { text: 'texts', number: 'numbers', rows: 'several numbers for each row' };
    const message = `The targets of the training rows are ${words[first.y.kind]}, others are ${words[other.y.kind]}.`;
    report.error('mixed-targets', message, other.placeOfTarget(0));
    return null;
  }
  switch (first.y.kind) {
    case 'text':
      return classesOfTexts(tables, data, report);
    case 'number':
      return data.num_classes === null
        ? classesOfNumbers(tables, data, report)
        : countedClasses(tables, data.num_classes, report);
    case 'rows':
      return classesOfRows(tables, data, report);
  }
}

function classesOfTexts(tables: Table[], data: TargetSpec, report: Report): Classes | null {
  if (data.num_classes !== null) {
    const message = `With \`num_classes\` labels are whole numbers from 0 to ${data.num_classes - 1}: leave it out for labels that are texts.`;
    report.error('label', message, tables[0].placeOfTarget(0));
    return null;
  }
  const namesOf = ({ y }: Table) => (y.kind === 'text' ? y.names : []);
  const names = [...new Set(tables.flatMap(namesOf))].sort();
  if (data.encoding === 'none' && names.length > 2) {
    const message = `The labels are ${names.length} classes by name: set \`encoding\` to "one_hot".`;
    report.error('encoding', message, atValue('data'), [
      replaceValue('Set encoding to "one_hot"', ['data', 'encoding'], 'one_hot'),
    ]);
    return null;
  }
  if (!severalClasses(names, report, tables)) return null;
  warnOfMissing(names, tables, report);
  const index = new Map(names.map((name, position) => [name, position]));
  // For each list of names, which is shared by all rows of a source, the class of each name.
  const classes = new Map(
    tables.map(table => [namesOf(table), namesOf(table).map(name => index.get(name) ?? -1)]),
  );
  return {
    names,
    of: ({ y }, row) => (y.kind === 'text' ? (classes.get(y.names)?.[y.codes[row]] ?? -1) : -1),
  };
}

/** What stands for a label that nobody knows. */
const MISSING = /^(?:nan|n\/?a|null|<na>|\?|-|\.)$/i;

function warnOfMissing(names: readonly string[], tables: Table[], report: Report): void {
  const isSign = names.includes('+');
  const missing = names.filter(name => MISSING.test(name) && !(isSign && name === '-'));
  if (missing.length === 0) return;
  const isMissing = ({ y }: Table, row: number) =>
    y.kind === 'text' && missing.includes(y.names[y.codes[row]]);
  const table = tables.find(
    each => each.y.kind === 'text' && each.y.names.some(name => missing.includes(name)),
  );
  const row = table ? firstRow(table, at => isMissing(table, at)) : 0;
  const listed = missing.map(name => `"${name}"`).join(' and ');
  const message = `${listed} ${missing.length === 1 ? 'is a class' : 'are classes'} of ${names.length} here: if no label is known where it stands, take those rows out.`;
  report.warn('missing-label', message, (table ?? tables[0]).placeOfTarget(row));
}

function firstRow(table: Table, test: (row: number) => boolean): number {
  for (let row = 0; row < table.rows; row++) if (test(row)) return row;
  return 0;
}

function valueOf({ y }: Table, row: number): number {
  return y.kind === 'number' ? y.values[row] : NaN;
}

/** Labels 0 … count − 1, each of them a class whether it occurs or not. */
function countedClasses(tables: Table[], count: number, report: Report): Classes | null {
  for (const table of tables) {
    for (let row = 0; row < table.rows; row++) {
      const label = valueOf(table, row);
      if (Number.isInteger(label) && label >= 0 && label < count) continue;
      const message = `The label ${label} is not a class: with \`num_classes\` ${count} labels are whole numbers from 0 to ${count - 1}.`;
      report.error('label', message, table.placeOfTarget(row));
      return null;
    }
  }
  return { names: Array.from({ length: count }, (_, index) => String(index)), of: valueOf };
}

function classesOfNumbers(tables: Table[], data: TargetSpec, report: Report): Classes | null {
  const distinct = new Set<number>();
  for (const { y } of tables) {
    if (y.kind === 'number') for (const value of y.values) distinct.add(value);
  }
  if (data.encoding === 'none') {
    // Numbers as they stand are classes only where they could be nothing else.
    const binary = [...distinct].every(value => value === 0 || value === 1);
    return binary ? { names: ['0', '1'], of: valueOf } : null;
  }
  for (const table of tables) {
    for (let row = 0; row < table.rows; row++) {
      if (Number.isInteger(valueOf(table, row))) continue;
      const message = `The label ${valueOf(table, row)} is not a class: with \`encoding\` "${data.encoding}" labels are whole numbers or texts.`;
      report.error('label', message, table.placeOfTarget(row));
      return null;
    }
  }
  const labels = [...distinct].sort((a, b) => a - b);
  warnOfGap(labels, tables, report);
  const names = labels.map(String);
  if (!severalClasses(names, report, tables)) return null;
  const index = new Map(labels.map((label, position) => [label, position]));
  return { names, of: (table, row) => index.get(valueOf(table, row)) ?? -1 };
}

function warnOfGap(labels: number[], tables: Table[], report: Report): void {
  const after = labels.findIndex((label, index) => index > 0 && label !== labels[index - 1] + 1);
  const areSigns = labels.length === 2 && labels[0] === -1 && labels[1] === 1;
  if (after < 0 || areSigns) return;
  const hint = labels[0] < 0 ? '.' : '; `num_classes` would count the missing ones too.';
  const message =
    `The labels leave a gap: ${labels[after - 1]} is followed by ${labels[after]}. ` +
    `They become ${labels.length} classes${hint}`;
  report.warn('label-gap', message, tables[0].placeOfTarget(0));
}

/** Rows with a single 1 among 0s, as one-hot encoding makes them. */
function classesOfRows(tables: Table[], data: TargetSpec, report: Report): Classes | null {
  const [{ y }] = tables;
  const cols = y.kind === 'rows' ? y.cols : 0;
  if (data.encoding !== 'none') {
    const message = `\`encoding\` "${data.encoding}" needs a single label for each row; these targets have ${cols} columns.`;
    report.error('encoding', message, atValue('data', 'encoding'), [
      replaceValue('Set encoding to "none"', ['data', 'encoding'], 'none'),
    ]);
    return null;
  }
  if (data.num_classes !== null && data.num_classes !== cols) {
    const message = `\`num_classes\` is ${data.num_classes}, but the targets have ${cols} columns.`;
    report.error('num-classes', message, atValue('data', 'num_classes'), [
      replaceValue(`Change to ${cols}`, ['data', 'num_classes'], cols),
    ]);
    return null;
  }
  const hot = (table: Table, row: number) => {
    if (table.y.kind !== 'rows') return -1;
    const targets = table.y.values.subarray(row * cols, (row + 1) * cols);
    const found = targets.indexOf(1);
    return targets.every((value, index) => value === (index === found ? 1 : 0)) ? found : -1;
  };
  const allHot = tables.every(table => everyRow(table, row => hot(table, row) >= 0));
  if (!allHot || cols < 2) return null;
  return { names: Array.from({ length: cols }, (_, index) => String(index)), of: hot };
}

function everyRow(table: Table, test: (row: number) => boolean): boolean {
  for (let row = 0; row < table.rows; row++) if (!test(row)) return false;
  return true;
}

function severalClasses(names: string[], report: Report, tables: Table[]): boolean {
  if (names.length > 1) return true;
  const message = `All rows have the label "${names[0]}": a network needs at least two classes to tell apart.`;
  report.error('one-class', message, tables[0].placeOfTarget(0));
  return false;
}
