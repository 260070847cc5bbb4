/** A bare CSV file as an experiment: the file is looked at, and the experiment that says the same written. */
import { numberIn } from './data/cells';
import { detectDelimiter, positionAt, visitRows } from './data/csvText';
import type { Delimiter } from './data/csvText';
import { Report } from './format/core';
import type { Problem } from './problem';

/** Rows that are looked at to tell names from numbers and classes from measurements. */
const SAMPLE_ROWS = 10_000;
/** Whole numbers with more different values than this are measurements. */
const MOST_CLASSES = 20;
const LABEL_NAMES = ['label', 'class', 'target', 'y'];

interface Sample {
  delimiter: Delimiter;
  /** null: the first row is data. */
  names: string[] | null;
  width: number;
  rows: string[][];
  /** All rows were seen. */
  complete: boolean;
}

interface Target {
  column: number;
  /** Number of classes; null for values to be met. */
  classes: number | null;
  /** 0 and 1 as they stand, so that one sigmoid tells them apart. */
  binary: boolean;
}

/**
 * The text of the `*.backprop.json` that trains on this CSV file: header, delimiter, features and
 * label inferred, a small network that suits the targets. Empty after a problem that is an error.
 */
export function inferCsv(
  text: string,
  fileName: string,
): { problems: Problem[]; experimentText: string } {
  const report = new Report();
  const sample = takeSample(text.replace(/^\uFEFF/, ''), fileName, report);
  if (!sample) return { problems: report.problems, experimentText: '' };
  const target = findTarget(sample);
  return { problems: report.problems, experimentText: write(sample, target, fileName) };
}

function takeSample(text: string, file: string, report: Report): Sample | null {
  const delimiter = detectDelimiter(text);
  const rows: string[][] = [];
  const complain = (offset: number, code: string, message: string) =>
    report.error(code, message, { kind: 'file', file, ...positionAt(text, offset) });
  let complete = true;
  const broken = visitRows(text, delimiter, ({ cells, offset }) => {
    const width = rows[0]?.length ?? cells.length;
    if (cells.length !== width) {
      const { line } = positionAt(text, offset);
      const what =
        cells.length === 1 && cells[0].trim() === ''
          ? 'is empty'
          : `has ${cells.length} cells where ${width} are expected`;
      complain(offset, 'ragged-row', `${file}, row ${line} ${what}.`);
      return false;
    }
    rows.push(cells.map(cell => cell.trim()));
    complete = rows.length < SAMPLE_ROWS;
    return complete;
  });
  if (broken)
    complain(broken.offset, 'quotes', `${file}: a quoted cell of this row is not closed.`);
  else if (rows.length === 0) complain(0, 'no-rows', `${file} is empty.`);
  else if (rows[0].length < 2) {
    complain(
      0,
      'no-features',
      `${file} has a single column: inputs and a target need at least two.`,
    );
  }
  const names = rows.length > 0 && hasHeader(rows) ? (rows.shift() ?? null) : null;
  if (!report.failed && rows.length === 0)
    complain(0, 'no-rows', `${file} holds a header but no rows of data.`);
  if (report.failed) return null;
  return { delimiter, names, width: rows[0].length, rows, complete };
}

/** A first row of texts above numbers, or a row that names a label, is a header. */
function hasHeader([first, ...rest]: string[][]): boolean {
  const isText = (cell: string) => cell !== '' && Number.isNaN(numberIn(cell));
  if (first.some(cell => LABEL_NAMES.includes(cell.toLowerCase()))) return true;
  return first.some(
    (cell, column) =>
      isText(cell) &&
      rest.length > 0 &&
      rest.some(row => !isText(row[column]) && row[column] !== ''),
  );
}

/** The column called label, class, target or y; else the last one. */
function findTarget({ names, width, rows }: Sample): Target {
  const named = LABEL_NAMES.map(
    wanted => names?.findIndex(name => name.toLowerCase() === wanted) ?? -1,
  ).find(column => column >= 0);
  const column = named ?? width - 1;
  const distinct = new Set(rows.map(row => row[column]));
  const numbers = [...distinct].map(numberIn);
  if (numbers.every(Number.isNaN)) {
    return { column, classes: Math.max(2, distinct.size), binary: distinct.size === 2 };
  }
  const whole = numbers.every(Number.isInteger);
  const values = new Set(numbers);
  // Few whole numbers that come again and again are classes; anything else is a measurement.
  const isClasses =
    whole && values.size >= 2 && values.size <= MOST_CLASSES && rows.length >= 2 * values.size;
  const binary = isClasses && values.size === 2 && values.has(0) && values.has(1);
  return { column, classes: isClasses || binary ? values.size : null, binary };
}

