/** Checks of the penalised objective, against its finite differences. */
import assert from 'node:assert/strict';
import { Run } from '../../../src/engine/training/run';
import { readExperiment } from '../../../src/experiment/read';
import { dataComplaints, prepared, sections } from './support';
import type { Json } from './support';
import { failures, recording } from './verifySupport';

const MODEL = {
  layers: [
    { units: 3, activation: 'tanh', bias_initializer: { type: 'uniform', low: -1, high: 1 } },
    { units: 1, activation: 'sigmoid', bias_initializer: { type: 'constant', value: 0.4 } },
  ],
};
const OPTIMIZER = { type: 'sgd', learning_rate: 0.1, weight_decay: 0.3, l1: 0.05 };

const experiment = (optimizer: Json = {}): Json => ({
  model: MODEL,
  optimizer: { ...OPTIMIZER, ...optimizer },
});

/** The loss of the first batch, and its penalty by hand, after `change` of the first parameters. */
function minimised(change: (layers: Prepared['parameters']) => void, optimizer: Json = {}) {
  const ready = prepared({ trainer: { batch_size: 2 }, ...experiment(optimizer) });
  change(ready.parameters);
  const run = new Run(ready.spec, ready.data, ready.parameters, ready.stream);
  const { weight_decay: decay, l1, decay_biases } = ready.spec.optimizer;
  let penalty = 0;
  for (const { weights, biases } of run.parameters) {
    for (const p of [...weights.data, ...(decay_biases ? (biases ?? []) : [])]) {
      penalty += (decay / 2) * p ** 2 + l1 * Math.abs(p);
    }
  }
  return { penalty, objective: run.peek().loss + penalty };
}
type Prepared = ReturnType<typeof prepared>;

const H = 1e-5;

function slope(move: (layers: Prepared['parameters'], by: number) => void, optimizer: Json) {
  const [above, below] = [H, -H].map(by => minimised(layers => move(layers, by), optimizer));
  return (above.objective - below.objective) / (2 * H);
}

/** ∂objective/∂W of the first layer and ∂objective/∂b of both, by finite differences. */
function differences(optimizer: Json = {}) {
  const weights = [0, 1].map(row =>
    [0, 1, 2].map(col =>
      slope((layers, by) => (layers[0].weights.data[3 * row + col] += by), optimizer),
    ),
  );
  const bias = (layer: number, unit: number) =>
    slope((layers, by) => {
      const { biases } = layers[layer];
      assert.ok(biases);
      biases[unit] += by;
    }, optimizer);
  return { weights, first: [0, 1, 2].map(unit => bias(0, unit)), second: [bias(1, 0)] };
}

function expectations(optimizer: Json = {}): { [path: string]: unknown } {
  const { penalty, objective } = minimised(() => undefined, optimizer);
  const { weights, first, second } = differences(optimizer);
  return {
    penalty,
    objective,
    'layers.0.gradW_penalized': weights,
    'layers.0.gradW_penalized.1': weights[1],
    'layers.0.gradW_penalized.1.2': weights[1][2],
    'layers.0.gradB_penalized': first,
    'layers.0.gradB_penalized.1': first[1],
    'layers.1.gradB_penalized': second,
  };
}

function expecting(values: { [path: string]: unknown }) {
  return {
    expect: Object.entries(values).map(([path, value]) => ({ path, value, tolerance: 1e-9 })),
  };
}

describe('checks of the objective', () => {
  const variants: Json[] = [
    {},
    { l1: 0 },
    { weight_decay: 0 },
    { decay_biases: false },
    { type: 'adam' },
    { type: 'adamw', weight_decay: 0 },
  ];
  for (const variant of variants) {
    it(`hold for its finite differences: ${JSON.stringify(variant)}`, () => {
      assert.deepEqual(failures(expecting(expectations(variant)), experiment(variant)), []);
    });
  }

  const changes: [change: Json, stays: string[]][] = [
    [{ weight_decay: 0.31 }, []],
    [{ l1: 0.06 }, []],
    [{ decay_biases: false }, ['gradW_penalized']],
  ];
  for (const [change, stays] of changes) {
    it(`fail where an option is changed: ${JSON.stringify(change)}`, () => {
      const values = Object.entries(expectations());
      for (const [path, value] of values) {
        const isSame = stays.some(name => path.includes(name));
        const found = failures(expecting({ [path]: value }), experiment(change));
        assert.equal(found.length, isSame ? 0 : 1, path);
      }
    });
  }

  it('are made with the weights as they stand at their step', () => {
    const { objective } = recording(experiment());
    assert.ok(objective);
    const { penalty } = objective;
    const at = (step: number) =>
      failures({ expect: { path: 'penalty', step, value: penalty, tolerance: 0 } }, experiment());
    assert.deepEqual(at(0), []);
    assert.match(at(1)[0], /^penalty is \d\.\d+, not \d\.\d+, at step 1 /);
  });

  it('may have a formula', () => {
    const formula = (text: string) => ({ for: 'layers.0.gradW_penalized', formula: text });
    const only = experiment({ l1: 0 });
    assert.deepEqual(failures({ formula: formula('aPrev.T @ delta + 0.3 * W') }, only), []);
    assert.equal(failures({ formula: formula('aPrev.T @ delta') }, only).length, 1);
  });

  it('know the sizes of the penalised gradients', () => {
    const said = (path: string, value: unknown) =>
      dataComplaints({ ...experiment(), checks: { expect: { path, value } } })[0];
    assert.match(said('layers.0.gradW_penalized', [[1, 2]]), /is 2 × 3, but `value` is 1 × 2/);
    assert.match(said('layers.0.gradB_penalized', [1]), /is 1 × 3, but `value` is 1 × 1/);
    assert.match(said('layers.0.gradB_penalized.3', 1), /gradB_penalized has 3 entries/);
    assert.match(said('layers.0.gradW_penalized.2.0', 1), /gradW_penalized has 2 rows/);
    assert.match(said('objective', [1, 2]), /is a single number, but `value` is 1 × 2/);
  });

  it('are refused at their path where nothing is added to the loss', () => {
    const refused = (optimizer: Json) => {
      const checks = { expect: [{ path: 'objective', value: 1 }] };
      return readExperiment(JSON.stringify(sections({ optimizer, checks }))).problems;
    };
    const [{ message, place }] = refused({ type: 'adamw', weight_decay: 0.1 });
    assert.match(message, /adds no penalty to the loss: the weight decay of adamw acts on the/);
    const path = ['checks', 'expect', 0, 'path'];
    assert.deepEqual(place, { kind: 'json', path, part: 'value' });
    assert.match(refused({ type: 'sgd' })[0].message, /weight_decay and l1 are 0\.$/);
    assert.deepEqual(refused({ type: 'adamw', l1: 0.1 }), []);
  });

  it('leave what `inspect --json` prints a file of gradients', () => {
    const layers = recording(experiment()).layers.map(({ gradW, gradB }) => {
      const rows = Array.from({ length: gradW.rows }, (_, row) =>
        Array.from(gradW.data.slice(row * gradW.cols, (row + 1) * gradW.cols)),
      );
      const own = { gradW: rows, gradB: Array.from(gradB ?? []) };
      return { ...own, gradW_penalized: rows, gradB_penalized: own.gradB };
    });
    const files = { 'g.json': JSON.stringify({ layers }) };
    const checks = { compare_gradients: { file: 'g.json' } };
    assert.deepEqual(failures(checks, experiment(), files), []);
  });
});
