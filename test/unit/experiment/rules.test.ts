/** Rules between parts of a file: names that shadow, symbols that are the same, sweeps that overwrite. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { applyEdits } from 'jsonc-parser';
import { readFile } from '../../../src/cli/terminal/readFile';
import { runCli } from '../../../src/cli/runCli';
import { editorSchema } from '../../../src/experiment/schema';
import { editsOf } from '../../../src/experiment/format/fixes';
import { readExperiment } from '../../../src/experiment/read';
import { complaints, sections, type Json } from './support';

/** The only problem, and the file after its first fix. */
function problemOf(changes: Json) {
  const text = JSON.stringify(sections(changes));
  const { problems, tree } = readExperiment(text);
  assert.equal(problems.length, 1, problems.map(({ message }) => message).join('\n'));
  const [{ fixes, ...problem }] = problems;
  const after = fixes.length > 0 ? applyEdits(text, editsOf(text, tree, fixes[0])) : text;
  return { ...problem, after, left: readExperiment(after).problems };
}

describe('the name of a metric', () => {
  const refused: [metric: Json, loss: string, words: RegExp, becomes: string][] = [
    [{ name: 'epoch', type: 'mae' }, 'mse', /the log has its own column of that name/, 'mae'],
    [{ name: 'step', type: 'mse' }, 'mse', /its own column/, 'mse'],
    [{ name: 'learning_rate', type: 'mse' }, 'mse', /its own column/, 'mse'],
    [{ name: 'val_loss', type: 'mae' }, 'mse', /before the numbers of the validation rows/, 'mae'],
    [{ name: 'test_mae', type: 'mae' }, 'mse', /before the numbers of the test rows/, 'mae'],
    [{ name: 'loss', type: 'mae' }, 'mse', /is what is trained, of type "mse"/, 'mae'],
    [{ name: 'accuracy', type: 'mse' }, 'mse', /it is of type "mse"/, 'mse'],
    [{ name: 'mae', type: 'mse' }, 'mse', /it is of type "mse"/, 'mse'],
  ];
  for (const [metric, loss, words, becomes] of refused) {
    it(`${String(metric.name)} of type ${String(metric.type)} is refused with another`, () => {
      const problem = problemOf({ loss: { type: loss }, metrics: [metric] });
      assert.match(problem.message, words);
      assert.deepEqual(problem.left, []);
      assert.match(problem.after, new RegExp(`"name":"${becomes}"`));
    });
  }

  it('gets a number where its type is a metric already', () => {
    const { after } = problemOf({ metrics: ['mae', { name: 'epoch', type: 'mae' }] });
    assert.match(after, /"name":"mae_2"/);
  });

  it('may be the loss, measured otherwise', () => {
    const metrics = [
      { name: 'loss', type: 'mse', scale: 0.5 },
      'accuracy',
      { name: 'values', type: 'mse' },
    ];
    assert.deepEqual(complaints({ metrics }), []);
  });

  it('that is missing is all that is said', () => {
    const stopping = { early_stopping: { monitor: 'mymae' } };
    const said = complaints({ metrics: [{ type: 'mae' }], trainer: stopping });
    assert.equal(said.length, 1);
    assert.match(said[0], /`name` is missing/);
  });
});

describe('two symbols that are the same', () => {
  const refused: [notation: Json, message: RegExp][] = [
    [{ activations: 'z' }, /^The weighted sums and `activations` are both written "z¹"/],
    [{ biases: 'W' }, /^The weights and `biases` are both written "W¹"/],
    [{ target: 'x' }, /^The inputs and `target` are both written "x"/],
    [{ output: 'y' }, /^The target and `output` are both written "y"/],
    [{ weights: ['W', 'W'] }, /^Two layers of `weights` are written "W"/],
    [{ weights: ['W', 'V'], biases: ['b', 'V'] }, /^`weights` and `biases` are both written "V"/],
    [{ deltas: '\\delta', loss: 'L', weights: 'L', biases: 'L' }, /^`weights` and `biases`/],
    [{ target: 't', loss: ' t ' }, /^`target` and `loss` are both written "t"/],
  ];
  for (const [notation, message] of refused) {
    it(`are refused: ${JSON.stringify(notation)}`, () => {
      const [said, ...others] = complaints({ notation });
      assert.match(said, message);
      assert.deepEqual(others, []);
    });
  }

  it('are none where their layers differ, or none is the usual one', () => {
    for (const notation of [
      { activations: 'x' },
      { output: 'a' },
      { target: 't', output: 'y' },
      { weights: ['W', 'V'], deltas: 'd' },
    ]) {
      assert.deepEqual(complaints({ notation }), [], JSON.stringify(notation));
    }
  });
});

