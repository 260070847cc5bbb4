/** Lab 001: 2-2-2-1 sigmoid with ½(ŷ − y)², printed as the mean without the ½. */
import assert from 'node:assert/strict';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { InitializerSpec, RunSpec } from '../../../../src/engine/ground/spec';
import {
  ACCURACY,
  assertClose,
  column,
  dataset,
  describeReference,
  layer,
  METRIC,
  parametersOf,
  relativeError,
  runSpec,
  startRun,
  train,
  values,
} from '../support';

interface LabRun {
  name: string;
  data: string;
  init: string;
  lr: number;
  rule: 'batch_sum' | 'batch_mean' | 'per_sample';
  epochs: number;
  X: number[][];
  Y: number[];
  /** W1 b1 W2 b2 W3 b3, biases as one row */
  params0: number[][][];
  step1: { grad_sum: number[][][] };
  losses: number[];
  accuracies: number[];
  agreement_horizon_epochs: Record<string, number>;
}

const UNITS = [2, 2, 1];

function labSpec(r: LabRun, epochs: number, start: (i: number) => InitializerSpec): RunSpec {
  const layers = UNITS.map((units, i) =>
    layer(units, 'sigmoid', {
      name: `l${i}`,
      kernel_initializer: start(2 * i),
      bias_initializer: start(2 * i + 1),
    }),
  );
  return runSpec(2, layers, {
    loss: { scale: 0.5, batch_reduction: r.rule === 'batch_sum' ? 'sum' : 'mean' },
    optimizer: { learning_rate: r.lr },
    trainer: { epochs, batch_size: r.rule === 'per_sample' ? 1 : 'full' },

    metrics: [METRIC, { ...ACCURACY, evaluate: 'running' }],
  });
}

describeReference<{ runs: LabRun[] }>(
  'Lab 001 against its reference',
  'seeds/seed001.json',
  lab => {
    for (const r of lab.runs) {
      const data = dataset(
        r.X,
        r.Y.map(y => [y]),
      );
      const given = (i: number): InitializerSpec => values(r.params0[i]);

      it(`${r.name}: summed gradients of the first batch`, () => {
        const spec = labSpec({ ...r, rule: 'batch_sum' }, 1, given);
        const seen = startRun(spec, data).peek();
        seen.layers.forEach((l, i) => {
          const { grad_sum } = r.step1;
          assertClose(Array.from(l.gradW.data), grad_sum[2 * i].flat(), 1e-12);
          assertClose(Array.from(l.gradB ?? []), grad_sum[2 * i + 1].flat(), 1e-12);
        });
      });

      const horizon = Math.min(r.agreement_horizon_epochs['1e-12'], r.epochs);
      it(`${r.name}: losses and accuracies of ${horizon} epochs`, () => {
        const run = train(startRun(labSpec(r, horizon, given), data));
        assert.ok(relativeError(column(run, 'loss'), r.losses.slice(0, horizon)) < 1e-9);
        assert.deepEqual(column(run, 'accuracy'), r.accuracies.slice(0, horizon));
      });
    }

    it('draws data and weights as the recipes say', () => {
      const [r] = lab.runs;
      const points = createStream('numpy', 1018).uniform(200, 0, 1, 'float64');
      assert.deepEqual(Array.from(points), r.X.flat());
      const normal = (): InitializerSpec => ({ type: 'normal', mean: 0, std: 1 });
      const data = dataset(r.X.slice(0, 1), [[1]]);
      const run = startRun(labSpec(r, 1, normal), data, createStream('numpy', 18));
      const drawn = parametersOf(run).flatMap(({ weights, biases }) => [weights, [biases]]);
      assert.deepEqual(drawn, r.params0);
    });
  },
);
