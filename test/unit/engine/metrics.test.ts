/** Metrics of batches, epochs and parts of the data, against sums written out by hand. */
import assert from 'node:assert/strict';
import { correctRows } from '../../../src/engine/functions/metrics';
import { matrixFromRows } from '../../../src/engine/ground/matrix';
import { createStream } from '../../../src/engine/rng/createStream';
import type { Dataset, MetricSpec, Reduction } from '../../../src/engine/ground/spec';
import {
  ACCURACY,
  assertClose,
  column,
  layer,
  METRIC,
  randomMatrix,
  runSpec,
  startRun,
  train,
} from './support';

const REDUCTIONS: Reduction[] = ['mean', 'sum'];

function data(rows: number): Dataset {
  const stream = createStream('numpy', rows);
  return { x: randomMatrix(stream, rows, 2), y: randomMatrix(stream, rows, 3) };
}

/** Every way to reduce a squared error. */
function allReductions(evaluate: MetricSpec['evaluate']): MetricSpec[] {
  const metrics: MetricSpec[] = [];
  for (const output_reduction of REDUCTIONS) {
    for (const batch_reduction of REDUCTIONS) {
      for (const epoch_reduction of REDUCTIONS) {
        const reductions = { output_reduction, batch_reduction, epoch_reduction };
        const name = Object.values(reductions).join(' ');
        metrics.push({ ...METRIC, ...reductions, name, evaluate, scale: 0.5 });
      }
    }
  }
  return metrics;
}

/** The metric of an epoch from Σ ℓ of its batches. */
function byHand(metric: MetricSpec, sums: number[], rows: number[], outputs: number): number {
  const values = sums.map((sum, i) => {
    const perRow = metric.output_reduction === 'mean' ? outputs : 1;
    return (metric.scale * sum) / perRow / (metric.batch_reduction === 'mean' ? rows[i] : 1);
  });
  const total = rows.reduce((a, b) => a + b);
  return metric.epoch_reduction === 'sum'
    ? values.reduce((a, b) => a + b)
    : values.reduce((a, value, i) => a + value * rows[i], 0) / total;
}

function squaredError(a: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += (a[i] - y[i]) ** 2;
  return sum;
}

describe('Metrics of an epoch', () => {
  it('combine outputs, batches and epochs in every documented way while training', () => {
    const metrics = allReductions('running');
    const own = runSpec(2, [layer(3, 'tanh')], { metrics, trainer: { epochs: 1, batch_size: 4 } });
    const run = startRun(own, data(10));
    const sums: number[] = [];
    for (let batch = 0; batch < 3; batch++) {
      const { layers, y } = run.peek();
      sums.push(squaredError(layers[0].a.data, y.data));
      run.step();
    }
    for (const metric of metrics) {
      assertClose(
        column(run, metric.name),
        [byHand(metric, sums, [4, 4, 2], 3)],
        1e-14,
        metric.name,
      );
    }
  });

  for (const rows of [10, 700]) {
    it(`and the same at its end, on all parts, ${rows} rows`, () => {
      const metrics = allReductions('end_of_epoch');
      const trainer = { epochs: 1, batch_size: 4 };
      const own = runSpec(2, [layer(3, 'tanh')], { metrics, trainer });
      const parts = { validation: data(rows), test: data(3) };
      const run = train(startRun(own, data(rows), undefined, parts));
      const sumsOf = ({ x, y }: Dataset): number[] => {
        const a = run.predict(x).data;
        return Array.from({ length: Math.ceil(x.rows / 4) }, (_, i) =>
          squaredError(a.slice(12 * i, 12 * i + 12), y.data.slice(12 * i, 12 * i + 12)),
        );
      };
      const sizes = (count: number): number[] =>
        Array.from({ length: Math.ceil(count / 4) }, (_, i) => Math.min(4, count - 4 * i));
      for (const metric of metrics) {
        const expected = (part: Dataset): number[] => [
          byHand(metric, sumsOf(part), sizes(part.x.rows), 3),
        ];
        const { name } = metric;
        assertClose(column(run, name), expected(run.data.train), 1e-13, name);
        assertClose(column(run, `val_${name}`), expected(parts.validation), 1e-13, name);
        assertClose(column(run, `test_${name}`), expected(parts.test), 1e-13, name);
      }
    });
  }

  it('of other parts take a full batch as the whole part, larger or smaller', () => {
    const summed = { ...METRIC, epoch_reduction: 'sum' } as const;
    const run = startRun(
      runSpec(2, [layer(3, 'tanh')], { metrics: [summed] }),
      data(10),
      undefined,
      {
        validation: data(25),
        test: data(4),
      },
    );
    train(run);
    for (const [name, part] of [
      ['val_loss', data(25)],
      ['test_loss', data(4)],
    ] as const) {
      const mean = squaredError(run.predict(part.x).data, part.y.data) / part.y.data.length;
      assertClose(column(run, name).at(-1) ?? 0, mean, 1e-14, name);
    }
  });

  it('at its end, of a full batch, are those of the next update', () => {
    const atEnd = { ...METRIC, name: 'after', evaluate: 'end_of_epoch' } as const;
    const run = startRun(runSpec(2, [layer(3, 'tanh')], { metrics: [METRIC, atEnd] }), data(10));
    train(run);
    assert.deepEqual(column(run, 'after').slice(0, -1), column(run, 'loss').slice(1));
  });

  it('leave out the rows that drop_last leaves out while training, not at the end', () => {
    const count = { ...ACCURACY, batch_reduction: 'sum', epoch_reduction: 'sum' } as const;
    const always: MetricSpec = { ...count, threshold: -1e9 };
    const metrics: MetricSpec[] = [
      { ...always, name: 'seen', evaluate: 'running' },
      { ...always, name: 'all', evaluate: 'end_of_epoch' },
    ];
    const trainer = { epochs: 1, batch_size: 4, drop_last: true };
    const own = runSpec(2, [layer(1, 'linear')], { metrics, trainer });
    const { x } = data(10);
    const ones = { x, y: { rows: 10, cols: 1, data: new Float64Array(10).fill(1) } };
    const run = train(startRun(own, ones));
    assert.deepEqual([column(run, 'seen'), column(run, 'all')], [[8], [10]]);
  });

  it('may be of another type than the loss', () => {
    const metrics = (['mae', 'huber', 'cross_entropy'] as const).map(type => ({
      ...METRIC,
      name: type,
      type,
      evaluate: 'running' as const,
    }));
    const run = startRun(runSpec(2, [layer(3, 'softmax')], { metrics }), data(10));
    const { layers, y } = run.peek();
    const a = Array.from(layers[0].a.data);
    const mae = a.reduce((sum, value, i) => sum + Math.abs(value - y.data[i]), 0) / 30;
    const ce = a.reduce((sum, value, i) => sum - y.data[i] * Math.log(value), 0) / 10;
    run.step();
    assertClose(column(run, 'mae'), [mae], 1e-14);
    assertClose(column(run, 'cross_entropy'), [ce], 1e-14);
  });
});

