/** The net of a student's arrays as an experiment file, with their weights and data. */
import type { ExaminedPass } from '../../engine/autopsy/examine';
import { lossDivisor } from '../../engine/functions/losses';
import type { LossSpec } from '../../engine/ground/spec';
import { formatInteger } from '../../engine/ground/numbers';
import { property } from '../format/write';
import type { Tensor } from '../verify/tensors';

/** Numbers that are still written into a file which people read. */
const MOST_NUMBERS = 100_000;

/**
 * @param name of the experiment
 * @param compared the file of the arrays, beside the experiment; null: it lies elsewhere
 * @throws Error where the arrays are too many to be written out
 */
export function experimentText(pass: ExaminedPass, name: string, compared: string | null): string {
  const { x, y, layers, loss } = pass;
  const parameters = layers.flatMap(({ weights, biases }) => [
    weights,
    ...(biases ? [biases] : []),
  ]);
  const count = [x, y, ...parameters].reduce((sum, { data }) => sum + data.length, 0);
  if (count > MOST_NUMBERS) {
    const [own, most] = [count, MOST_NUMBERS].map(each => formatInteger(each));
    throw new Error(
      `These arrays hold ${own} numbers, more than the ${most} that an experiment file can be written with: make one by hand that reads them from files.`,
    );
  }
  const lines = [
    property('version', 1),
    property('name', name),
    property('data', { train: { type: 'inline', x: rowsOf(x), y: rowsOf(y) } }),
    property('model', {
      layers: layers.map(({ weights, biases, activation }) => ({
        units: weights.cols,
        activation,
        ...(biases ? {} : { use_bias: false }),
        kernel_initializer: { values: rowsOf(weights) },
        ...(biases && { bias_initializer: { values: [...biases.data] } }),
      })),
    }),
    property('loss', lossOf(loss, y)),
    property('optimizer', { type: 'sgd', learning_rate: 0.1 }),
    property('trainer', { epochs: 100, batch_size: 'full' }),
    ...(compared === null ? [] : [property('checks', { compare_gradients: { file: compared } })]),
  ];
  return `{\n${lines.join('\n').replace(/,$/, '')}\n}\n`;
}

/** The usual means where they make the factor, else the factor beside sums. */
function lossOf({ type, scale, ...reductions }: LossSpec, y: Tensor): object {
  const divisor = (how: Reductions) => lossDivisor({ type, ...how }, y.rows, y.cols);
  const whole = scale / divisor(reductions);
  for (const factor of [1, 0.5, 2]) {
    const how = REDUCTIONS.find(each => Math.abs(factor / divisor(each) / whole - 1) < 1e-6);
    if (how) return { type, ...how, ...(factor !== 1 && { scale: factor }) };
  }
  return { type, ...SUMS, scale: whole };
}

type Reductions = Pick<LossSpec, 'output_reduction' | 'batch_reduction'>;

const SUMS: Reductions = { output_reduction: 'sum', batch_reduction: 'sum' };
const REDUCTIONS: readonly Reductions[] = [
  { output_reduction: 'mean', batch_reduction: 'mean' },
  { output_reduction: 'sum', batch_reduction: 'mean' },
  { output_reduction: 'mean', batch_reduction: 'sum' },
  SUMS,
];

function rowsOf({ rows, cols, data }: Tensor): number[][] {
  return Array.from({ length: rows }, (_, row) =>
    Array.from(data.subarray(row * cols, (row + 1) * cols)),
  );
}
