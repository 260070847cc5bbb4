/** Losses: reductions and scale, far logits, and the kinks. */
import assert from 'node:assert/strict';
import { activate } from '../../../src/engine/functions/activations';
import { lossDivisor, lossGradient, lossSum } from '../../../src/engine/functions/losses';
import { createMatrix, matrixFromRows } from '../../../src/engine/ground/matrix';
import type {
  ActivationName,
  Dtype,
  LossName,
  LossSpec,
  Reduction,
} from '../../../src/engine/ground/spec';
import { assertClose, LOSS } from './support';

function evaluate(
  spec: Partial<LossSpec>,
  activation: ActivationName,
  logits: number[][],
  targets: number[][],
  dtype: Dtype = 'float64',
): { loss: number; delta: number[] } {
  const z = matrixFromRows(dtype, logits);
  const y = matrixFromRows(dtype, targets);
  const out = { activation, z, a: createMatrix(dtype, z.rows, z.cols) };
  activate(activation, z, out.a);
  const full = { ...LOSS, ...spec };
  const delta = createMatrix(dtype, z.rows, z.cols);
  lossGradient(full, out, y, delta);
  const loss = (full.scale * lossSum(full.type, out, y)) / lossDivisor(full, z.rows, z.cols);
  return { loss, delta: Array.from(delta.data) };
}

describe('Reductions of a loss', () => {
  const logits = [
    [1, 2, 3],
    [0, -1, 2],
  ];
  const targets = [
    [0, 0, 1],
    [1, 0, 0],
  ];

  for (const type of ['mse', 'mae', 'huber', 'binary_cross_entropy', 'hinge'] as LossName[]) {
    it(`divide ${type} by outputs and rows, loss and gradient alike`, () => {
      const of = (output_reduction: Reduction, batch_reduction: Reduction, scale = 1) =>
        evaluate({ type, output_reduction, batch_reduction, scale }, 'linear', logits, targets);
      const sum = of('sum', 'sum');
      const cases = [
        [of('mean', 'sum'), 3],
        [of('sum', 'mean'), 2],
        [of('mean', 'mean'), 6],
        [of('sum', 'sum', 0.25), 4],
      ] as const;
      for (const [reduced, divisor] of cases) {
        assertClose(reduced.loss, sum.loss / divisor, 1e-15);
        assertClose(
          reduced.delta,
          sum.delta.map(d => d / divisor),
          1e-15,
        );
      }
      assert.ok(sum.loss > 0.1 && sum.delta.some(d => d !== 0));
    });
  }

  it('leave the classes of cross_entropy summed, as PyTorch', () => {
    const of = (output_reduction: Reduction) =>
      evaluate({ type: 'cross_entropy', output_reduction }, 'linear', logits, targets);
    assert.deepEqual(of('mean'), of('sum'));
    const rows = logits.map((row, i) => {
      const total = Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0));
      return total - row[targets[i].indexOf(1)];
    });
    assertClose(of('mean').loss, (rows[0] + rows[1]) / 2, 1e-15);
  });
});

describe('Cross-entropies of far logits', () => {
  for (const dtype of ['float64', 'float32'] as const) {
    it(`binary, ${dtype}: exact and finite at ±1000`, () => {
      for (const activation of ['sigmoid', 'linear'] as const) {
        const of = (z: number, y: number) =>
          evaluate({ type: 'binary_cross_entropy' }, activation, [[z]], [[y]], dtype);
        assert.deepEqual(of(1000, 0), { loss: 1000, delta: [1] });
        assert.deepEqual(of(-1000, 1), { loss: 1000, delta: [-1] });
        assert.deepEqual(of(1000, 1), { loss: 0, delta: [0] });
        assert.deepEqual(of(-1000, 0), { loss: 0, delta: [0] });
      }
    });

    it(`categorical, ${dtype}: exact and finite at ±1000`, () => {
      for (const activation of ['softmax', 'linear'] as const) {
        const of = (y: number[]) =>
          evaluate({ type: 'cross_entropy' }, activation, [[1000, -1000, 0]], [y], dtype);
        assert.deepEqual(of([0, 1, 0]), { loss: 2000, delta: [1, -1, 0] });
        assert.deepEqual(of([1, 0, 0]).loss, 0);
        assert.deepEqual(of([0, 0, 1]), { loss: 1000, delta: [1, 0, -1] });
      }
    });

    it(`across, ${dtype}: a sigmoid's classes and a softmax's yes-or-no stay finite`, () => {
      const classes = evaluate({ type: 'cross_entropy' }, 'sigmoid', [[-1000, 5]], [[1, 0]], dtype);
      assert.deepEqual(classes, { loss: 1000, delta: [-1, -0] });
      const sum = { type: 'binary_cross_entropy', output_reduction: 'sum' } as const;
      const wrong = evaluate(sum, 'softmax', [[1000, -1000]], [[0, 1]], dtype);
      assert.deepEqual(wrong, { loss: 4000, delta: [2, -2] });
      const right = evaluate(sum, 'softmax', [[1000, -1000]], [[1, 0]], dtype);
      assert.equal(right.loss, 0);
    });
  }

  it('are PyTorch’s where the output is no probability: a logit', () => {
    const z = [[0.5, -2, 1]];
    const y = [[0, 1, 0]];
    for (const type of ['cross_entropy', 'binary_cross_entropy'] as const) {
      const tanh = evaluate({ type }, 'tanh', z, y);
      const asLogits = evaluate({ type }, 'linear', [z[0].map(Math.tanh)], y);
      assertClose(tanh.loss, asLogits.loss, 1e-15);
      assertClose(
        tanh.delta,
        asLogits.delta.map((d, i) => d * (1 - Math.tanh(z[0][i]) ** 2)),
        1e-15,
      );
    }
  });
});

describe('Kinks of a loss', () => {
  const at = (type: LossName, a: number, y: number): { loss: number; delta: number[] } =>
    evaluate({ type }, 'linear', [[a]], [[y]]);

  it('mae has slope 0 where a = y, else ±1', () => {
    assert.deepEqual(at('mae', 2, 2), { loss: 0, delta: [0] });
    assert.deepEqual(at('mae', 3, 2), { loss: 1, delta: [1] });
    assert.deepEqual(at('mae', 0.5, 2), { loss: 1.5, delta: [-1] });
  });

  it('hinge has slope 0 from the margin on', () => {
    assert.deepEqual(at('hinge', 1, 1), { loss: 0, delta: [0] });
    assert.deepEqual(at('hinge', -2, -1), { loss: 0, delta: [0] });
    assert.deepEqual(at('hinge', 0.5, 1), { loss: 0.5, delta: [-1] });
    assert.deepEqual(at('hinge', 0.5, -1), { loss: 1.5, delta: [1] });
  });

  it('huber changes from square to line at 1', () => {
    assert.deepEqual(at('huber', 1, 0), { loss: 0.5, delta: [1] });
    assert.deepEqual(at('huber', 0.5, 0), { loss: 0.125, delta: [0.5] });
    assert.deepEqual(at('huber', -3, 0), { loss: 2.5, delta: [-1] });
    assert.deepEqual(at('huber', 3, 0), { loss: 2.5, delta: [1] });
  });
});
