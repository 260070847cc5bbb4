/** Mistakes in gradW = inputᵀ · delta and in gradB = Σ rows of delta. */
import { numbers } from '../ground/given';
import { rowsOf, scaled, sumOfRows } from '../ground/products';
import type { BiasMistake, WeightMistake } from './mistake';

const preactivationAsInput: WeightMistake = {
  id: 'preactivation_as_input',
  stage: 'gradW',
  hint: 'What does this layer multiply by its weights in the forward pass?',
  forms: [
    {
      claim: ({ own, below }) =>
        `${own.gradW} multiplies by ${below.z}, but the layer reads ${below.a}`,
      wrong: code => `${code.own.gradW} = ${code.product(code.below.z, code.own.delta)}`,
      factors: ({ below, delta }) => below && { input: below, delta },
    },
  ],
};

const gradientTransposed: WeightMistake = {
  id: 'gradient_transposed',
  stage: 'gradW',
  hint: 'Which entry of the gradient belongs to the weight from unit i to unit j?',
  forms: [
    {
      claim: ({ own }) => `${own.gradW} is the transpose of the right one`,
      wrong: code => `${code.own.gradW} = (${code.product(code.input, code.own.delta)}).T`,
      factors: ({ input, delta }) =>
        input.cols === delta.cols && input.cols > 1 ? { input, delta, turned: true } : null,
    },
  ],
};

const lastRowOnly: WeightMistake = {
  id: 'last_row_only',
  stage: 'gradW',
  hint: 'What happens to the gradient of one row when the next row comes?',
  forms: [
    {
      claim: ({ own }) =>
        `${own.gradW} holds the last row of the batch alone, not the sum over all rows`,
      wrong: code => {
        const [input, delta] = [code.rows(code.input, '-1:'), code.rows(code.own.delta, '-1:')];
        return `${code.own.gradW} = ${code.product(input, delta)}`;
      },
      factors: ({ input, delta }) =>
        delta.rows > 1
          ? { input: rowsOf(input, [delta.rows - 1]), delta: rowsOf(delta, [delta.rows - 1]) }
          : null,
    },
  ],
};

/** Shifts of the rows that are tried. */
const SHIFTS = [1, -1, 2, -2];

function order(rows: number, shift: number | 'reversed'): number[] | null {
  const all = Array.from({ length: rows }, (_, row) => row);
  if (shift === 'reversed') return rows > 1 ? all.reverse() : null;
  return rows > Math.abs(shift) ? all.map(row => (row - shift + rows) % rows) : null;
}

const rowsMisaligned: WeightMistake = {
  id: 'rows_misaligned',
  stage: 'gradW',
  hint: 'Do row i of the input and row i of delta belong to the same sample?',
  forms: [
    {
      claim: code =>
        `${code.own.gradW} multiplies ${code.own.delta} by the rows of ${code.input} in reverse order`,
      wrong: code =>
        `${code.own.gradW} = ${code.product(code.rows(code.input, '::-1'), code.own.delta)}`,
      factors: ({ input, delta }) => {
        const rows = order(delta.rows, 'reversed');
        return rows && { input: rowsOf(input, rows), delta };
      },
    },
    ...SHIFTS.map((shift): WeightMistake['forms'][number] => ({
      claim: code =>
        `${code.own.gradW} multiplies ${code.own.delta} by the rows of ${code.input} shifted by ${shift}`,
      wrong: code =>
        `${code.own.gradW} = ${code.product(`np.roll(${code.input}, ${shift})`, code.own.delta)}`,
      factors: ({ input, delta }) => {
        const rows = order(delta.rows, shift);
        return rows && { input: rowsOf(input, rows), delta };
      },
    })),
  ],
};

const biasLastRow: BiasMistake = {
  id: 'bias_last_row',
  stage: 'gradB',
  partOf: 'last_row_only',
  hint: 'Every row of the batch uses the same biases. What does that make of its gradient?',
  forms: [
    {
      claim: ({ own }) => `${own.gradB} is the last row of ${own.delta}, not the sum of all rows`,
      wrong: code => `${code.own.gradB} = ${code.rows(code.own.delta, '-1')}`,
      sum: delta => (delta.rows > 1 ? rowsOf(delta, [delta.rows - 1]) : null),
    },
  ],
};

const biasMean: BiasMistake = {
  id: 'bias_mean',
  stage: 'gradB',
  hint: 'Weights and biases belong to the same loss: is the batch reduced in the same way for both?',
  forms: [
    {
      claim: ({ own }) =>
        `${own.gradB} is the mean of the rows of ${own.delta}, where ${own.gradW} is their sum`,
      wrong: code => `${code.own.gradB} = ${code.sum(code.own.delta, 'mean')}`,
      sum: delta => (delta.rows > 1 ? scaled(sumOfRows(delta), 1 / delta.rows) : null),
    },
  ],
};

export const biasZero: BiasMistake = {
  id: 'bias_zero',
  stage: 'gradB',
  hint: 'Does your program give the biases a gradient at all?',
  forms: [
    {
      claim: ({ own }) => `${own.gradB} is zero: the gradient of the biases is not computed`,
      wrong: code => `${code.own.gradB} = np.zeros_like(${code.own.biases})`,
      sum: delta => numbers(1, delta.cols),
    },
  ],
};

export const WEIGHT_MISTAKES: readonly WeightMistake[] = [
  preactivationAsInput,
  lastRowOnly,
  rowsMisaligned,
  gradientTransposed,
];
export const BIAS_MISTAKES: readonly BiasMistake[] = [biasZero, biasMean, biasLastRow];
