/**
 * Every option makes a difference. The options are those that the JSON Schema lists: a new one
 * without a case here fails.
 */
import assert from 'node:assert/strict';
import { parse, run } from '../../cli/support';
import type { Trained } from '../../cli/support';
import { complaints } from '../support';
import type { Files, Json } from '../support';
import { BASE, CASES, generatorCase, initializerCase, optimizerCase, set } from './cases';
import type { Case } from './cases';
import { optionNames } from './enumerate';

/** Options that are words about a file, or for its reader. */
const NOT_NUMBERS: { [option: string]: RegExp } = {
  version: /^version$/,
  kind: /^kind$/,
  name: /^name$/,
  description: /^description$/,
  $schema: /^\$schema$/,
  'name of a layer': /^model\.layers\[\]<dense>\.name$/,
  'what learners may do': /^policy(\.|$)/,
  'a later version, which is said': /^<expression>\.checks(\.|$)/,
  'shared with networks': /^<expression>\.(version|kind|name|description|\$schema)$/,
  'checked against the data': /^model\.inputs$/,
};

function caseOf(option: string): Case | undefined {
  const optimizer = /^optimizer<(\w+)>\.(\w+)$/.exec(option);
  if (optimizer) return optimizerCase(optimizer[1], optimizer[2]);
  const generator = /^source<generator><(\w+)>\.(\w+)$/.exec(option);
  if (generator) return generatorCase(generator[1], generator[2]);
  const initializer = /^(kernel|bias)Initializer\.?(.+)$/.exec(option);
  if (initializer) return initializerCase(initializer[1] as 'kernel' | 'bias', initializer[2]);
  return CASES[option];
}

/** All numbers of a short run: data, gradients, log, parameters, printed lines, checks and sweep. */
function numbersOf(experiment: Json, files: Files = {}): string {
  const all = { 'x.json': JSON.stringify(experiment), ...files };
  if (experiment.kind === 'expression') return run(['inspect', 'x.json', '--json'], all).out;
  const trained = run(['train', 'x.json', '--json'], all);
  // A check may fail.
  assert.equal(trained.status, 'checks' in experiment ? trained.status % 2 : 0, trained.err);
  const { seconds, samples_per_second, ...numbers } = parse<Trained>(trained.out);
  assert.equal(typeof seconds + typeof samples_per_second, 'numbernumber');
  const lines = run(['train', 'x.json'], all).out.split('\n').slice(0, -2);
  const inspected = run(['inspect', 'x.json', '--json'], all).out;
  const swept = 'sweep' in experiment ? run(['sweep', 'x.json', '--json'], all).out : '';
  const best = 'sweep' in experiment ? run(['sweep', 'x.json'], all).out : '';
  return JSON.stringify([numbers, lines, inspected, swept, best]);
}

describe('every option of the format', () => {
  for (const option of optionNames()) {
    if (Object.values(NOT_NUMBERS).some(pattern => pattern.test(option))) continue;
    it(`${option} makes a difference`, () => {
      const found = caseOf(option);
      assert.ok(found, 'there is a case for it');
      assert.notDeepEqual(found.before, found.after);
      const [before, after] = [found.before, found.after].map(each => numbersOf(each, found.files));
      assert.ok(before !== after, 'the numbers are the same');
    });
  }

  it('and the same file twice makes none', () => assert.equal(numbersOf(BASE), numbersOf(BASE)));
});

describe('options that are not numbers', () => {
  it('name the run and its layers', () => {
    const twice = [
      { units: 1, name: 'a' },
      { units: 1, name: 'a' },
    ];
    assert.match(complaints({ model: { layers: twice } })[0], /both called "a"/);
    assert.match(complaints({ name: 3 })[0], /`name` must be a text/);
    assert.match(complaints({ description: 3 })[0], /`description` must be a text/);
    assert.match(complaints({ $schema: 3 })[0], /`\$schema` must be a text/);
  });

  it('are checked: version, kind, inputs', () => {
    assert.match(complaints({ version: 2 })[0], /must be 1/);
    assert.match(complaints({ kind: 'expression' })[0], /`data` is only for .* "network"/);
    assert.match(complaints({ kind: 'expresion' })[0], /did you mean "expression"/);
    const { err } = run(['inspect', 'x.json'], {
      'x.json': JSON.stringify(set(BASE, { 'model.inputs': 3 })),
    });
    assert.match(err, /`inputs` is 3, but the data have 2/);
  });
});

describe('every name has numbers of its own', () => {
  const own = (
    name: string,
    change: (name: string) => Json,
    names: string[],
    files: Files = {},
  ) => {
    it(name, () => {
      const seen = new Map<string, string>();
      for (const each of names) {
        const numbers = numbersOf(change(each), files);
        assert.equal(seen.get(numbers), undefined, `${each} is like ${seen.get(numbers)}`);
        seen.set(numbers, each);
      }
    });
  };
  const at =
    (path: string, shared: Json = {}) =>
    (name: string) =>
      set(BASE, { ...shared, [path]: name });

  own('activations', at('model.layers.0.activation'), [
    ...['linear', 'sigmoid', 'tanh', 'relu', 'leaky_relu', 'elu', 'selu', 'gelu'],
    ...['silu', 'softplus', 'softsign'],
  ]);
  own('losses', at('loss.type'), ['mse', 'mae', 'huber', 'binary_cross_entropy', 'hinge']);
  own('optimisers', at('optimizer.type'), [
    ...['sgd', 'rmsprop', 'adagrad', 'adadelta', 'adam', 'adamw', 'nadam'],
  ]);
  own(
    'kernel initialisers',
    at('model.layers.1.kernel_initializer', { 'model.layers.0.units': 4 }),
    [
      ...['zeros', 'ones', 'uniform', 'normal', 'xavier_uniform', 'xavier_normal'],
      ...['kaiming_uniform', 'kaiming_normal', 'lecun_uniform', 'lecun_normal'],
      ...['orthogonal', 'torch_linear'],
    ],
  );
  own('bias initialisers', at('model.layers.0.bias_initializer'), [
    ...['zeros', 'ones', 'uniform', 'normal', 'torch_linear'],
  ]);
  own('generators', name => set(BASE, { 'data.train': { type: 'generator', name } }), [
    ...['linear', 'xor_easy', 'xor_linspace', 'xor_corners', 'five_points', 'moons', 'circles'],
    ...['xor_quadrants', 'circle', 'spiral'],
  ]);
  own('shuffles', at('trainer.shuffle'), ['never', 'once', 'every_epoch']);
  const read = (changes: Json) =>
    set(BASE, { 'data.train': { type: 'csv', path: 'd.csv', ...changes } });
  own(
    'ways with missing values',
    missing => read({ missing }),
    [...['skip_row', 'mean', 'median', 'most_frequent']],
    { 'd.csv': 'a,b,y\n1,2,0\n?,4,1\n2,2,0\n9,5,1\n9,,0\n' },
  );
  own(
    'kinds of columns',
    as => read({ features: ['a', { column: 'b', as }] }),
    [...['number', 'one_hot', 'ordinal']],
    { 'd.csv': 'a,b,y\n1,2,0\n2,4,1\n3,2,0\n' },
  );
  own('normalizations', at('data.normalization'), ['none', 'zscore', 'minmax']);
  own(
    'schedules',
    name => {
      const needs = { step: { step_size: 1 }, exponential: { gamma: 0.5 } }[name];
      return set(BASE, { 'optimizer.schedule': { type: name, ...needs } });
    },
    ['constant', 'step', 'exponential', 'cosine'],
  );
});