function write(sample: Sample, target: Target, fileName: string): string {
  const { names, width, delimiter } = sample;
  const label = names?.[target.column] ?? target.column;
  const features = Array.from({ length: width }, (_, column) => column)
    .filter(column => column !== target.column)
    .map(column => names?.[column] ?? column);
  const unique = !names || new Set(names).size === names.length;
  const column = (value: string | number, index: number) => JSON.stringify(unique ? value : index);
  const featureIndices = Array.from({ length: width }, (_, index) => index).filter(
    index => index !== target.column,
  );
  const task = taskOf(target);
  const rows = sample.complete
    ? `${sample.rows.length} rows`
    : `more than ${sample.rows.length} rows`;
  const inputs = features.length === 1 ? '1 input' : `${features.length} inputs`;
  const delimiters = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };
  return `// Made from ${lineOf(fileName)}: ${rows}, ${inputs}, target ${lineOf(String(label))} (${task.words}).
{
  "version": 1,
  "name": ${JSON.stringify(fileName.replace(/^.*\//, '').replace(/\.[^.]*$/, ''))},
  "seed": 0,
  "data": {
    "train": {
      "type": "csv",
      "path": ${JSON.stringify(fileName)},
      "header": ${names !== null},
      // Cells are divided by ${delimiters[delimiter]}.
      "delimiter": ${JSON.stringify(delimiter)},
      "features": [${features.map((value, index) => column(value, featureIndices[index])).join(', ')}],
      "label": ${column(label, target.column)}
    },
    // A part of the rows is kept aside to see how well the network does on rows it has not met.
    "split": { "train": 0.8, "validation": 0.2, "shuffle": true${task.stratify ? ', "stratify": true' : ''} },
    "encoding": "${task.encoding}",
    "normalization": "zscore"
  },
  "model": {
    "layers": [
      { "units": 8, "activation": "tanh" },
      // ${task.output}
      { "units": ${task.units}, "activation": "${task.activation}" }
    ]
  },
  "loss": { "type": "${task.loss}" },
  "optimizer": { "type": "adam", "learning_rate": ${task.learningRate} },
  "trainer": { "epochs": ${epochsFor(sample)}, "batch_size": ${batchFor(sample)}, "shuffle": "every_epoch" }
}
`;
}

/** Inside a line comment nothing may end the line. */
function lineOf(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

interface Task {
  words: string;
  encoding: 'none' | 'one_hot';
  units: number;
  activation: 'sigmoid' | 'softmax' | 'linear';
  loss: 'binary_cross_entropy' | 'cross_entropy' | 'mse';
  output: string;
  stratify: boolean;
  learningRate: number;
}

function taskOf({ classes, binary }: Target): Task {
  if (classes === null) {
    return {
      words: 'a number to be met',
      encoding: 'none',
      units: 1,
      activation: 'linear',
      loss: 'mse',
      output: 'One linear output that meets the target.',
      stratify: false,
      learningRate: 0.01,
    };
  }
  const shared = { words: `${classes} classes`, stratify: true, learningRate: 0.01 };
  if (binary) {
    return {
      ...shared,
      encoding: 'none',
      units: 1,
      activation: 'sigmoid',
      loss: 'binary_cross_entropy',
      output: 'The probability of the second class.',
    };
  }
  return {
    ...shared,
    encoding: 'one_hot',
    units: classes,
    activation: 'softmax',
    loss: 'cross_entropy',
    output: 'One probability for each class.',
  };
}

/** About as many updates for any number of rows. */
function epochsFor({ rows, complete }: Sample): number {
  if (!complete) return 10;
  return rows.length > 2000 ? 50 : 200;
}

function batchFor({ rows }: Sample): number {
  return rows.length > 2000 ? 64 : 16;
}
