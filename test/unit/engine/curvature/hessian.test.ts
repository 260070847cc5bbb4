/** Hessian-vector products and λ_max, against the full Hessian from differences of gradients. */
import assert from 'node:assert/strict';
import { HessianVector } from '../../../../src/engine/curvature/hessianVector';
import { largestEigenvalue } from '../../../../src/engine/curvature/largestEigenvalue';
import { arraysOf, type LayerParameters } from '../../../../src/engine/ground/shapes';
import { createMatrix } from '../../../../src/engine/ground/matrix';
import {
  ACTIVATIONS,
  LOSSES,
  type LossSpec,
  type ModelSpec,
} from '../../../../src/engine/ground/spec';
import { plainKernels } from '../../../../src/engine/kernels/plain';
import {
  backward,
  createGradients,
  createPass,
  forward,
} from '../../../../src/engine/network/network';
import { layer, LOSS } from '../support';

const KERNELS = plainKernels('float64');

/** Numbers between −1 and 1, the same every time. */
function numbers(seed: number): () => number {
  let state = seed * 7919 + 17;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (2 * state) / 2_147_483_648 - 1;
  };
}

function network(
  seed: number,
  hidden: ModelSpec['layers'][number]['activation'],
  output: ModelSpec['layers'][number]['activation'],
  loss: LossSpec,
) {
  const next = numbers(seed);
  const sizes = [2, 3 + (seed % 2), 2 + (seed % 3), 3];
  const model: ModelSpec = {
    inputs: sizes[0],
    kernel_layout: 'in_out',
    layers: [layer(sizes[1], hidden), layer(sizes[2], hidden), layer(sizes[3], output)],
  };
  const filled = (rows: number, cols: number) => {
    const matrix = createMatrix('float64', rows, cols);
    matrix.data.forEach((_, i) => (matrix.data[i] = next()));
    return matrix;
  };
  const parameters: LayerParameters[] = model.layers.map(({ units }, i) => ({
    weights: filled(sizes[i], units),
    biases: filled(1, units).data,
  }));
  const y = filled(5, sizes[3]);
  y.data.forEach((value, i) => {
    if (loss.type === 'hinge') y.data[i] = Math.sign(value);
    else if (loss.type.endsWith('entropy')) y.data[i] = (value + 1) / 2;
  });
  return { model, loss, parameters, data: { x: filled(5, sizes[0]), y } };
}

type Network = ReturnType<typeof network>;

function gradientOf({ model, loss, parameters, data: { x, y } }: Network): number[] {
  const gradients = createGradients(model, KERNELS);
  const pass = createPass(model, KERNELS, x.rows, { x });
  const all = { model, parameters, kernels: KERNELS };
  forward(all, pass);
  backward(all, loss, pass, y, gradients);
  return arraysOf(gradients).flatMap(array => Array.from(array));
}

/** Column by column, (g(θ + h) − g(θ − h)) / 2h with one step of Richardson's extrapolation. */
function fullHessian(net: Network): number[][] {
  const columns = arraysOf(net.parameters).flatMap(array =>
    Array.from(array, (value, i) => {
      const slope = (h: number): number[] => {
        array[i] = value + h;
        const above = gradientOf(net);
        array[i] = value - h;
        const below = gradientOf(net);
        array[i] = value;
        return above.map((each, k) => (each - below[k]) / (2 * h));
      };
      const [wide, narrow] = [slope(2e-3), slope(1e-3)];
      return narrow.map((each, k) => (4 * each - wide[k]) / 3);
    }),
  );
  return columns;
}

function productOf(net: Network, v: readonly number[]): number[] {
  const hessian = new HessianVector(net, net.parameters, net.data);
  let at = 0;
  const vector = createGradients(net.model, KERNELS);
  for (const array of arraysOf(vector)) array.forEach((_, i) => (array[i] = v[at++]));
  return arraysOf(hessian.times(vector)).flatMap(array => Array.from(array));
}

/** All eigenvalues of a symmetric matrix, by Jacobi's rotations. */
function eigenvalues(matrix: readonly (readonly number[])[]): number[] {
  const a = matrix.map((row, i) => row.map((value, j) => (value + matrix[j][i]) / 2));
  const n = a.length;
  for (let sweep = 0; sweep < 30; sweep++)
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (Math.abs(a[p][q]) < 1e-300) continue;
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
        const c = 1 / Math.hypot(t, 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[k][p], a[k][q]];
          [a[k][p], a[k][q]] = [c * x - s * y, s * x + c * y];
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p][k], a[q][k]];
          [a[p][k], a[q][k]] = [c * x - s * y, s * x + c * y];
        }
      }
  return a.map((row, i) => row[i]);
}

describe('the Hessian of a loss', () => {
  const smooth = ACTIVATIONS.filter(name => !['relu', 'leaky_relu'].includes(name));
  for (const [i, activation] of smooth.entries())
    for (const type of LOSSES)
      it(`times a vector is the difference of gradients: ${type} on ${activation}`, () => {
        const loss: LossSpec = { ...LOSS, type, scale: 0.7, output_reduction: 'sum' };
        const hidden = smooth[(i + 1) % smooth.length];
        // From other numbers a z comes so near to 0 that the differences straddle softsign's jump of f″.
        const net = network(i + 31, hidden, activation, loss);
        const next = numbers(i + 99);
        const columns = fullHessian(net);
        const v = columns.map(() => next());
        const product = productOf(net, v);
        const expected = columns[0].map((_, k) =>
          columns.reduce((sum, column, j) => sum + column[k] * v[j], 0),
        );
        const size = Math.max(...expected.map(Math.abs), 1e-3);
        for (const [k, value] of expected.entries())
          assert.ok(
            Math.abs(product[k] - value) < 1e-6 * size,
            `${k}: ${product[k]}, not ${value}`,
          );
      });

  it('has the largest eigenvalue that all of its entries give, on 50 small nets', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const hidden = (['tanh', 'sigmoid', 'softplus', 'gelu', 'silu'] as const)[seed % 5];
      const [output, type] = (
        [
          ['sigmoid', 'binary_cross_entropy'],
          ['softmax', 'cross_entropy'],
          ['linear', 'mse'],
        ] as const
      )[seed % 3];
      const net = network(seed, hidden, output, { ...LOSS, type });
      const expected = Math.max(...eigenvalues(fullHessian(net)));
      const found = largestEigenvalue(new HessianVector(net, net.parameters, net.data));
      assert.ok(
        Math.abs(found - expected) < 1e-6 * Math.abs(expected),
        `${seed}: ${found}, not ${expected}`,
      );
    }
  });

  it('is 2/n · XᵀX for a linear unit under mse, in closed form', () => {
    const model: ModelSpec = {
      inputs: 1,
      kernel_layout: 'in_out',
      layers: [{ ...layer(1, 'linear'), use_bias: false }],
    };
    const x = { rows: 3, cols: 1, data: Float64Array.of(1, 2, 3) };
    const y = { rows: 3, cols: 1, data: Float64Array.of(5, 0, -2) };
    const parameters = [{ weights: { rows: 1, cols: 1, data: Float64Array.of(4) }, biases: null }];
    const hessian = new HessianVector({ model, loss: LOSS }, parameters, { x, y });
    assert.ok(Math.abs(largestEigenvalue(hessian) - 28 / 3) < 1e-12);
  });
});
