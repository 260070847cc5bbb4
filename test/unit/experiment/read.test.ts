/** The reader: defaults, places, fixes, and rules between fields. */
import assert from 'node:assert/strict';
import { applyEdits } from 'jsonc-parser';
import { rangeOf, readExperiment } from '../../../src/experiment/read';
import { editsOf } from '../../../src/experiment/format/fixes';
import { checked, complaints, growth, sections, textOf } from './support';
import type { Json } from './support';

/** The text that a problem's place covers. */
function coveredText(text: string): string {
  const { problems, tree } = readExperiment(text);
  const { offset, length } = rangeOf(tree, problems[0].place);
  return text.slice(offset, offset + length);
}

describe('defaults', () => {
  it('are those of the format document', () => {
    const experiment = checked();
    assert.deepEqual(experiment, {
      version: 1,
      kind: 'network',
      name: null,
      description: null,
      seed: 0,
      dtype: 'float64',
      rng: {
        type: 'numpy',
        draw_order: ['data', 'split', 'init', 'shuffle'],
        init_order: 'per_layer',
      },
      data: {
        train: experiment.data.train,
        validation: null,
        test: null,
        split: null,
        encoding: 'none',
        num_classes: null,
        normalization: 'none',
      },
      model: {
        inputs: null,
        kernel_layout: 'in_out',
        layers: experiment.model.layers,
      },
      loss: { type: 'mse', scale: 1, output_reduction: 'mean', batch_reduction: 'mean' },
      optimizer: {
        type: 'sgd',
        learning_rate: 0.01,
        momentum: 0,
        nesterov: false,
        alpha: 0,
        rho: 0,
        betas: [0, 0],
        eps: 0,
        weight_decay: 0,
        decay_biases: true,
        l1: 0,
        gradient_clipping: null,
        schedule: { type: 'constant' },
      },
      trainer: {
        epochs: 100,
        batch_size: 'full',
        shuffle: 'never',
        drop_last: false,
        early_stopping: null,
        log_every: 1,
        log_format: null,
        checkpoint_every: null,
      },
      metrics: null,
      notation: null,
      policy: null,
      checks: null,
      sweep: null,
    });
  });

  it('of a layer', () => {
    const { layers } = checked({ model: { layers: [{ units: 1 }] } }).model;
    assert.deepEqual(layers, [
      {
        name: 'layer1',
        units: 1,
        activation: 'linear',
        use_bias: true,
        kernel_initializer: { type: 'xavier_uniform' },
        bias_initializer: { type: 'zeros' },
        trainable: { kernel: true, bias: true },
        mask: null,
      },
    ]);
  });

  const initializers: { [written: string]: [unknown, unknown] } = {
    uniform: ['uniform', { type: 'uniform', low: -1, high: 1 }],
    'uniform object': [
      { type: 'uniform', low: 0 },
      { type: 'uniform', low: 0, high: 1 },
    ],
    normal: ['normal', { type: 'normal', mean: 0, std: 1 }],
    'normal object': [
      { type: 'normal', std: 2 },
      { type: 'normal', mean: 0, std: 2 },
    ],
    values: [{ values: [[1]] }, { type: 'values', values: [[1]] }],
    file: [{ file: 'w.npy' }, { type: 'file', file: 'w.npy', key: null }],
  };
  for (const [name, [written, read]] of Object.entries(initializers)) {
    it(`of the initialiser ${name}`, () => {
      const model = { inputs: 1, layers: [{ units: 1, kernel_initializer: written }] };
      assert.deepEqual(checked({ model }).model.layers[0].kernel_initializer, read);
    });
  }

  const optimizers: { [type: string]: Json } = {
    rmsprop: { learning_rate: 0.01, alpha: 0.99, eps: 1e-8, momentum: 0 },
    adagrad: { learning_rate: 0.01, eps: 1e-10 },
    adadelta: { learning_rate: 1, rho: 0.9, eps: 1e-6 },
    adam: { learning_rate: 0.001, betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0 },
    adamw: { learning_rate: 0.001, weight_decay: 0.01 },
    nadam: { learning_rate: 0.002, betas: [0.9, 0.999] },
  };
  for (const [type, expected] of Object.entries(optimizers)) {
    it(`of ${type} are PyTorch's`, () => {
      const { optimizer } = checked({ optimizer: { type } });
      assert.deepEqual({ ...optimizer, ...expected }, optimizer);
    });
  }

  it('of sources', () => {
    const source = (train: Json) => checked({ data: { train } }).data.train as unknown as Json;
    assert.deepEqual(source({ type: 'csv', path: 'a.csv' }), {
      type: 'csv',
      path: 'a.csv',
      quote: null,
      decimal: null,
      encoding: null,
      comment: null,
      skip: null,
      units: false,
      header: true,
      delimiter: null,
      features: null,
      label: null,
      missing: 'error',
      targets: null,
      limit: null,
    });
    assert.equal(source({ type: 'generator', name: 'linear' }).n_samples, 100);
    assert.equal(source({ type: 'generator', name: 'xor_linspace' }).n_samples, 70);
    assert.equal(source({ type: 'generator', name: 'moons' }).n_samples, 100);
    assert.equal(source({ type: 'generator', name: 'circles' }).factor, 0.8);
    assert.equal(source({ type: 'generator', name: 'blobs' }).centers, null);
    assert.equal(source({ type: 'idx', images: 'a', labels: 'b' }).rows, null);
  });

  it('of a split: training gets the rest, rows are shuffled', () => {
    const split = { validation: 0.25 };
    const { data } = checked({ data: { train: { type: 'generator', name: 'moons' }, split } });
    assert.deepEqual(data.split, {
      train: 0.75,
      validation: 0.25,
      test: 0,
      shuffle: true,
      stratify: false,
    });
  });

  it('of objects are copies: changing one experiment changes no other', () => {
    checked().rng.draw_order.push('init');
    assert.equal(checked().rng.draw_order.length, 4);
  });
});

