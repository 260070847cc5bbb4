/** Sweeps: which runs they are made of, what is wrong with them, what comes out. */
import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import { aggregate, best } from '../../../src/experiment/sweep/results';
import type { EpochRow, RunResult } from '../../../src/experiment/sweep/results';
import { sweepRuns, sweptText } from '../../../src/experiment/sweepRuns';
import type { SweepSpec } from '../../../src/experiment/format/experiment';
import { checked, complaints, sections, textOf } from './support';
import type { Json } from './support';

const learningRate = { 'optimizer.learning_rate': { values: [0.1, 0.2] } };

function runsOf(sweep: Json, changes: Json = {}) {
  const read = readExperiment(JSON.stringify(sections({ ...changes, sweep })));
  assert.deepEqual(read.problems, []);
  return [...sweepRuns(read)];
}

function parametersOf(sweep: Json, changes: Json = {}): unknown[][] {
  return runsOf(sweep, changes).map(({ parameters }) => Object.values(parameters));
}

describe('the runs of a sweep', () => {
  const two = { ...learningRate, seed: { values: [1, 2, 3] } };
  const grid = [
    [0.1, 1],
    [0.1, 2],
    [0.1, 3],
    [0.2, 1],
    [0.2, 2],
    [0.2, 3],
  ];

  it('are every combination, the last parameter changing fastest', () => {
    assert.deepEqual(parametersOf({ parameters: two }), grid);
    assert.deepEqual(parametersOf({ parameters: two, run_cap: 4 }), grid.slice(0, 4));
  });

  it('can be written into the file: what else stands there stays, comments too', () => {
    const text = `{ // my file
      "version": 1, "seed": 4,
      "optimizer": { "type": "sgd", "learning_rate": 0.5 } // the rate
    }`;
    const { experiment } = readExperiment(JSON.stringify(sections({ sweep: { parameters: two } })));
    const sweep = experiment?.sweep ?? assert.fail();
    const written = sweptText(text, sweep, [1, 2]);
    assert.equal(written, text.replace('0.5', '0.2').replace('"seed": 4', '"seed": 3'));
    assert.match(sweptText(text.replace(' "seed": 4,', ''), sweep, [0, 1]) ?? '', /"seed": ?2/);
    assert.equal(sweptText('', sweep, [0, 0]), null);
  });

  it('are drawn from the seed, each once, up to the cap', () => {
    const draw = (seed: number, cap?: number) =>
      parametersOf({ method: 'random', parameters: two, run_cap: cap }, { seed });
    assert.notDeepEqual(draw(0), grid);
    assert.deepEqual([...draw(0)].sort(), grid);
    assert.deepEqual(draw(0, 4), draw(0).slice(0, 4));
    assert.deepEqual(draw(0), draw(0));
    assert.notDeepEqual(draw(0), draw(1));
  });

  it('are drawn from more combinations than could ever be listed', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    const names = ['optimizer.learning_rate', 'trainer.epochs', 'seed', 'loss.scale'];
    const parameters = Object.fromEntries(names.map(name => [name, { values }]));
    const drawn = parametersOf({ method: 'random', parameters, run_cap: 30 });
    assert.equal(new Set(drawn.map(String)).size, 30);
    for (let column = 0; column < 4; column++)
      assert.ok(new Set(drawn.map(run => run[column])).size > 15, `column ${column}`);
  });

  it('go through paired values side by side', () => {
    const paired = { ...learningRate, seed: { values: [7, 8] } };
    assert.deepEqual(parametersOf({ method: 'paired', parameters: paired }), [
      [0.1, 7],
      [0.2, 8],
    ]);
  });

  it('have the values at every place that a path names', () => {
    const experiments = (path: string, value: unknown, changes: Json = {}) => {
      const [{ experiment }] = runsOf({ parameters: { [path]: { values: [value] } } }, changes);
      assert.ok(experiment);
      return experiment;
    };
    const every = experiments('model.layers.*.units', 1);
    assert.deepEqual(
      every.model.layers.map(({ units }) => units),
      [1, 1],
    );
    const part = experiments('model.layers.0.*_initializer', 'ones');
    const [first, second] = part.model.layers;
    assert.deepEqual(
      [first.kernel_initializer.type, first.bias_initializer.type],
      ['ones', 'ones'],
    );
    assert.notEqual(second.kernel_initializer.type, 'ones');
    // A section that is not written, a name that becomes an object, a whole section.
    assert.equal(experiments('trainer.epochs', 3).trainer.epochs, 3);
    const wide = { layers: [{ units: 1, activation: 'sigmoid', kernel_initializer: 'normal' }] };
    assert.deepEqual(
      experiments('model.layers.0.kernel_initializer.std', 9, { model: wide }).model.layers[0]
        .kernel_initializer,
      { type: 'normal', mean: 0, std: 9 },
    );
    assert.equal(experiments('trainer', { epochs: 5 }).trainer.epochs, 5);
    assert.equal(experiments('data.*.name', 'moons').data.train.type, 'generator');
  });

  it('are experiments by themselves, without sweep and checks', () => {
    const changes = { checks: { gradient_check: true }, name: 'n' };
    const [{ experiment }] = runsOf({ parameters: learningRate }, changes);
    assert.deepEqual([experiment?.sweep, experiment?.checks], [null, null]);
    assert.equal(experiment?.optimizer.learning_rate, 0.1);
    assert.deepEqual({ ...experiment, optimizer: 0 }, { ...checked({ name: 'n' }), optimizer: 0 });
  });
});

