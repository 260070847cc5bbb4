/** Gradients of one's own: prints are read back as they were printed, anything else is told in a sentence. */
import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import type { ModelSpec } from '../../src/engine/ground/spec';
import { readGradients } from '../../src/experiment/verify/givenGradients';
import { parsePrinted } from '../../src/experiment/verify/printed';
import { npy } from '../unit/experiment/npyFile';
import { prepared } from '../unit/experiment/support';
import type { Dice } from './library/dice';
import { mangled } from './library/mangle';
import type { Failure } from './library/programs';
import { tryEach } from './library/tries';

export const SHORT = 1500;

const PIECES = [
  ...['[', ']', '[[', ']]', '[[[', '(', ')', 'array(', 'np.array([', 'tensor(', 'np.float64(1.5)'],
  ...['dW1', 'db1 = ', 'W[1]:', 'layers[0].gradW =', "'dW2':", '∂W', 'nabla_w = ', '...', 'nan'],
  ...['1', '0.', '-2.5', '1e-03', '1.25e+02', '.5', '-', 'e', ',', ' ', '\n', '\n ', '😀', '\0'],
];

export function fuzz(count: number, seed: number): Failure[] {
  return tryEach(count, seed, dice => {
    if (dice.once(2)) readBack(dice);
    const model = modelOf(dice);
    const text = dice.once(2) ? dice.text(PIECES, 40) : printed(matrixOf(dice), dice).text;
    read('g.txt', mangled(new TextEncoder().encode(text), dice), model);
    if (dice.once(3)) read('g.json', jsonOf(dice), model);
    if (dice.once(3)) read('g.npz', npzOf(dice), model);
  });
}

function matrixOf(dice: Dice): number[][] {
  const [rows, cols] = [1 + dice.below(4), 1 + dice.below(4)];
  const scale = 10 ** (dice.below(12) - 6);
  const number = () => (dice.once(6) ? 0 : (dice.next() - 0.5) * scale);
  return Array.from({ length: rows }, () => Array.from({ length: cols }, number));
}

/** As NumPy, PyTorch or Python would. */
function printed(matrix: number[][], dice: Dice): { text: string; digits: number } {
  const digits = 1 + dice.below(8);
  const exponent = dice.once(2);
  const show = (value: number) => (exponent ? value.toExponential(digits) : value.toFixed(digits));
  const comma = dice.once(2) ? ', ' : ' ';
  const rows = matrix.map(row => `[${row.map(show).join(comma)}]`).join(`${comma.trim()}\n `);
  const [before, after] = dice.pick([
    ['', ''],
    ['dW1 = ', ''],
    ['dW1: array(', ')'],
    ['W1.grad tensor(', ', dtype=torch.float64)'],
    ["{'dW1': ", '}'],
  ]);
  return { text: `${before}[${rows}]${after}`, digits: exponent ? -digits : digits };
}

function readBack(dice: Dice): void {
  const matrix = matrixOf(dice);
  const { text, digits } = printed(matrix, dice);
  const arrays = parsePrinted(text);
  if (typeof arrays === 'string') assert.fail(`${arrays}: ${text}`);
  assert.equal(arrays.length, 1);
  const [{ values, slack }] = arrays;
  assert.deepEqual([values.rows, values.cols], [matrix.length, matrix[0].length]);
  matrix.flat().forEach((value, index) => {
    const unit = digits < 0 ? Math.abs(value) * 10 ** digits : 10 ** -digits;
    const off = Math.abs(values.data[index] - value);
    assert.ok(off <= (slack?.[index] ?? 0) * 1.000001, `${value} in ${text}`);
    assert.ok((slack?.[index] ?? 0) <= 5 * unit || value === 0, `slack of ${value} in ${text}`);
  });
}

const MODELS = [[1], [2, 1], [3, 3, 2], [2, 2, 2]].flatMap(units =>
  (['in_out', 'out_in'] as const).map(kernel_layout => {
    const layers = units.map((each, index) => ({ units: each, use_bias: index % 2 === 0 }));
    const data = { train: { type: 'generator', name: 'linear' } };
    const y = units[units.length - 1];
    const rows = { type: 'inline', x: [[1, 2]], y: [Array<number>(y).fill(0)] };
    return prepared({ data: y === 1 ? data : { train: rows }, model: { layers, kernel_layout } })
      .spec.model;
  }),
);

function modelOf(dice: Dice): ModelSpec {
  return dice.pick(MODELS);
}

function jsonOf(dice: Dice): Uint8Array {
  const layer = () => ({
    ...(dice.once(4) ? {} : { gradW: matrixOf(dice) }),
    ...(dice.once(4) ? {} : { gradB: dice.once(2) ? matrixOf(dice)[0] : matrixOf(dice) }),
    ...(dice.once(8) ? { dW: 1 } : {}),
  });
  const layers = Array.from({ length: dice.below(4) }, layer);
  const text = JSON.stringify({ layers: dice.once(9) ? null : layers });
  const bytes = new TextEncoder().encode(text);
  return dice.once(2) ? bytes : mangled(bytes, dice);
}

function npzOf(dice: Dice): Uint8Array {
  const names = ['dW1', 'db1', 'dW2', 'db2', 'x', 'layers.0.gradW'].filter(() => dice.once(2));
  const files = names.map(name => {
    const matrix = matrixOf(dice);
    const shape = `${matrix.length}, ${matrix[0].length}`;
    return [`${name}.npy`, npy('<f8', shape, Float64Array.from(matrix.flat()))] as const;
  });
  return mangled(zipSync(Object.fromEntries(files)), dice);
}

function read(file: string, bytes: Uint8Array, model: ModelSpec): void {
  const given = readGradients(file, bytes, model);
  if (typeof given === 'string') {
    assert.ok(given.length > 0 && given.length < 400, given);
    return;
  }
  for (const { layer, tensor, values, slack } of given) {
    const { units, use_bias: bias } = model.layers[layer];
    const inputs = layer === 0 ? model.inputs : model.layers[layer - 1].units;
    assert.ok(tensor === 'gradW' || bias);
    assert.deepEqual([values.rows, values.cols], [tensor === 'gradW' ? inputs : 1, units]);
    assert.equal(values.data.length, values.rows * values.cols);
    assert.ok(slack === null || slack.length === values.data.length);
  }
}