describe('metrics', () => {
  const loss = { type: 'mse', scale: 0.5, output_reduction: 'sum', batch_reduction: 'sum' };
  const metrics = (written: unknown[], changes: Json = {}) =>
    checked({ loss, metrics: written, ...changes }).metrics;

  it('by the name loss is the loss that is trained', () => {
    assert.deepEqual(metrics(['loss']), [
      { name: 'loss', ...loss, epoch_reduction: 'mean', evaluate: 'running', threshold: 0.5 },
    ]);
    assert.equal(metrics([{ name: 'loss', evaluate: 'end_of_epoch' }])?.[0].scale, 0.5);
  });

  it('with a type of their own start from plain means', () => {
    const [metric] = metrics([{ name: 'loss', type: 'mse' }]) ?? [];
    assert.deepEqual(
      [metric.scale, metric.output_reduction, metric.batch_reduction],
      [1, 'mean', 'mean'],
    );
  });

  it('always hold the loss', () => {
    assert.deepEqual(
      metrics(['accuracy', 'mae'])?.map(({ name }) => name),
      ['loss', 'accuracy', 'mae'],
    );
  });

  it('put the threshold between the two targets', () => {
    const threshold = (changes: Json) => metrics(['accuracy'], changes)?.[1].threshold;
    assert.equal(threshold({}), 0.5);
    const data = { train: { type: 'generator', name: 'moons' }, encoding: 'sign' };
    assert.equal(threshold({ data }), 0);
    const inline = (y: unknown[]) => ({
      data: { train: { type: 'inline', x: y.map(() => [0]), y } },
    });
    assert.equal(threshold(inline([-1, 1, 1])), 0);
    assert.equal(threshold(inline([[-1], [1]])), 0);
    assert.equal(threshold(inline([0, 1])), 0.5);
    assert.equal(threshold(inline([1, 1])), 0.5);
    assert.equal(threshold(inline([-1, 0, 1])), 0.5);
    const logits = { layers: [{ units: 1 }] };
    assert.equal(threshold({ model: logits, loss: { type: 'binary_cross_entropy' } }), 0);
    assert.equal(threshold({ model: logits }), 0.5);
  });

  it('tell which way is better', () => {
    const stopping = (monitor: string) =>
      checked({ trainer: { early_stopping: { monitor, patience: 1 } } }).trainer.early_stopping;
    assert.equal(stopping('accuracy')?.mode, 'max');
    assert.equal(stopping('loss')?.mode, 'min');
  });

  it('of the objective have the loss as it is trained, and only when and over what it is taken', () => {
    const [, penalty, objective] = metrics(['penalty', { name: 'J', type: 'objective' }]) ?? [];
    const rest = { epoch_reduction: 'mean', evaluate: 'running', threshold: 0.5 } as const;
    assert.deepEqual(objective, { ...loss, ...rest, name: 'J', type: 'objective' });
    const once = { scale: 1, output_reduction: 'sum', batch_reduction: 'mean' };
    assert.deepEqual(penalty, { ...once, ...rest, name: 'penalty', type: 'penalty' });
    const said = { name: 'objective', evaluate: 'end_of_epoch', epoch_reduction: 'sum' };
    assert.deepEqual(metrics([said])?.[1], { ...loss, ...said, type: 'objective', threshold: 0.5 });
    const refused = (metric: Json) => complaints({ metrics: [metric] })[0];
    assert.match(
      refused({ name: 'penalty', scale: 2 }),
      /`scale` is not for .*"penalty": a penalty/,
    );
    assert.match(
      refused({ name: 'objective', output_reduction: 'sum' }),
      /the loss as it is trained/,
    );
    assert.match(refused({ name: 'objective', threshold: 1 }), /`threshold` is not for/);
    assert.match(refused({ name: 'penalty', type: 'mse' }), /cannot be called "penalty"/);
  });

  it('of a penalty have one column, which can be monitored and printed', () => {
    const data = { train: { type: 'generator', name: 'moons' }, split: { validation: 0.25 } };
    const withMonitor = (monitor: string, log_format = '{loss}') =>
      complaints({
        data,
        metrics: ['penalty', 'objective'],
        trainer: { early_stopping: { monitor, patience: 1 }, log_format },
      });
    for (const monitor of ['penalty', 'objective', 'val_objective'])
      assert.deepEqual(withMonitor(monitor, `{${monitor}:.3f}`), []);
    assert.match(
      withMonitor('val_penalty')[0],
      /no column "val_penalty"; it has loss, penalty, objective, val_loss, val_objective\./,
    );
  });
});