describe('a sweep', () => {
  const sweep = (parameters: Json, others: Json = {}) => ({
    sweep: {
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([path, values]) => [path, { values }]),
      ),
      ...others,
    },
  });
  const whole = { type: 'sgd', learning_rate: 0.5 };

  it('does not set a thing and a part of it, in whichever order', () => {
    const words = /set `optimizer`, one all of it and one a part: keep one of the two\.$/;
    const rates = { 'optimizer.learning_rate': [0.1, 5] };
    assert.match(complaints(sweep({ ...rates, optimizer: [whole] }))[0], words);
    assert.match(complaints(sweep({ optimizer: [whole], ...rates }))[0], words);
    const layers = { 'model.layers.*.kernel_initializer': ['normal'] };
    const std = { 'model.layers.1.kernel_initializer.std': [1, 2] };
    const normal = { type: 'normal' };
    const model = {
      layers: [
        { units: 2, kernel_initializer: normal },
        { units: 1, kernel_initializer: normal },
      ],
    };
    const [said] = complaints({ model, ...sweep({ ...layers, ...std }) });
    assert.match(said, /set `model\.layers\.1\.kernel_initializer`, one all of it/);
  });

  it('does not vary what changes no number', () => {
    for (const path of [
      'name',
      'description',
      'trainer.log_format',
      'trainer.log_every',
      'model.layers.*.name',
    ]) {
      assert.match(
        complaints(sweep({ [path]: ['a'] }))[0],
        /changes no number and cannot be swept/,
      );
    }
  });

  it('says what a list has that the file does not write', () => {
    const problem = problemOf({
      optimizer: { type: 'adam' },
      ...sweep({ 'optimizer.betas.0': [0.5] }),
    });
    assert.match(problem.message, /the file writes no entries of `optimizer.betas`/);
    assert.match(problem.after, /"optimizer.betas":/);
  });

  it('is warned of the same run twice', () => {
    const twice = problemOf(sweep({ seed: [1, 2, 1] }));
    assert.equal(twice.severity, 'warning');
    assert.match(twice.message, /1 stands among the values of "seed" twice/);
    assert.deepEqual(twice.left, []);
    const paired = { method: 'paired' };
    const rates = [0.1, 0.2, 0.1];
    const of = (seed: number[]) =>
      complaints(sweep({ seed, 'optimizer.learning_rate': rates }, paired));
    assert.deepEqual(of([1, 1, 2]), []);
    assert.match(of([1, 1, 1])[0], /stand together before/);
  });
});

describe('a data source', () => {
  it('with the name of a generator for a type becomes that generator', () => {
    const { message, after, left } = problemOf({ data: { train: { type: 'moons', noise: 0.1 } } });
    assert.match(message, /"moons": that is a generator, \{"type": "generator"/);
    assert.match(after, /\{ "type": "generator", "name": "moons", "noise": 0.1 \}/);
    assert.deepEqual(left, []);
    assert.match(problemOf({ data: { train: { type: 'make_moons' } } }).after, /"name": "moons"/);
  });

  it('that is the path of a table becomes its source', () => {
    const { after, left } = problemOf({ data: { train: 'data/d.csv' } });
    assert.match(after, /\{ "type": "csv", "path": "data\/d.csv" \}/);
    assert.deepEqual(left, []);
  });
});

describe('problems', () => {
  it('are errors, however many warnings stand before them', () => {
    const layers = Array.from({ length: 120 }, () => ({
      units: 2,
      use_bias: false,
      bias_initializer: 'ones',
    }));
    const text = JSON.stringify(
      sections({ model: { layers: [...layers, { units: 1 }] }, notation: { weights: ['W'] } }),
    );
    const { experiment, problems } = readExperiment(text);
    assert.ok(problems.filter(({ severity }) => severity === 'warning').length >= 100);
    assert.deepEqual(
      problems.filter(({ severity }) => severity === 'error').map(({ id }) => id),
      ['symbols-of-layers'],
    );
    assert.equal(experiment, null);
  });

  it('of tolerances that let everything pass', () => {
    const gradients = complaints({ checks: { gradient_check: { tolerance: 1e9 } } });
    assert.match(gradients[0], /`tolerance` must be a number from 0 to below 1/);
    const formula = { for: 'layers.1.a', formula: 'z', tolerance: 1 };
    assert.match(complaints({ checks: { formula } })[0], /from 0 to below 1/);
  });

  it('of a folder in the place of an experiment', () => {
    let said = '';
    const status = runCli(['validate', 'experiment'], {
      cwd: dirname(__dirname),
      readFile,
      out: () => undefined,
      err: text => (said += text),
      terminal: false,
      now: () => 0,
      threads: () => null,
    });
    assert.equal(status, 2);
    assert.match(said, /"experiment" cannot be read: it is a folder, not a file\./);
  });
});

it('an expression is offered no checks, which are not made of it', () => {
  const { then } = editorSchema() as { then: { properties: { checks: Json } } };
  assert.equal(then.properties.checks.doNotSuggest, true);
});
