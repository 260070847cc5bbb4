/** The objective that a run steps with: the loss and the penalties of its optimiser. */
import assert from 'node:assert/strict';
import { penalise, penaltiesOf, penalty } from '../../../src/engine/objective';
import { checkRun } from '../../../src/engine/runCheck';
import type { Run } from '../../../src/engine/run';
import { createStream } from '../../../src/engine/rng/stream';
import type { OptimizerSpec } from '../../../src/engine/spec';
import { assertClose, layer, randomMatrix, runSpec, startRun } from './support';

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