describe('limits', () => {
  it("of seeds are those of the generator's library", () => {
    const large = 2 ** 40;
    assert.match(complaints({ seed: large })[0], /0 to 4,294,967,295 for NumPy/);
    assert.deepEqual(complaints({ seed: large, rng: { type: 'torch' } }), []);
    const data = { train: { type: 'generator', name: 'moons', seed: -1 } };
    assert.match(complaints({ data })[0], /not -1/);
    assert.match(complaints({ seed: 2 ** 60, rng: { type: 'torch' } })[0], /whole number/);
  });

  it('of generated numbers hold for all of them together', () => {
    const data = (train: Json) => ({ data: { train: { type: 'generator', ...train } } });
    const pictures = data({ name: 'digits', n_samples: 1_000_000 });
    assert.deepEqual(complaints(pictures), []);
    const wide = data({ name: 'blobs', n_samples: 1_000_000, centers: [Array(65).fill(0)] });
    assert.match(complaints(wide)[0], /1,000,000 rows of 65 numbers; the limit is 64,000,000/);
    const many = data({ name: 'blobs', n_samples: Array(40).fill(1_000_000) });
    assert.match(complaints(many)[0], /40,000,000 rows/);
  });
});

describe('cross_entropy', () => {
  const softmax = { layers: [{ units: 2, activation: 'softmax' }] };

  it('is a sum over classes by itself', () => {
    const experiment = checked({ model: softmax, loss: { type: 'cross_entropy' } });
    assert.equal(experiment.loss.output_reduction, 'sum');
    const written = { type: 'cross_entropy', output_reduction: 'sum' };
    assert.deepEqual(complaints({ model: softmax, loss: written }), []);
  });

  it('answers to a mean over classes', () => {
    const written = { type: 'cross_entropy', output_reduction: 'mean' };
    const [message] = complaints({ model: softmax, loss: written });
    assert.match(message, /`output_reduction` cannot make it a mean/);
  });
});

