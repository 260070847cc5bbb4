/** The objective that a run steps with: the loss and the penalties of its optimiser. */
import assert from 'node:assert/strict';
import { penalise, penaltiesOf, penalty } from '../../../src/engine/optimizers/objective';
import { checkRun } from '../../../src/engine/checking/runCheck';
import type { Run } from '../../../src/engine/training/run';
import { createStream } from '../../../src/engine/rng/createStream';
import type { MetricSpec, OptimizerSpec } from '../../../src/engine/ground/spec';
import {
  assertClose,
  column,
  layer,
  METRIC,
  randomMatrix,
  runSpec,
  startRun,
  train,
} from './support';

function start(optimizer: Partial<OptimizerSpec>, frozen = false): Run {
  const stream = createStream('numpy', 4);
  const x = randomMatrix(stream, 9, 3, -1, 1);
  const y = randomMatrix(stream, 9, 2, -1, 1);
  const bias_initializer = { type: 'uniform', low: -1, high: 1 } as const;
  const trainable = { kernel: !frozen, bias: true };
  const layers = [
    layer(4, 'tanh', { bias_initializer, trainable }),
    layer(2, 'linear', { bias_initializer }),
  ];
  return startRun(runSpec(3, layers, { optimizer, trainer: { epochs: 5 } }), { x, y }, stream);
}

const PENALISED: Partial<OptimizerSpec>[] = [
  { type: 'sgd', learning_rate: 0.1, weight_decay: 0.3 },
  { type: 'adam', learning_rate: 0.1, l1: 0.2 },
  { type: 'rmsprop', learning_rate: 0.1, weight_decay: 0.5, l1: 0.01, decay_biases: false },
  { type: 'adamw', learning_rate: 0.1, weight_decay: 0.3, l1: 0.1 },
];

describe('The objective', () => {
  it('is the loss, where nothing is added to it, and for decoupled weight decay', () => {
    assert.equal(checkRun(start({ type: 'sgd' })).of, 'loss');
    assert.equal(penaltiesOf(start({ type: 'adamw', weight_decay: 0.1 }).spec.optimizer), null);
    assert.equal(checkRun(start({ type: 'adamw', weight_decay: 0.1 })).of, 'loss');
  });

  it('has the gradients that finite differences find, and they are checked', () => {
    for (const optimizer of PENALISED) {
      for (const frozen of [false, true]) {
        const run = start(optimizer, frozen);
        const { of, maxRelativeError } = checkRun(run);
        assert.equal(of, 'objective');
        assert.ok(maxRelativeError < 1e-7, `${optimizer.type}: ${maxRelativeError}`);
        // Without the penalties in them, they are not the gradients of the objective.
        const { gradients } = objectiveOf(run);
        const twice = checkRun(run, { gradients });
        assert.ok(twice.maxRelativeError > 1e-4, 'penalised twice');
        assert.equal(checkRun(run, { penalties: null }).of, 'loss');
      }
    }
  });

  it('is what plain descent steps with', () => {
    const run = start({ type: 'sgd', learning_rate: 0.25, weight_decay: 0.3, l1: 0.05 });
    const { gradients } = objectiveOf(run);
    const before = run.parameters[0].weights.data.slice();
    run.step();
    run.parameters[0].weights.data.forEach((after, i) => {
      assertClose(after, before[i] - 0.25 * gradients[0].weights.data[i], 1e-14);
    });
  });

  it('adds ½·weight_decay·p² and l1·|p| of what is trained and decays', () => {
    const run = start({ type: 'sgd', weight_decay: 0.3, l1: 0.05, decay_biases: false }, true);
    const { data } = run.parameters[1].weights;
    const terms = Array.from(data, p => 0.15 * p * p + 0.05 * Math.abs(p));
    const own = terms.reduce((sum, term) => sum + term, 0);
    assertClose(objectiveOf(run).added, own, 1e-14);
  });
});

