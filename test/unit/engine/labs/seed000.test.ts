/** Lab 000: 2-5-3 sigmoid without biases; a step by the sum, a plot of the mean. */
import assert from 'node:assert/strict';
import { toRows } from '../../../../src/engine/ground/matrix';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { LayerSpec, MetricSpec, RunSpec } from '../../../../src/engine/ground/spec';
import {
  ACCURACY,
  assertClose,
  column,
  dataset,
  describeReference,
  layer,
  LOSS,
  METRIC,
  oneHot,
  parametersOf,
  relativeError,
  runSpec,
  startRun,
  train,
  values,
} from '../support';

interface LabRun {
  name: string;
  agreement_horizon_epochs: Record<string, number>;
  lr: number;
  batch_size: number;
  epochs: number;
  losses: number[];
  accuracies: number[];
  params_after_epoch: Record<string, { W1: number[][]; W2: number[][] }>;
}

interface Lab {
  W1: number[][];
  W2: number[][];
  rows: [number, number, number][];
  step1_full_batch: Record<'h1' | 'z1' | 'h2' | 'o' | 'dW1_sum' | 'dW2_sum', number[][]>;
  runs: LabRun[];
}

const SUM = { ...LOSS, scale: 0.5, output_reduction: 'sum', batch_reduction: 'sum' } as const;
/** The curve of the lab: the sum of the batches' means. */
const PLOTTED: MetricSpec = {
  ...METRIC,
  ...SUM,
  batch_reduction: 'mean',
  epoch_reduction: 'sum',
};

/** Kernels drawn as `randn`, or given as the lab prints them, with 8 decimals. */
function labSpec(lr: number, batch_size: number, epochs: number, printed?: number[][][]): RunSpec {
  const own = (i: number): Partial<LayerSpec> => ({
    use_bias: false,
    kernel_initializer: printed ? values(printed[i]) : { type: 'normal', mean: 0, std: 1 },
  });
  return runSpec(2, [layer(5, 'sigmoid', own(0)), layer(3, 'sigmoid', own(1))], {
    loss: SUM,
    optimizer: { learning_rate: lr },
    trainer: { epochs, batch_size },
    metrics: [PLOTTED, ACCURACY],
  });
}

describe('Lab 000', () => {
  it('starts from its two printed matrices with RandomState(1024)', () => {
    const run = startRun(
      labSpec(0.1, 8, 1),
      dataset([[0, 0]], [[1, 0, 0]]),
      createStream('numpy', 1024),
    );
    const [first, second] = parametersOf(run).map(({ weights }) =>
      weights.map(row => row.map(value => value.toFixed(8))),
    );
    assert.deepEqual(first[0], [
      '2.12444863',
      '0.25264613',
      '1.45417876',
      '0.56923979',
      '0.45822365',
    ]);
    assert.deepEqual(second[0], ['-0.06510141', '0.80681666', '-0.57781760']);
  });
});

describeReference<Lab>('Lab 000 against its reference', 'seeds/seed000.json', lab => {
  const x = lab.rows.map(([x1, x2]) => [x1, x2]);
  const y = oneHot(
    lab.rows.map(row => row[2]),
    3,
  );
  const printed = [lab.W1, lab.W2];
  const start = (r: Pick<LabRun, 'lr' | 'batch_size' | 'epochs'>) =>
    startRun(labSpec(r.lr, r.batch_size, r.epochs, printed), dataset(x, y));

  it('has the printed matrices to all 8 decimals', () => {
    const run = startRun(labSpec(0.1, 8, 1), dataset(x, y), createStream('numpy', 1024));
    const rounded = parametersOf(run).map(({ weights }) =>
      weights.map(row => row.map(value => Number(value.toFixed(8)))),
    );
    assert.deepEqual(rounded, printed);
  });

  it('has every intermediate of the first full batch', () => {
    const [hidden, output] = start(lab.runs[0]).peek().layers;
    const { h1, z1, h2, o, dW1_sum, dW2_sum } = lab.step1_full_batch;
    assertClose(toRows(hidden.z), h1, 1e-12);
    assertClose(toRows(hidden.a), z1, 1e-12);
    assertClose(toRows(output.z), h2, 1e-12);
    assertClose(toRows(output.a), o, 1e-12);
    assertClose(toRows(hidden.gradW), dW1_sum, 1e-12);
    assertClose(toRows(output.gradW), dW2_sum, 1e-12);
  });

  for (const r of lab.runs) {
    const horizon = r.agreement_horizon_epochs['1e-12'];
    it(`${r.name}: losses and accuracies of ${horizon} epochs`, () => {
      const run = train(start({ ...r, epochs: horizon }));
      const losses = column(run, 'loss');
      assert.ok(relativeError(losses, r.losses.slice(0, horizon)) < 1e-9);
      assert.deepEqual(column(run, 'accuracy'), r.accuracies.slice(0, horizon));
    });

    it(`${r.name}: weights after epoch 10`, () => {
      const run = train(start({ ...r, epochs: 10 }));
      const { W1, W2 } = r.params_after_epoch['9'];
      const [hidden, output] = parametersOf(run);
      assertClose(hidden.weights, W1, 1e-10);
      assertClose(output.weights, W2, 1e-10);
    });
  }
});