describe('places', () => {
  const text = JSON.stringify(sections({ trainer: { epochs: 0 } }), null, 2);

  it('of a wrong value is the value', () => assert.equal(coveredText(text), '0'));

  it('of a wrong key is the key', () =>
    assert.equal(coveredText(text.replace('"epochs": 0', '"epoch": 1')), '"epoch"'));

  it('of a missing key is the name of the object that lacks it', () =>
    assert.equal(coveredText(text.replace('"type": "mse"', '')), '"loss"'));

  it('of a missing key in a list is the opening brace', () =>
    assert.equal(coveredText(text.replace('"units": 2,', '')), '{'));

  it('of a key that stands twice is the second', () => {
    const twice = '{"seed": 1, "seed": 2}';
    const { problems, tree } = readExperiment(twice);
    assert.equal(rangeOf(tree, problems[0].place).offset, twice.lastIndexOf('"seed"'));
  });

  it('survive a byte order mark', () => assert.equal(coveredText(`\uFEFF${text}`), '0'));

  it('fall back on what is there', () => {
    const { tree } = readExperiment(text);
    const gone = { kind: 'json', path: ['loss', 'scale'], part: 'value' } as const;
    const { offset, length } = rangeOf(tree, gone);
    assert.equal(text.slice(offset, offset + length), '"loss"');
    assert.deepEqual(rangeOf(undefined, gone), { offset: 0, length: 1 });
  });
});

describe('fixes', () => {
  /** The text after the first fix of the first problem. */
  function fixed(text: string): string {
    const { problems, tree } = readExperiment(text);
    return applyEdits(text, editsOf(text, tree, problems[0].fixes[0]));
  }

  const cases: { [name: string]: [before: string, after: string] } = {
    'an alias of a key': ['"optimizer": {"lr": 1}', '"optimizer": {"learning_rate": 1}'],
    'a slip in a key': ['"trainer": {"epocs": 3}', '"trainer": {"epochs": 3}'],
    'an alias of a value': ['"optimizer": {"type": "gd"}', '"optimizer": {"type": "sgd"}'],
    'a slip in a value': ['"dtype": "flaot32"', '"dtype": "float32"'],
    'a number in quotes': ['"seed": "12"', '"seed": 12'],
    'a boolean in words': ['"trainer": {"drop_last": "False"}', '"trainer": {"drop_last": false}'],
    'a mode by another name': [
      '"trainer": {"shuffle": "always"}',
      '"trainer": {"shuffle": "every_epoch"}',
    ],
  };
  Object.assign(cases, {
    'a bare name for an object': ['"optimizer": "adma"', '"optimizer": { "type": "adam" }'],
    'one metric for a list': ['"metrics": "accuracy"', '"metrics": ["accuracy"]'],
    'values without their key': [
      '"sweep": {"parameters": {"seed": [1, 2]}}',
      '"sweep": {"parameters": {"seed": { "values": [1, 2] }}}',
    ],
    'true for a way to shuffle': [
      '"trainer": {"shuffle": true}',
      '"trainer": {"shuffle": "every_epoch"}',
    ],
    'a field of another kind': [
      '"optimizer": {"type": "adam", "momentum": 0.9}',
      '"optimizer": {"type": "adam"}',
    ],
    'a field that is nothing': ['"trainer": {"epochs": 3, "foo": 1}', '"trainer": {"epochs": 3}'],
  });
  const rest = JSON.stringify(sections()).slice(1);
  for (const [name, [before, after]] of Object.entries(cases)) {
    it(name, () => {
      assert.equal(fixed(`{${before},${rest}`), `{${after},${rest}`);
      assert.deepEqual(readExperiment(`{${after},${rest}`).problems, []);
    });
  }

  it('move what stands at the wrong place, and touch no other line', () => {
    const lines = (...own: string[]) => ['{', ...own, `  ${rest.slice(0, -1)}`, '}'].join('\n');
    const moves: [before: string[], after: string[]][] = [
      [
        ['  "lr": 0.5, // fast', '  "optimizer": {', '    "type": "adam"', '  },'],
        ['  "optimizer": {', '    "type": "adam",', '    "learning_rate": 0.5', '  },'],
      ],
      [
        ['  "trainer": {', '    "momentum": 0.5', '  },', '  "optimizer": {},'],
        ['  "trainer": {', '  },', '  "optimizer": {', '    "momentum": 0.5', '  },'],
      ],
    ];
    for (const [before, after] of moves) assert.equal(fixed(lines(...before)), lines(...after));
    const added = fixed(JSON.stringify(sections({ epochs: 7 }), null, 2));
    assert.equal(readExperiment(added).experiment?.trainer.epochs, 7);
    assert.deepEqual(readExperiment(added).problems, []);
  });

  it('of clipping by both keep one of them', () => {
    const both = sections({ optimizer: { gradient_clipping: { norm: 1, value: 2 } } });
    const text = fixed(JSON.stringify(both));
    assert.deepEqual(readExperiment(text).experiment?.optimizer.gradient_clipping, { norm: 1 });
  });

  it('softmax with another loss offers cross_entropy, and is no error', () => {
    const model = { layers: [{ units: 2, activation: 'softmax' }] };
    const { problems, experiment } = readExperiment(JSON.stringify(sections({ model })));
    assert.ok(experiment);
    assert.deepEqual(
      problems.map(({ severity, fixes }) => [severity, textOf(fixes[0])]),
      [['information', '"cross_entropy"']],
    );
    const single = { layers: [{ units: 1, activation: 'softmax' }] };
    assert.match(complaints({ model: single })[0], /always 1: nothing can be learned/);
  });

  it('an initialiser of biases that are not there is said to do nothing', () => {
    const layers = [{ units: 1, activation: 'tanh', use_bias: false, bias_initializer: 'ones' }];
    assert.match(complaints({ model: { layers } })[0], /does nothing: layer 1 has no biases/);
    const { tree } = readExperiment(fixed(JSON.stringify(sections({ model: { layers } }))));
    assert.ok(tree);
  });

  it('a loss that does not suit the output offers both ways out', () => {
    const { problems } = readExperiment(
      JSON.stringify(sections({ loss: { type: 'cross_entropy' } })),
    );
    assert.deepEqual(problems[0].fixes.map(textOf), ['"softmax"', '"binary_cross_entropy"']);
  });
});