describe('The metrics of an objective', () => {
  const hand: [optimizer: Partial<OptimizerSpec>, ofWeight: Term, ofBias: Term][] = [
    [{ weight_decay: 0.3 }, p => 0.15 * p * p, p => 0.15 * p * p],
    [{ weight_decay: 0.3, decay_biases: false }, p => 0.15 * p * p, () => 0],
    [{ l1: 0.2 }, p => 0.2 * Math.abs(p), p => 0.2 * Math.abs(p)],
    [{ type: 'adamw', weight_decay: 0.3, l1: 0.2, decay_biases: false }, l1Of(0.2), () => 0],
    [{ type: 'adamw', weight_decay: 0.3 }, () => 0, () => 0],
    [{}, () => 0, () => 0],
  ];
  for (const [optimizer, ofWeight, ofBias] of hand) {
    for (const batch_reduction of ['mean', 'sum'] as const) {
      it(`are as by hand: ${JSON.stringify(optimizer)}, ${batch_reduction} over a batch`, () => {
        const run = measured({ learning_rate: 0.01, ...optimizer }, batch_reduction);
        const penaltyNow = (): number =>
          run.parameters.reduce((total, { weights, biases }) => {
            const terms = [
              ...Array.from(weights.data, ofWeight),
              ...Array.from(biases ?? [], ofBias),
            ];
            return total + terms.reduce((sum, term) => sum + term, 0);
          }, 0);
        const batches = [4, 4, 2].map(rows => {
          const added = penaltyNow();
          return { rows, added, objective: run.step() + added };
        });
        const ofEpoch = (of: 'added' | 'objective', weighted: boolean): number =>
          batches.reduce((sum, batch) => sum + batch[of] * (weighted ? batch.rows / 10 : 1), 0);
        const end = penaltyNow();
        const first = (name: string): number => column(run, name)[0];
        assertClose(first('penalty'), ofEpoch('added', true), 1e-14, 'penalty');
        assertClose(first('objective'), ofEpoch('objective', true), 1e-14, 'objective');
        assertClose(first('penalty sum'), ofEpoch('added', false), 1e-14, 'penalty sum');
        assertClose(first('objective sum'), ofEpoch('objective', false), 1e-14, 'objective sum');
        assertClose(first('penalty end'), end, 1e-14, 'penalty end');
        assertClose(first('objective end'), first('loss end') + end, 1e-14, 'objective end');
        for (const part of ['val', 'test']) {
          const own = first(`${part}_loss`) + end;
          assertClose(first(`${part}_objective`), own, 1e-14, part);
          assert.ok(!run.columns.includes(`${part}_penalty`));
        }
      });
    }
  }

  it('at the end of an epoch of one batch are those before the next update', () => {
    const run = train(measured({ learning_rate: 0.01, weight_decay: 0.3 }, 'mean', 'full'));
    for (const name of ['penalty', 'objective']) {
      assert.deepEqual(column(run, `${name} end`).slice(0, -1), column(run, name).slice(1));
    }
  });
});

type Term = (p: number) => number;

function l1Of(l1: number): Term {
  return p => l1 * Math.abs(p);
}

/** Ten rows in batches of 4, 4 and 2; the other parts have a batch more or less. */
function measured(
  optimizer: Partial<OptimizerSpec>,
  batch_reduction: 'mean' | 'sum',
  batch_size: number | 'full' = 4,
): Run {
  const stream = createStream('numpy', 4);
  const part = (rows: number) => ({
    x: randomMatrix(stream, rows, 3),
    y: randomMatrix(stream, rows, 2),
  });
  const [own, validation, test] = [part(10), part(7), part(300)];
  const loss = { scale: 0.5, batch_reduction };
  const once = { ...METRIC, output_reduction: 'sum', type: 'penalty', name: 'penalty' } as const;
  const both = { ...METRIC, ...loss, type: 'objective', name: 'objective' } as const;
  const plain = { ...METRIC, ...loss } as const;
  const metrics: MetricSpec[] = [plain, once, both].flatMap(metric => [
    metric,
    { ...metric, name: `${metric.name} sum`, epoch_reduction: 'sum' },
    { ...metric, name: `${metric.name} end`, evaluate: 'end_of_epoch' },
  ]);
  const bias_initializer = { type: 'uniform', low: -1, high: 1 } as const;
  const layers = [layer(4, 'tanh', { bias_initializer }), layer(2, 'linear', { bias_initializer })];
  const trainer = { epochs: 3, batch_size };
  const spec = runSpec(3, layers, { loss, optimizer, metrics, trainer });
  return startRun(spec, own, stream, { validation, test });
}

function objectiveOf(run: Run) {
  const penalties = penaltiesOf(run.spec.optimizer);
  assert.ok(penalties);
  const gradients = run.peek().layers.map(({ gradW, gradB }) => ({
    weights: { ...gradW, data: gradW.data.slice() },
    biases: gradB && gradB.slice(),
  }));
  penalise(penalties, run.spec.model, run.parameters, gradients);
  return { gradients, added: penalty(penalties, run.spec.model, run.parameters) };
}
