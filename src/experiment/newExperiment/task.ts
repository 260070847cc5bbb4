/** The network and the loss that suit a target. */
import { property } from '../format/write';
import { areClasses, MOST_CLASSES, type TableColumn } from './columns';
import { numberOf, type Sample } from './tableSample';

export interface Task {
  /** What is learned, in words. */
  words: string;
  /** How many classes are told apart; null for numbers to be met. */
  classes: number | null;
  encoding: 'none' | 'one_hot';
  loss: 'binary_cross_entropy' | 'cross_entropy' | 'mse';
  /** Lines of the output layer. */
  output: string[];
}

/** @param target its columns */
export function taskOf(target: readonly TableColumn[], sample: Sample): Task {
  if (target.length > 1) return manyClasses(target.length, 'none');
  const [column] = target;
  const { kind, values, notation } = column;
  const numbers = [...values].map(cell => numberOf(cell, notation));
  const isBit = values.size === 2 && numbers.every(value => value === 0 || value === 1);
  // Among many numbers a text is a slip, and no class.
  const isMixed = numbers.some(Number.isNaN) && values.size <= MOST_CLASSES;
  const isText = kind === 'text' || kind === 'category' || isMixed;
  if (isBit || (isText && values.size <= 2)) return twoClasses();
  if (isText || areClasses(column, sample.rows.length)) return manyClasses(values.size, 'one_hot');
  return regression(sample.rows.map(row => numberOf(row[column.column], notation)));
}

function twoClasses(): Task {
  return {
    words: '2 classes',
    classes: 2,
    encoding: 'none',
    loss: 'binary_cross_entropy',
    output: [
      '      // The probability of the second class.',
      '      { "units": 1, "activation": "sigmoid" }',
    ],
  };
}

function manyClasses(classes: number, encoding: Task['encoding']): Task {
  return {
    words: `${classes} classes`,
    classes,
    encoding,
    loss: 'cross_entropy',
    output: [
      '      // One probability for each class.',
      `      { "units": ${classes}, "activation": "softmax" }`,
    ],
  };
}

/** Where targets are far from 0 ± 1 the output starts at their scale, so that it need not walk there. */
function regression(targets: readonly number[]): Task {
  const { mean, std } = spread(targets.filter(Number.isFinite));
  const scale = Number(std.toPrecision(3));
  const middle = Number(mean.toPrecision(3));
  const far =
    Number.isFinite(std) && scale > 0 && (scale > 3 || scale < 0.1 || Math.abs(middle) > 3);
  const shared = { words: 'a number', classes: null, encoding: 'none', loss: 'mse' } as const;
  if (!far) {
    return {
      ...shared,
      output: [
        '      // One linear output that meets the target.',
        '      { "units": 1, "activation": "linear" }',
      ],
    };
  }
  return {
    ...shared,
    output: [
      `      // One linear output that starts at the scale of the target: ${middle} ± ${scale}.`,
      '      {',
      property('units', 1, 4),
      property('activation', 'linear', 4),
      property('kernel_initializer', { type: 'normal', std: scale / 2 }, 4),
      property('bias_initializer', { type: 'constant', value: middle }, 4).replace(/,$/, ''),
      '      }',
    ],
  };
}

function spread(numbers: readonly number[]): { mean: number; std: number } {
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / numbers.length) };
}
