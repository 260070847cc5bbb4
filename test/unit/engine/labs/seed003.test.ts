/** Lab 003: one hidden layer, (a − y)² sample by sample; the effect of the initial range. */
import assert from 'node:assert/strict';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { InitializerSpec, RunSpec } from '../../../../src/engine/ground/spec';
import {
  ACCURACY,
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
} from '../support';

interface LabRun {
  name: string;
  hidden: number;
  lr: number;
  rule: 'per_sample' | 'batch_mean';
  epochs: number;
  init?: string;
  X: number[][];
  Y: number[];
  params0: number[][][];
  losses_after_epoch: number[];
  accuracies: number[];
}

function labSpec(
  hidden: number[],
  low: number,
  changes: Pick<LabRun, 'lr' | 'rule' | 'epochs'>,
): RunSpec {
  const uniform: InitializerSpec = { type: 'uniform', low, high: 1 };
  const layers = [...hidden, 1].map((units, i) =>
    layer(units, 'sigmoid', {
      name: `l${i}`,
      kernel_initializer: uniform,
      bias_initializer: uniform,
    }),
  );
  return runSpec(2, layers, {
    optimizer: { learning_rate: changes.lr },
    trainer: { epochs: changes.epochs, batch_size: changes.rule === 'per_sample' ? 1 : 'full' },
    metrics: [{ ...METRIC, evaluate: 'end_of_epoch' }, ACCURACY],
  });
}

describeReference<{ runs: LabRun[] }>(
  'Lab 003 against its reference',
  'seeds/seed003.json',
  lab => {
    const targets = (r: LabRun) => r.Y.map(y => [y]);

    for (const r of lab.runs) {
      it(`${r.name}: start, losses and accuracies of ${r.epochs} epochs`, () => {
        const seed = Number(/RandomState\((\d+)\)/.exec(r.init ?? 'RandomState(0)')?.[1]);
        const spec = labSpec([r.hidden], -1, r);
        const run = startRun(spec, dataset(r.X, targets(r)), createStream('numpy', seed));
        const drawn = parametersOf(run).flatMap(({ weights, biases }) => [weights, [biases]]);
        assert.deepEqual(drawn, r.params0);
        train(run);
        assert.ok(relativeError(column(run, 'loss'), r.losses_after_epoch) < 1e-9);
        assert.deepEqual(column(run, 'accuracy'), r.accuracies);
      });
    }

    const xor = lab.runs.find(r => r.name === 'xor69_h10');
    assert.ok(xor);
    const study = (low: number) => {
      const spec = labSpec([100], low, { lr: 0.1, rule: 'per_sample', epochs: 150 });
      return train(startRun(spec, dataset(xor.X, targets(xor)), createStream('numpy', 0)));
    };

    it('stays above 0.4 when 100 units start in U[0, 1]', () => {
      assert.ok((column(study(0), 'loss').at(-1) ?? 0) > 0.4);
    });

    it('learns when they start in U[−1, 1]', () => {
      assert.ok((column(study(-1), 'loss').at(-1) ?? 1) < 0.25);
    });
  },
);
