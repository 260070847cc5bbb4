/** A bare CSV file as an experiment: the text of the `*.backprop.json` that trains on it. */
import { columnsOf, findFeatures, findTarget, takeSample } from './csvSample';
import type { CsvColumn, Sample, Target } from './csvSample';
import { Report } from '../format/core';
import { property } from '../format/write';
import type { Finding } from '../format/finding';

/** With fewer rows than this, none are kept aside. */
const FEWEST_TO_SPLIT = 20;
/** Enough for a first look, whatever the data. */
const HIDDEN_UNITS = 8;

/** Which columns are what, by their numbers. */
export interface ColumnChoice {
  target: number;
  features: number[];
}

export interface Inferred {
  problems: Finding[];
  experimentText: string;
  /** Columns of the file. */
  columns: CsvColumn[];
  /** What the text takes; null where there is none. */
  choice: ColumnChoice | null;
}

/**
 * Header, delimiter, features and label inferred, and a small network that suits the targets.
 * Training on a bare CSV file is training on this text. Empty after a problem that is an error.
 * @param whole whether `bytes` are the whole file, or its beginning up to the end of a row
 * @param choice by a person; null: the likeliest
 */
export function inferCsv(
  bytes: Uint8Array,
  fileName: string,
  whole = true,
  choice: ColumnChoice | null = null,
): Inferred {
  const report = new Report();
  const { problems } = report;
  const sample = takeSample(bytes, fileName, whole, report);
  if (!sample) return { problems, experimentText: '', columns: [], choice: null };
  const target = findTarget(sample, choice?.target);
  const found = findFeatures(sample, target);
  const features = choice?.features ?? found.features;
  const texts = choice ? [] : found.texts;
  const experimentText = write(sample, { target, features, texts }, fileName, report);
  const taken = experimentText === '' ? null : { target: target.column, features };
  return { problems, experimentText, columns: columnsOf(sample), choice: taken };
}

function write(
  sample: Sample,
  { target, features, texts }: { target: Target; features: number[]; texts: number[] },
  fileName: string,
  report: Report,
): string {
  if (features.length === 0) {
    const message = `${fileName} has no column of numbers to learn from beside the target.`;
    report.error('no-features', message, { kind: 'file', file: fileName, line: 1, column: 1 });
    return '';
  }
  const nameOf = namesOf(sample);
  const task = taskOf(target);
  const rows = `${sample.complete ? '' : 'more than '}${sample.rows.length} rows`;
  const inputs = features.length === 1 ? '1 input' : `${features.length} inputs`;
  const label = oneLine(String(sample.names?.[target.column] ?? `column ${target.column}`));
  const leftOut = texts.map(column => `"${oneLine(String(nameOf(column)))}"`).join(', ');
  return [
    `// Made from ${oneLine(fileName)}: ${rows}, ${inputs}, target ${label} (${task.words}).`,
    ...(texts.length > 0 ? [`// Left out, because they hold texts: ${leftOut}.`] : []),
    '{',
    property('version', 1),
    property('name', fileName.replace(/^.*\//, '').replace(/\.[^.]*$/, '')),
    property('seed', 0),
    '  "data": {',
    property('train', sourceOf(sample, fileName, features.map(nameOf), nameOf(target.column)), 2),
    ...splitOf(sample, task),
    property('encoding', task.encoding, 2),
    '    // Inputs get mean 0 and standard deviation 1 over the training rows.',
    property('normalization', 'zscore', 2).replace(/,$/, ''),
    '  },',
    '  "model": {',
    '    "layers": [',
    `      { "units": ${HIDDEN_UNITS}, "activation": "tanh" },`,
    ...task.output,
    '    ]',
    '  },',
    property('loss', { type: task.loss }),
    property('optimizer', { type: 'adam', learning_rate: 0.01 }),
    property('trainer', trainerOf(sample)).replace(/,$/, ''),
    '}',
    '',
  ].join('\n');
}

/** A column's name, or its number where names are missing or stand twice. */
function namesOf({ names }: Sample): (column: number) => string | number {
  const unique = names !== null && new Set(names).size === names.length;
  return column => (unique ? names[column] : column);
}

function sourceOf(
  { names, delimiter }: Sample,
  path: string,
  features: (string | number)[],
  label: string | number,
): object {
  return { type: 'csv', path, header: names !== null, delimiter, features, label };
}

function splitOf({ rows }: Sample, task: Task): string[] {
  if (rows.length < FEWEST_TO_SPLIT) return [];
  const split = { train: 0.8, validation: 0.2, ...(task.classes ? { stratify: true } : {}) };
  return [
    '    // A part of the rows is kept aside, to see how the network does on rows it has not met.',
    property('split', split, 2),
  ];
}

/** Few rows are gone through more often: about as many updates in the end. */
function trainerOf({ rows, complete }: Sample): object {
  const epochs = rows.length <= 2000 ? 200 : complete ? 50 : 10;
  const size = rows.length <= 2000 ? 16 : 64;
  return { epochs, batch_size: rows.length < size ? 'full' : size, shuffle: 'every_epoch' };
}

/** Inside a line comment nothing may end the line. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ');
}

interface Task {
  words: string;
  classes: boolean;
  encoding: 'none' | 'one_hot';
  loss: 'binary_cross_entropy' | 'cross_entropy' | 'mse';
  /** Lines of the output layer. */
  output: string[];
}

function taskOf(target: Target): Task {
  const { classes, binary } = target;
  if (classes === null) return regression(target);
  const words = `${classes} classes`;
  return binary
    ? {
        words,
        classes: true,
        encoding: 'none',
        loss: 'binary_cross_entropy',
        output: [
          '      // The probability of the second class.',
          '      { "units": 1, "activation": "sigmoid" }',
        ],
      }
    : {
        words,
        classes: true,
        encoding: 'one_hot',
        loss: 'cross_entropy',
        output: [
          '      // One probability for each class.',
          `      { "units": ${classes}, "activation": "softmax" }`,
        ],
      };
}

/** Where targets are far from 0 ± 1 the output starts at their scale, so that it need not walk there. */
function regression({ mean, std }: Target): Task {
  const scale = Number(std.toPrecision(3));
  const middle = Number(mean.toPrecision(3));
  const far =
    Number.isFinite(std) && scale > 0 && (scale > 3 || scale < 0.1 || Math.abs(middle) > 3);
  const shared = { words: 'a number', classes: false, encoding: 'none', loss: 'mse' } as const;
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
