/** Files with mistakes that the fixtures do not have, so that every sentence of the reader is read. */
import { sections, type Files, type Json } from '../../experiment/support';
import { fileOf } from './experiments';
import { WRONG_DATA } from './wrongData';
import { WRONG_STEPS } from './wrongSteps';
import { WRONG_TEXTS } from './wrongTexts';

export interface WrongFile {
  name: string;
  text: string;
  /** Data files beside it. */
  files?: Files;
}

const output = { units: 1, activation: 'sigmoid' };
const dropout = { type: 'dropout', rate: 0.5 };
const layers = (...list: Json[]): Json => ({ model: { layers: list } });
const initialised = (initializer: unknown): Json =>
  layers({ units: 2, kernel_initializer: initializer }, output);
const sweep = (parameters: Json, others: Json = {}): Json => ({
  sweep: {
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([path, values]) => [path, { values }]),
    ),
    ...others,
  },
});
const count = (n: number): number[] => Array.from({ length: n }, (_, at) => at);
const formula = (of: string, written: string): Json => ({
  checks: { formula: { for: of, formula: written } },
});
const expect = (path: string, value: unknown = 1): Json => ({
  checks: { expect: { path, value } },
});
const train = (source: Json, others: Json = {}): Json => ({ data: { train: source, ...others } });
const inline = (x: unknown, y: unknown): Json => ({ type: 'inline', x, y });
const generated = (name: string, others: Json = {}): Json => ({
  type: 'generator',
  name,
  ...others,
});