describe('a sweep is refused', () => {
  const swept = (path: string) => ({ sweep: { parameters: { [path]: { values: [1] } } } });
  const cases: { [name: string]: [changes: Json, words: RegExp] } = {
    'for an alias': [swept('optimizer.lr'), /names nothing: .*mean "optimizer.learning_rate"\?$/],
    'for a field without its section': [swept('epochs'), /did you mean "trainer.epochs"\?$/],
    'for a misspelt field': [swept('model.layers.*.unit'), /"model.layers.\*.units"\?$/],
    'for a layer that is not there': [swept('model.layers.2.units'), /2 entries, numbered 0 to 1/],
    'for a wildcard without a match': [swept('optimizer.zz*'), /no field `zz\*`/],
    'for a field below a number': [swept('seed.x'), /`seed` has no fields/],
    'for what is no number': [swept('checks.gradient_check'), /`checks` changes no number/],
    'for an empty path': [swept(''), /names nothing/],
    'without parameters': [{ sweep: { parameters: {} } }, /at least one parameter/],
    'without values': [
      { sweep: { parameters: { seed: { values: [] } } } },
      /`values` must be a list of values with at least 1 entry/,
    ],
    'with another key than values': [
      { sweep: { parameters: { seed: { value: [1] } } } },
      /did you mean `values`/,
    ],
    'for a method of no name': [
      { sweep: { method: 'gird', parameters: learningRate } },
      /did you mean "grid"/,
    ],
    'for two paths to one place': [
      {
        sweep: {
          parameters: {
            'model.layers.*.units': { values: [1] },
            'model.layers.1.units': { values: [1] },
          },
        },
      },
      /Both "model.layers.\*.units" and "model.layers.1.units" set `model.layers.1.units`/,
    ],
    'for paired values of unequal number': [
      { sweep: { method: 'paired', parameters: { ...learningRate, seed: { values: [1] } } } },
      /"seed" has 1, "optimizer.learning_rate" has 2/,
    ],
    'for aggregating over what is not swept': [
      { sweep: { parameters: learningRate, aggregate_over: ['seed'] } },
      /"seed", which is not swept: it can name "optimizer.learning_rate"/,
    ],
    'for a metric that the log has not': [
      { sweep: { parameters: learningRate, metric: { name: 'val_loss' } } },
      /no column "val_loss"; it has loss, accuracy/,
    ],
    'for too many runs': [
      {
        sweep: {
          parameters: {
            seed: { values: Array.from({ length: 200 }, (_, index) => index) },
            'trainer.epochs': { values: Array.from({ length: 200 }, (_, index) => index + 1) },
          },
        },
      },
      /40,000 runs; the limit is 10,000/,
    ],
    'for a cap above the limit': [
      { sweep: { parameters: learningRate, run_cap: 20_000 } },
      /`run_cap` is 20,000; the limit is 10,000/,
    ],
  };
  for (const [name, [changes, words]] of Object.entries(cases)) {
    it(name, () => assert.match(complaints(changes)[0], words));
  }

  it('at the path itself, with a fix', () => {
    const { problems } = readExperiment(JSON.stringify(sections(swept('optimizer.lr'))));
    const [{ place, fixes }] = problems;
    assert.deepEqual(place, {
      kind: 'json',
      path: ['sweep', 'parameters', 'optimizer.lr'],
      part: 'key',
    });
    assert.equal(textOf(fixes[0]), 'optimizer.learning_rate');
  });
});

describe('what comes out of a sweep', () => {
  const spec = (changes: Partial<SweepSpec> = {}): SweepSpec => ({
    method: 'grid',
    parameters: [],
    aggregate_over: ['seed'],
    metric: null,
    run_cap: null,
    ...changes,
  });
  const result = (rate: number, seed: number, losses: number[]): RunResult => ({
    parameters: { rate, seed },
    final: { loss: losses[losses.length - 1] },
    epochs: losses.map((loss, index) => ({ epoch: index + 1, loss })),
    failure: null,
  });
  const runs = [
    result(1, 0, [4, 2]),
    result(1, 1, [8, 4, 3]),
    result(2, 0, [5, 1]),
    result(2, 1, [5, 1]),
  ];

  it('is mean and population standard deviation over what is aggregated', () => {
    const [first, second] = aggregate(spec(), runs);
    assert.deepEqual(first.parameters, { rate: 1 });
    assert.equal(first.runs, 2);
    assert.deepEqual([first.mean, first.std], [{ loss: 2.5 }, { loss: 0.5 }]);
    // As long as both runs go on.
    assert.deepEqual(first.epochs, [
      { epoch: 1, mean: { loss: 6 }, std: { loss: 2 } },
      { epoch: 2, mean: { loss: 3 }, std: { loss: 1 } },
    ]);
    assert.deepEqual(second.std, { loss: 0 });
  });

  it('is nothing where nothing is aggregated', () =>
    assert.deepEqual(aggregate(spec({ aggregate_over: [] }), runs), []));

  it('is compared by the metric, whatever is no number left out', () => {
    const finals: EpochRow[] = [
      { loss: NaN, accuracy: 0.5 },
      { loss: 2, accuracy: 0.7 },
      { loss: 1 },
      {},
    ];
    assert.equal(best(spec(), finals), 2);
    assert.equal(best(spec({ metric: { name: 'accuracy', goal: 'maximize' } }), finals), 1);
    assert.equal(best(spec({ metric: { name: 'accuracy', goal: 'minimize' } }), finals), 0);
    assert.equal(best(spec({ metric: { name: 'val_loss', goal: 'minimize' } }), finals), -1);
    assert.equal(best(spec(), [{ loss: 1 }, { loss: 1 }]), 0, 'of equal ones the first');
  });
});
