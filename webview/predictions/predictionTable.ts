/** The outputs for single rows, beside what they should be: the columns of the table. */
import type { Predictions } from '../../src/protocol/confusion';
import type { RunDescription } from '../../src/protocol/snapshot';
import { predictedClass, readingOf, type Reading } from '../boundary/reading';
import type { TableData } from '../kit/tableView';
import { numpyFormat } from '../words/numpyTexts';
import { predictionsStrings as words } from './predictionsStrings';

interface Column {
  title: string;
  cell: (row: number) => number | string;
  /** Shown in place of all digits. */
  text?: (value: number) => string;
}

/**
 * point · outputs · targets · error · inputs. Of several classes the target is a name, beside that of
 * the class that is predicted, and the error is the length of output − target.
 */
export function predictionTable(
  predictions: Predictions,
  description: RunDescription,
  caption: string,
): TableData {
  const reading = readingOf(description);
  const columns = [
    { title: words.point, cell: (row: number) => row + 1, text: String },
    ...outputColumns(predictions, reading),
    ...(reading.classes && predictions.cols > 1
      ? classColumns(predictions, reading)
      : valueColumns(predictions, reading)),
    ...inputColumns(predictions, description.data.featureNames),
  ];
  return {
    caption,
    columns: columns.map(({ title }) => title),
    rows: predictions.rows,
    thin: 'first',
    cell: (row, column) => columns[column].cell(row),
    text: (row, column) => {
      const { cell, text }: Column = columns[column];
      const value = cell(row);
      return typeof value === 'number' && text ? text(value) : null;
    },
  };
}

/** All outputs are printed alike, as one array. */
function outputColumns({ outputs, cols }: Predictions, reading: Reading): Column[] {
  const text = numpyFormat(outputs);
  return Array.from({ length: cols }, (_, col) => ({
    title: words.numbered(words.output, nameOf(col, cols, reading)),
    cell: (row: number) => outputs[row * cols + col],
    text,
  }));
}

/** Values, and single outputs that decide between two classes: the error is output − target. */
function valueColumns({ outputs, targets, cols, rows }: Predictions, reading: Reading): Column[] {
  const errors = outputs.map((output, at) => output - targets[at]);
  const [targetText, errorText] = [numpyFormat(targets), numpyFormat(errors)];
  const each = (word: string, values: Float64Array, text: Column['text']): Column[] =>
    Array.from({ length: rows > 0 ? cols : 0 }, (_, col) => ({
      title: words.numbered(word, nameOf(col, cols, reading)),
      cell: (row: number) => values[row * cols + col],
      text,
    }));
  return [...each(words.target, targets, targetText), ...each(words.error, errors, errorText)];
}

function classColumns({ outputs, targets, cols, rows }: Predictions, reading: Reading): Column[] {
  const names = reading.classes ?? [];
  const errors = Float64Array.from({ length: rows }, (_, row) => {
    const own = Array.from({ length: cols }, (__, col) => row * cols + col);
    return Math.hypot(...own.map(at => outputs[at] - targets[at]));
  });
  const named = (values: Float64Array) => (row: number) =>
    names[predictedClass(reading, values, row * cols)];
  return [
    { title: words.target, cell: named(targets) },
    { title: words.predicted, cell: named(outputs) },
    { title: words.distance, cell: row => errors[row], text: numpyFormat(errors) },
  ];
}

function inputColumns({ inputs, width }: Predictions, names: readonly string[]): Column[] {
  const text = numpyFormat(inputs);
  return names.slice(0, width).map((title, col) => ({
    title,
    cell: row => inputs[row * width + col],
    text,
  }));
}

/** The class that an output stands for, else its number; none where there is only one. */
function nameOf(col: number, cols: number, { classes }: Reading): string {
  return cols === 1 ? '' : (classes?.[col] ?? String(col + 1));
}