const CHANGED: { [name: string]: Json } = {
  'metric-same': { metrics: ['mae', 'mae'] },
  'metric-epoch': { metrics: [{ name: 'epoch', type: 'mae' }] },
  'metric-val': { metrics: [{ name: 'val_mae', type: 'mae' }] },
  'metric-test': { metrics: [{ name: 'test_mae', type: 'mae' }, 'mae'] },
  'metric-loss': { metrics: [{ name: 'loss', type: 'mae' }] },
  'metric-of-another-type': { metrics: [{ name: 'mae', type: 'mse' }] },
  'metric-near': { metrics: ['mea', { name: 'own' }] },
  'metric-accuracy': { metrics: [{ name: 'accuracy', scale: 2, epoch_reduction: 'sum' }] },
  'metric-with-threshold': { metrics: [{ name: 'mae', threshold: 0.5 }] },
  'metric-penalty': { metrics: [{ name: 'penalty', scale: 2, threshold: 1 }] },
  'metric-objective': { metrics: [{ name: 'objective', batch_reduction: 'sum' }] },
  'metric-output': { metrics: ['cross_entropy'] },
  'metric-mean': {
    ...layers({ units: 2, activation: 'softmax' }),
    ...train(generated('xor_corners'), { encoding: 'one_hot' }),
    loss: { type: 'cross_entropy', output_reduction: 'mean' },
    metrics: [{ name: 'cross_entropy', output_reduction: 'mean' }],
  },
  'layer-kind': layers({ type: 'Conv2d', units: 2 }, output),
  'layer-kind-named': layers({ type: 'Linear', units: 2 }, output),
  'layer-kind-null': layers({ type: null, units: 2 }, output),
  'dropout-first': layers(dropout, { units: 2 }, output),
  'dropout-last': layers({ units: 2 }, output, dropout),
  'dropout-twice': layers({ units: 2 }, dropout, { ...dropout, rate: 0.2 }, output),
  'dropout-alone': layers(dropout),
  'dropout-no-rate': layers({ units: 2 }, { type: 'dropout' }, output),
  'dropout-all': layers({ units: 2 }, { ...dropout, rate: 1 }, output),
  'dropout-p': layers({ units: 2 }, { type: 'Dropout', p: 0.5 }, output),
  'dropout-units': layers({ units: 2 }, { ...dropout, units: 2 }, output),
  'dropout-in-dense': layers({ units: 2, rate: 0.5 }, output),
  'dropout-mask-of-another': {
    ...layers({ units: 2 }, dropout, output),
    ...expect('layers.1.mask'),
  },
  'dropout-swept-units': {
    ...layers({ units: 2 }, dropout, output),
    ...sweep({ 'model.layers.1.units': [1] }),
  },
  'layer-same-names': layers({ units: 2, name: 'a' }, { ...output, name: 'a' }),
  'layer-bias': layers({ units: 2, use_bias: false, bias_initializer: 'ones' }, output),
  'layer-no-parameters': layers(
    { units: 2, trainable: false },
    { ...output, trainable: { kernel: false, bias: false } },
  ),
  'layer-kernel-turned': layers(
    { units: 2 },
    { ...output, kernel_initializer: { values: [[1, 2]] } },
  ),
  'layer-kernel-out-in': {
    model: {
      kernel_layout: 'out_in',
      layers: [
        {
          units: 3,
          kernel_initializer: {
            values: [
              [1, 2, 3],
              [4, 5, 6],
            ],
          },
        },
        output,
      ],
    },
  },
  'layer-softmax-single': layers({ units: 2 }, { units: 1, activation: 'softmax' }),
  'layer-softmax-mse': {
    ...layers({ units: 2, activation: 'softmax' }),
    ...train(generated('xor_corners'), { encoding: 'one_hot' }),
  },
  'layer-many-units': layers({ units: 65_537 }, output),
  'batch-larger': { trainer: { batch_size: 9 } },
  'batch-memory': {
    ...layers({ units: 65_000 }, output),
    ...train(generated('moons', { n_samples: 9000 })),
  },
  'optimizer-looks-ahead': { optimizer: { nesterov: true } },
  'optimizer-cosine': {
    optimizer: { learning_rate: 0.1, schedule: { type: 'cosine', min_lr: 0.5 } },
  },
  'early-stopping-test': {
    ...train(generated('moons'), { test: generated('moons') }),
    trainer: { early_stopping: { monitor: 'test_loss', patience: 2 } },
  },
  'early-stopping-near': { trainer: { early_stopping: { monitor: 'losss', patience: 2 } } },
  'seed-of-source': train(generated('moons', { seed: -1 })),
  'seed-default-rng': { seed: -1, rng: { type: 'numpy_default_rng' } },
  'notation-few': { notation: { weights: ['W'] } },
  'notation-same-layers': { notation: { weights: ['W', 'W'] } },
  'notation-usual': { notation: { activations: 'z' } },
  'notation-target': { notation: { target: 'x', output: 't' } },
  'notation-odd': { notation: { loss: '\\mathbf{', weights: '', biases: 'a+b', deltas: '$x$' } },
  'generator-rows': train(generated('gaussians', { n_samples: [2, 3] })),
  'generator-deviations': train(generated('blobs', { cluster_std: [1, 2] })),
  'generator-few': train(
    generated('blobs', {
      n_samples: 2,
      centers: [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    }),
  ),
  'generator-numbers': train(
    generated('blobs', { n_samples: 1_000_000, centers: [count(70), count(70)] }),
  ),
  'generator-many': train(generated('moons', { n_samples: 1_000_001 })),
  'split-no-training': train(generated('moons'), { split: { train: 0, validation: 0.5 } }),
  'split-few': train(inline([[1], [2]], [0, 1]), { split: { test: 0.9 } }),
  'split-stratify-values': train(inline([[1], [2], [3]], [0.5, 1.5, 2.5]), {
    split: { test: 0.4, stratify: true },
  }),
  'inputs-other': { model: { inputs: 3, layers: [output] } },
  'inline-one-class': train(inline([[1], [2]], ['a', 'a']), { encoding: 'one_hot' }),
  'inline-label-gap': train(inline([[1], [2], [3]], [0, 1, 5]), { encoding: 'one_hot' }),
  'inline-fractions': train(inline([[1], [2]], [0.5, 1]), { encoding: 'one_hot' }),
  'inline-rows-encoded': train(
    inline(
      [[1], [2]],
      [
        [0, 1],
        [1, 0],
      ],
    ),
    { encoding: 'sign' },
  ),
  'inline-texts': train(inline([[1], [2]], ['a', 'b'])),
  'inline-three-texts': train(inline([[1], [2], [3]], ['a', 'b', 'c'])),
  'inline-many-classes': train(
    inline(
      count(80).map(at => [at]),
      count(80),
    ),
    {
      encoding: 'one_hot',
      num_classes: 3,
    },
  ),
  'inline-reach': { ...train(inline([[1], [2]], [3, -1])), loss: { type: 'mse' } },
  'inline-reach-relu': {
    ...train(inline([[1], [2]], [3, -1])),
    ...layers({ units: 1, activation: 'relu' }),
  },
  'inline-accuracy': {
    ...train(inline([[1], [2]], [3.5, -1])),
    ...layers({ units: 1 }),
    metrics: ['accuracy'],
  },
  'inline-hinge': { ...train(inline([[1], [2]], [0, 1])), loss: { type: 'hinge' } },
  'inline-far': {
    ...train(inline([[1e300], [-1e300], [1e308]], [0, 1, 0]), { normalization: 'zscore' }),
  },
  'inline-float32': { dtype: 'float32', ...train(inline([[1e300], [2]], [0, 1])) },
  'inline-constant': train(
    inline(
      [
        [1, 5],
        [2, 5],
        [3, 5],
      ],
      [0, 1, 0],
    ),
    { normalization: 'minmax' },
  ),
  'initializer-uniform': initialised({ type: 'uniform', low: 2 }),
  'initializer-list': initialised([1, 2]),
  'initializer-file': initialised({ file: 'w.txt' }),
  'log-format-brace': { trainer: { log_format: '{loss' } },
  'log-format-close': { trainer: { log_format: 'loss}' } },
  'log-format-near': { trainer: { log_format: '{losss}' } },
  'log-format-far': { trainer: { log_format: '{qqqqqqq}' } },
  'log-format-number': { trainer: { log_format: '{loss:.3x} {loss:9' } },
  'sweep-none': sweep({}),
  'sweep-part': sweep({ optimizer: [{ type: 'sgd' }], 'optimizer.learning_rate': [1] }),
  'sweep-same': sweep({ seed: [1], 'model.layers.*.units': [1], 'model.layers.0.units': [2] }),
  'sweep-repeated': sweep({ seed: [1, 2, 1] }),
  'sweep-paired-repeated': sweep({ seed: [1, 1], 'trainer.epochs': [2, 2] }, { method: 'paired' }),
  'sweep-many': sweep({ seed: count(200), 'trainer.epochs': count(200).map(at => at + 1) }),
  'sweep-run-cap': sweep({ seed: [1, 2] }, { method: 'random', run_cap: 1_000_000 }),
  'sweep-aggregate-near': sweep({ seed: [1] }, { aggregate_over: ['sed'] }),
  'sweep-metric-near': sweep({ seed: [1] }, { metric: { name: 'accuracyy' } }),
  'sweep-entries': { optimizer: { type: 'adam' }, ...sweep({ 'optimizer.betas.0': [0.5] }) },
  'sweep-deep': sweep({ 'trainer.epochs.x': [1] }),
  'sweep-section': sweep({ learning_rate: [0.1] }),
  'sweep-name': sweep({ name: ['a'] }),
  'sweep-seed-value': sweep({ seed: [-1] }),
  'check-ends': expect('layers.0.z.x'),
  'check-indices': expect('loss.1.2'),
  'check-far': expect('qqqqq'),
  'check-tensor-far': expect('layers.0.qqqqq'),
  'check-layer-alone': expect('layers'),
  'check-penalty': expect('penalty'),
  'check-bias': { ...layers({ units: 1, use_bias: false }), ...expect('layers.0.biases') },
  'check-kernel': expect('layers.0.weights', [[1, 2, 3]]),
  'check-columns': expect('layers.0.weights.0.9'),
  'check-formula-dot': formula('layers.0.z', 'np.dot(aPrev, W)'),
  'check-formula-method': formula('layers.0.z', 'aPrev.dot(W)'),
  'check-formula-member': formula('layers.0.z', 'aPrev.X'),
  'check-formula-transpose': formula('layers.0.gradW', 'transpose(aPrev) @ delta'),
  'check-formula-sum': formula('layers.0.gradB', 'sum(delta)'),
  'check-formula-axis': formula('layers.0.gradB', 'sum(delta, axis=2)'),
  'check-formula-inner': formula('layers.0.z', 'W @ aPrev'),
  'check-formula-shapes': formula('layers.0.z', 'aPrev + W'),
  'check-formula-shape': formula('layers.0.z', 'W'),
  'check-formula-large': formula('layers.0.z', 'z * 1e999'),
  'check-formula-power': formula('layers.0.z', 'z ** 2'),
  'check-formula-far': formula('layers.0.z', 'qqqqq'),
  'check-formula-layer': formula('layers.0.z', 'W9'),
  'check-formula-open': formula('layers.0.z', ''),
  'check-formula-none': formula('loss', 'z'),
  'expression-checks': { kind: 'expression' },
  'kind-far': { kind: 'graph' },
  'kind-near': { kind: 'expresion' },
  'key-text': { loss: 'mse', optimizer: 'adam', trainer: 10 },
  'key-strays': { lr: 0.1, epochs: 3, batch: 2, layers: [1], hidden: [3] },
  'key-empty-name': layers({ units: 1, name: '' }),
  'path-up': train({ type: 'csv', path: '../up.csv' }),
};

export const WRONG: WrongFile[] = [
  ...Object.entries(CHANGED).map(([name, changes]) => ({ name, text: fileOf(sections(changes)) })),
  ...WRONG_TEXTS,
  ...WRONG_STEPS,
  ...WRONG_DATA,
];