describe('Accuracy', () => {
  const correct = (a: number[][], y: number[][], threshold = 0.5): number =>
    correctRows(matrixFromRows('float64', a), matrixFromRows('float64', y), threshold);

  it('takes the largest output, the first of equals', () => {
    const a = [
      [0.1, 0.7, 0.2],
      [0.5, 0.5, 0.0],
      [0.2, 0.3, 0.5],
    ];
    const first = [
      [0, 1, 0],
      [1, 0, 0],
      [1, 0, 0],
    ];
    assert.equal(correct(a, first), 2);
    assert.equal(correct([[0.5, 0.5]], [[0, 1]]), 0);
  });

  it('compares a single output with the threshold, which itself is class 1', () => {
    assert.equal(correct([[0.5], [0.49], [0.51], [0.2]], [[1], [1], [1], [0]]), 3);
    assert.equal(correct([[0.5], [0.7]], [[0], [1]], 0.6), 2);
  });

  it('knows the signs −1 and 1 as classes', () => {
    assert.equal(correct([[0.1], [-0.1], [2]], [[1], [-1], [-1]], 0), 2);
  });

  it('never counts a NaN', () => {
    assert.equal(correct([[NaN]], [[0]]), 0);
    assert.equal(correct([[NaN, 1]], [[1, 0]]), 0);
    assert.equal(correct([[1, NaN]], [[1, 0]]), 0);
  });

  it('is scaled and summed as any metric', () => {
    const metrics: MetricSpec[] = [
      { ...ACCURACY, scale: 100 },
      { ...ACCURACY, name: 'count', batch_reduction: 'sum', epoch_reduction: 'sum' },
    ];
    const { x } = data(4);
    const y = matrixFromRows('float64', [
      [1, 0],
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
    const constant = layer(2, 'linear', {
      kernel_initializer: { type: 'zeros' },
      bias_initializer: { type: 'values', values: [[1, 0]] },
      trainable: { kernel: false, bias: false },
    });
    const own = runSpec(2, [constant], { metrics, trainer: { epochs: 1, batch_size: 3 } });
    const run = train(startRun(own, { x, y }));
    assert.deepEqual([column(run, 'accuracy'), column(run, 'count')], [[75], [3]]);
  });
});