describe('notation and policy', () => {
  const complaint = (notation: object): string => complaints({ notation })[0] ?? '';

  it('are read without a word', () => {
    const notation = {
      weights: 'W',
      preactivations: 'Z_{in}',
      activations: ['h', 'y'],
      target: 't',
      deltas: '\\Delta',
      loss: '\\mathcal{L}',
    };
    assert.deepEqual(complaints({ notation, policy: { solution_export: false } }), []);
    assert.deepEqual(complaints({ policy: { solution: 'hint' } }), []);
    assert.match(complaints({ policy: { solution_exports: 1 } })[0], /mean `solution_export`/);
    assert.match(complaints({ policy: { solution: 'of' } })[0], /did you mean "off"/);
  });

  it('name what is no symbol', () => {
    assert.match(complaint({ weights: ' ' }), /^`weights` is empty; it is a letter, a name/);
    assert.match(complaint({ loss: '\\hat{L' }), /^`loss` has a brace \{ or \} without/);
    assert.match(complaint({ deltas: 'd'.repeat(41) }), /is longer than 40 characters/);
    assert.match(complaint({ output: ['o'] }), /`output` must be a text/);
  });

  it('count the symbols that are given layer by layer', () => {
    assert.match(
      complaint({ weights: ['W', 'V', 'U'] }),
      /^`notation.weights` has 3 symbols for 2 layers; write one symbol for each layer/,
    );
  });
});

it('a file of many layers is read in proportion to their number', () => {
  const layer = { units: 4, activation: 'tanh', kernel_initializer: { type: 'uniform', low: -1 } };
  const texts = new Map(
    [1, 4].map(scale => {
      const layers = Array<typeof layer>(45 * scale).fill(layer);
      return [scale, JSON.stringify(sections({ model: { layers } }), null, 2)];
    }),
  );
  assert.ok((texts.get(1) ?? '').split('\n').length > 300);
  assert.ok(growth(scale => readExperiment(texts.get(scale) ?? '')) < 10);
});
