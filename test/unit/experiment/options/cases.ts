/** For each option of the format two values that have to make a difference, and the files they need. */
import { gzipSync, zipSync } from 'fflate';
import { npy } from '../npyFile';
import type { Files, Json } from '../support';

export interface Case {
  before: Json;
  after: Json;
  files?: Files;
}

/** Six rows, 2-3-1, four epochs in three batches each: everything that may matter does. */
export const BASE: Json = {
  version: 1,
  seed: 1,
  data: {
    train: {
      type: 'inline',
      x: [
        [0.1, 0.9],
        [-0.8, 0.4],
        [0.7, -0.3],
        [-0.2, -0.6],
        [0.5, 0.5],
        [-0.9, -0.1],
      ],
      y: [0, 1, 0, 1, 1, 0],
    },
  },
  model: {
    layers: [
      { units: 3, activation: 'tanh', bias_initializer: 'normal' },
      { units: 1, activation: 'sigmoid' },
    ],
  },
  loss: { type: 'mse' },
  optimizer: { learning_rate: 0.5 },
  trainer: { epochs: 4, batch_size: 2 },
};

/** The experiment with these dotted paths set; `undefined` takes a field out. */
export function set(base: Json, changes: { [path: string]: unknown }): Json {
  const copy = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    let place: Json = copy;
    for (const key of keys) {
      place[key] ??= {};
      place = place[key] as Json;
    }
    if (value === undefined) delete place[last];
    else place[last] = value;
  }
  return copy;
}

/** Two values of one path, all else equal. */
function vary(
  path: string,
  before: unknown,
  after: unknown,
  shared: { [path: string]: unknown } = {},
): Case {
  const base = set(BASE, shared);
  return { before: set(base, { [path]: before }), after: set(base, { [path]: after }) };
}

const DROPOUT = { type: 'dropout', rate: 0.5 };
const OUTPUT = { units: 1, activation: 'sigmoid' };
const gaussians = { type: 'generator', name: 'gaussians', n_samples: 12 };
const threeClasses = {
  'data.train': gaussians,
  'data.encoding': 'one_hot',
  'data.normalization': 'zscore',
  'model.layers.1.units': 3,
};
const twoOutputs = {
  'data.train.y': [
    [0, 1],
    [1, 0],
    [0.5, 0.2],
    [1, 1],
    [0, 0],
    [0.3, 0.4],
  ],
  'model.layers.1.units': 2,
};
const own = (seed: number) => ({ type: 'generator', name: 'linear', n_samples: 6, seed });
const dealt = { 'data.split': { train: 0.5, validation: 0.34, shuffle: false } };
const everyMetric = (metric: Json) => ({ metrics: [{ name: 'm', type: 'mse', ...metric }] });
const stopping = (changes: Json) => ({
  epochs: 30,
  batch_size: 2,
  early_stopping: { monitor: 'loss', ...changes },
});

const general: { [option: string]: Case } = {
  seed: vary('seed', 1, 2),
  dtype: vary('dtype', 'float64', 'float32'),
  rng: vary('rng', undefined, { type: 'torch' }),
  'rng.type': vary('rng.type', 'numpy', 'numpy_default_rng'),
  'rng.draw_order': vary('rng.draw_order', ['data', 'init'], ['init', 'data'], {
    'data.train': { type: 'generator', name: 'linear', n_samples: 6 },
  }),
  'rng.init_order': vary('rng.init_order', 'per_layer', 'weights_then_biases'),
  data: vary('data', { train: own(1) }, { train: own(2) }),
  'data.train': vary('data.train', own(1), own(2)),
  'data.validation': vary('data.validation', undefined, own(3)),
  'data.test': vary('data.test', undefined, own(3)),
  'data.split': vary('data.split', undefined, { test: 0.34 }),
  'data.split.train': vary('data.split.train', 0.5, 0.67, { 'data.split.test': 0.17 }),
  'data.split.validation': vary('data.split.validation', 0.17, 0.34, { 'data.split.train': 0.5 }),
  'data.split.test': vary('data.split.test', 0.17, 0.34, { 'data.split.train': 0.5 }),
  'data.split.shuffle': vary('data.split.shuffle', true, false, dealt),
  'data.split.stratify': vary('data.split.stratify', false, true, {
    ...threeClasses,
    'data.train': { ...gaussians, n_samples: [20, 7, 3] },
    'data.split.test': 0.3,
  }),
  'data.encoding': vary('data.encoding', 'none', 'sign'),
  'data.num_classes': {
    before: set(BASE, { 'data.encoding': 'one_hot', 'model.layers.1.units': 2 }),
    after: set(BASE, {
      'data.encoding': 'one_hot',
      'data.num_classes': 3,
      'model.layers.1.units': 3,
    }),
  },
  'data.normalization': vary('data.normalization', 'zscore', 'minmax'),
  'data.normalization.divide_by': vary('data.normalization.divide_by', 2, 3),
};

const model: { [option: string]: Case } = {
  model: vary('model', BASE.model, { layers: [{ units: 1 }] }),
  'model.layers': vary(
    'model.layers',
    [{ units: 1, activation: 'sigmoid' }],
    [{ units: 2 }, { units: 1, activation: 'sigmoid' }],
  ),
  'model.layers[].type': vary(
    'model.layers',
    [{ units: 3 }, DROPOUT, OUTPUT],
    [{ units: 3 }, { type: 'dense', units: 3 }, OUTPUT],
  ),
  'model.layers[]<dropout>.rate': vary('model.layers.1.rate', 0.25, 0.5, {
    'model.layers': [{ units: 3 }, DROPOUT, OUTPUT],
  }),
  'model.layers[]<dense>.units': vary('model.layers.0.units', 3, 4),
  'model.layers[]<dense>.activation': vary('model.layers.0.activation', 'tanh', 'relu'),
  'model.layers[]<dense>.use_bias': vary('model.layers.0.use_bias', true, false),
  'model.layers[]<dense>.kernel_initializer': vary(
    'model.layers.0.kernel_initializer',
    undefined,
    'normal',
  ),
  'model.layers[]<dense>.bias_initializer': vary(
    'model.layers.0.bias_initializer',
    'ones',
    'zeros',
  ),
  'model.layers[]<dense>.trainable': vary('model.layers.0.trainable', true, false),
  'model.layers[]<dense>.trainable.kernel': vary('model.layers.0.trainable.kernel', true, false),
  'model.layers[]<dense>.trainable.bias': vary('model.layers.0.trainable.bias', true, false),
  'model.kernel_layout': vary('model.kernel_layout', 'in_out', 'out_in'),
};

const training: { [option: string]: Case } = {
  loss: vary('loss', { type: 'mse' }, { type: 'mae' }),
  'loss.type': vary('loss.type', 'mse', 'mae'),
  'loss.scale': vary('loss.scale', 1, 0.5),
  'loss.output_reduction': vary('loss.output_reduction', 'mean', 'sum', twoOutputs),
  'loss.batch_reduction': vary('loss.batch_reduction', 'mean', 'sum'),
  optimizer: vary('optimizer', undefined, { learning_rate: 0.3 }),
  'optimizer.type': vary('optimizer.type', 'sgd', 'adam'),
  trainer: vary('trainer', { epochs: 3 }, { epochs: 4 }),
  'trainer.epochs': vary('trainer.epochs', 4, 5),
  'trainer.batch_size': vary('trainer.batch_size', 2, 'full'),
  'trainer.shuffle': vary('trainer.shuffle', 'never', 'every_epoch'),
  'trainer.drop_last': vary('trainer.drop_last', false, true, { 'trainer.batch_size': 4 }),
  'trainer.early_stopping': vary(
    'trainer',
    stopping({ target: 0.0001 }),
    stopping({ target: 0.26 }),
  ),
  'trainer.early_stopping.monitor': vary(
    'trainer',
    stopping({ target: 0.6, mode: 'max' }),
    stopping({ target: 0.6, mode: 'max', monitor: 'accuracy' }),
  ),
  'trainer.early_stopping.mode': vary(
    'trainer',
    stopping({ target: 0.1, mode: 'min' }),
    stopping({ target: 0.1, mode: 'max' }),
  ),
  'trainer.early_stopping.target': vary(
    'trainer',
    stopping({ target: 0.255 }),
    stopping({ target: 0.2 }),
  ),
  'trainer.early_stopping.patience': vary(
    'trainer',
    stopping({ patience: 1, mode: 'max' }),
    stopping({ patience: 3, mode: 'max' }),
  ),
  'trainer.log_every': vary('trainer.log_every', 1, 2),
  'trainer.log_format': vary('trainer.log_format', undefined, '{epoch} {loss:.3f}'),
  'trainer.checkpoint_every': vary('trainer.checkpoint_every', undefined, 2),
  metrics: vary('metrics', ['loss'], ['loss', 'mae']),
  'metrics[].name': vary('metrics', [{ name: 'a', type: 'mae' }], [{ name: 'b', type: 'mae' }]),
  'metrics[].type': vary(
    'metrics',
    [{ name: 'a', type: 'mse' }],
    [{ name: 'a', type: 'objective' }],
    { 'optimizer.weight_decay': 0.1 },
  ),
  'metrics[].threshold': vary(
    'metrics',
    [{ name: 'accuracy', threshold: 0.5 }],
    [{ name: 'accuracy', threshold: 0.9 }],
  ),
};
const metricPairs: { [field: string]: [unknown, unknown] } = {
  scale: [1, 2],
  output_reduction: ['mean', 'sum'],
  batch_reduction: ['mean', 'sum'],
  epoch_reduction: ['mean', 'sum'],
  evaluate: ['running', 'end_of_epoch'],
};
for (const [field, [before, after]] of Object.entries(metricPairs)) {
  training[`metrics[].${field}`] = {
    before: set(BASE, { ...twoOutputs, ...everyMetric({ [field]: before }) }),
    after: set(BASE, { ...twoOutputs, ...everyMetric({ [field]: after }) }),
  };
}

/** Each field of each optimiser, with what else it needs to matter. */
const OPTIMIZER_FIELDS: { [field: string]: [unknown, unknown, Json?] } = {
  learning_rate: [0.1, 0.2],
  momentum: [0, 0.9],
  nesterov: [false, true, { momentum: 0.9 }],
  alpha: [0.99, 0.5],
  rho: [0.9, 0.5],
  betas: [
    [0.9, 0.999],
    [0.5, 0.9],
  ],
  eps: [1e-8, 1e-2],
  weight_decay: [0, 0.1],
  decay_biases: [true, false, { weight_decay: 0.1 }],
  l1: [0, 0.1],
  gradient_clipping: [undefined, { value: 1e-3 }],
  schedule: [undefined, { type: 'exponential', gamma: 0.5 }],
};

export function optimizerCase(type: string, field: string): Case | undefined {
  const found = OPTIMIZER_FIELDS[field] as (typeof OPTIMIZER_FIELDS)[string] | undefined;
  if (!found) return undefined;
  const [before, after, needs] = found;
  return vary(`optimizer.${field}`, before, after, {
    optimizer: { type, learning_rate: 0.1, ...needs },
  });
}

const clipped = (clipping: Json) => ({ learning_rate: 0.5, gradient_clipping: clipping });
const scheduled = (schedule: Json) => ({ learning_rate: 0.5, schedule });
const optimizerParts: { [option: string]: Case } = {
  'gradientClipping.norm': vary('optimizer', clipped({ norm: 0.01 }), clipped({ norm: 0.02 })),
  'gradientClipping.value': vary('optimizer', clipped({ value: 0.01 }), clipped({ value: 0.02 })),
  'schedule.type': vary(
    'optimizer',
    scheduled({ type: 'constant' }),
    scheduled({ type: 'cosine' }),
  ),
  'schedule<step>.step_size': vary(
    'optimizer',
    scheduled({ type: 'step', step_size: 1 }),
    scheduled({ type: 'step', step_size: 2 }),
  ),
  'schedule<step>.gamma': vary(
    'optimizer',
    scheduled({ type: 'step', step_size: 1, gamma: 0.5 }),
    scheduled({ type: 'step', step_size: 1, gamma: 0.4 }),
  ),
  'schedule<exponential>.gamma': vary(
    'optimizer',
    scheduled({ type: 'exponential', gamma: 0.5 }),
    scheduled({ type: 'exponential', gamma: 0.4 }),
  ),
  'schedule<cosine>.min_lr': vary(
    'optimizer',
    scheduled({ type: 'cosine' }),
    scheduled({ type: 'cosine', min_lr: 0.2 }),
  ),
};

const table = 'a,b,y\n0.1,0.2,0\n0.4,0.3,1\n0.5,0.6,0\n0.8,0.7,1\n';
const gaps = table.replace('0.4', '?').replace('0.6', '');
const csv = (changes: Json) => ({ type: 'csv', path: 'd.csv', ...changes });
function csvCase(before: Json, after: Json, content = table): Case {
  return { ...vary('data.train', csv(before), csv(after)), files: { 'd.csv': content } };
}
const idxBytes = (first: number) =>
  Uint8Array.from([0, 0, 8, 2, 0, 0, 0, 4, 0, 0, 0, 2, first, 2, 3, 4, 5, 6, 7, 8]);
const idxLabels = (first: number) => Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 4, first, 1, 0, 1]);
const idxFiles: Files = {
  i: idxBytes(1),
  j: gzipSync(idxBytes(9)),
  l: idxLabels(0),
  m: idxLabels(1),
};
const idx = (changes: Json) => ({ type: 'idx', images: 'i', labels: 'l', ...changes });
function idxCase(before: Json, after: Json): Case {
  return { ...vary('data.train', idx(before), idx(after)), files: idxFiles };
}

const rowsOf = (first: number) =>
  npy('<f8', '4, 2', Float64Array.of(first, 0.2, 0.4, 0.3, 0.5, 0.6, 0.8, 0.7));
const labelsOf = (first: number) => npy('|u1', '4,', Uint8Array.of(first, 1, 0, 1));
const npyFiles: Files = {
  'a.npz': zipSync({
    'X.npy': rowsOf(0.1),
    'y.npy': labelsOf(0),
    'X2.npy': rowsOf(0.9),
    'y2.npy': labelsOf(1),
  }),
  'b.npz': zipSync({ 'X.npy': rowsOf(0.5), 'y.npy': labelsOf(0) }),
  's.npy': npy('<f8', '3, 3', Float64Array.of(0.1, 0.2, 0, 0.4, 0.3, 1, 0.5, 0.6, 0)),
};
const archived = (changes: Json) => ({ type: 'npy', path: 'a.npz', ...changes });
const single = (changes: Json) => ({ type: 'npy', path: 's.npy', ...changes });
function npyCase(before: Json, after: Json): Case {
  return { ...vary('data.train', before, after), files: npyFiles };
}

const sources: { [option: string]: Case } = {
  'source.type': {
    ...vary('data.train', csv({}), own(1)),
    files: { 'd.csv': table },
  },
  'source<csv>.path': {
    ...vary('data.train', csv({}), csv({ path: 'e.csv' })),
    files: { 'd.csv': table, 'e.csv': table.replace('0.1', '0.9') },
  },
  'source<csv>.header': csvCase({ header: true }, { header: false }, table.replace('a,b,y\n', '')),
  'source<csv>.delimiter': csvCase(
    { header: false, delimiter: ',' },
    { header: false, delimiter: ' ' },
    '1 200,0\n1 300,1\n2 400,0\n2 500,1\n',
  ),
  // Names of classes are sorted: with its quotes 'b' comes before a.
  'source<csv>.quote': csvCase(
    { quote: '"' },
    { quote: "'" },
    "a,b,y\n0.1,0.2,'b'\n0.4,0.3,a\n0.5,0.6,'b'\n0.8,0.7,a\n",
  ),
  'source<csv>.decimal': csvCase(
    { decimal: '.' },
    { decimal: ',' },
    'a;b;y\n1,234;0.2;0\n1,567;0.3;1\n1,891;0.6;0\n1,123;0.7;1\n',
  ),
  // In Windows-1252 the one is Ä€, and comes after the other, which is Ä….
  'source<csv>.encoding': csvCase(
    { encoding: 'utf-8' },
    { encoding: 'windows-1252' },
    table.replaceAll(',0\n', ',Ā\n').replaceAll(',1\n', ',ą\n'),
  ),
  'source<csv>.comment': csvCase({}, { comment: '0.4' }),
  'source<csv>.skip': csvCase({ header: false }, { header: false, skip: 2 }, table.slice(6)),
  'source<csv>.units': csvCase({}, { units: true }),
  'source<csv>.features': csvCase({}, { features: ['b', 'a'] }),
  'source<csv>.label': csvCase({}, { features: ['a', 'y'], label: 'b' }),
  'source<csv>.features[].column': csvCase(
    { features: [{ column: 'a' }] },
    { features: [{ column: 'b' }] },
  ),
  'source<csv>.features[].as': csvCase({}, { features: ['a', { column: 'b', as: 'ordinal' }] }),
  'source<csv>.features[].categories': csvCase(
    { features: [{ column: 'a', as: 'ordinal' }] },
    { features: [{ column: 'a', as: 'ordinal', categories: ['0.8', '0.5', '0.4', '0.1'] }] },
  ),
  'source<csv>.targets': {
    ...vary('data.train', csv({ targets: 'e.csv' }), csv({ targets: 'f.csv' })),
    files: { 'd.csv': table, 'e.csv': 'z\n0\n1\n0\n1\n', 'f.csv': 'z\n1\n1\n0\n1\n' },
  },
  'source<csv>.missing': csvCase({ missing: 'skip_row' }, { missing: 'mean' }, gaps),
  'source<csv>.limit': csvCase({}, { limit: 2 }),
  'source<inline>.x': vary('data.train.x.0.0', 0.1, 0.2),
  'source<inline>.y': vary('data.train.y.0', 0, 1),
  'source<generator>.name': vary(
    'data.train',
    { type: 'generator', name: 'xor_corners' },
    { type: 'generator', name: 'five_points' },
  ),
  'source<idx>.images': idxCase({}, { images: 'j' }),
  'source<idx>.labels': idxCase({}, { labels: 'm' }),
  'source<idx>.rows': idxCase({}, { rows: [1, 4] }),
  'source<npy>.path': npyCase(archived({}), archived({ path: 'b.npz' })),
  'source<npy>.x': npyCase(archived({}), archived({ x: 'X2' })),
  'source<npy>.y': npyCase(archived({}), archived({ y: 'y2' })),
  'source<npy>.features': npyCase(single({}), single({ features: [1, 0] })),
  'source<npy>.label': npyCase(single({}), single({ features: [0, 1], label: 0 })),
  'source<npy>.rows': npyCase(archived({}), archived({ rows: [1, 4] })),
};

const expected = (changes: Json) => ({ path: 'loss', value: 9, tolerance: 20, ...changes });
const summed = { for: 'layers.1.gradB', formula: 'sum(delta, 0)' };
const near = { for: 'layers.1.gradB', formula: 'sum(delta, 0) * 1.001' };
const ownGradients = (changes: Json) => ({ compare_gradients: { file: 'g.txt', ...changes } });
const gradientFiles: Files = { 'g.txt': 'dW2 = [[1] [2] [3]]', 'h.txt': 'db2 = [-0.0365]' };
function checkCase(before: Json, after: Json): Case {
  return { ...vary('checks', before, after), files: gradientFiles };
}

const checks: { [option: string]: Case } = {
  checks: vary('checks', undefined, { gradient_check: true }),
  'checks.expect': checkCase({ expect: expected({}) }, { expect: [expected({ value: 90 })] }),
  'checks.expect[].path': checkCase(
    { expect: [expected({})] },
    { expect: [expected({ path: 'x.0.0' })] },
  ),
  'checks.expect[].step': checkCase(
    { expect: [expected({ tolerance: 0 })] },
    { expect: [expected({ tolerance: 0, step: 3 })] },
  ),
  'checks.expect[].value': checkCase(
    { expect: [expected({})] },
    { expect: [expected({ value: 90 })] },
  ),
  'checks.expect[].tolerance': checkCase(
    { expect: [expected({})] },
    { expect: [expected({ tolerance: 0 })] },
  ),
  'checks.gradient_check': checkCase({ gradient_check: false }, { gradient_check: true }),
  'checks.gradient_check.tolerance': checkCase(
    { gradient_check: { tolerance: 1e-5 } },
    { gradient_check: { tolerance: 0 } },
  ),
  'checks.compare_gradients': checkCase({}, ownGradients({})),
  'checks.compare_gradients.file': checkCase(ownGradients({}), ownGradients({ file: 'h.txt' })),
  'checks.compare_gradients.tolerance': checkCase(
    ownGradients({ file: 'h.txt' }),
    ownGradients({ file: 'h.txt', tolerance: 1e-6 }),
  ),
  'checks.formula': checkCase({ formula: summed }, { formula: [near] }),
  'checks.formula[].for': checkCase(
    { formula: [summed] },
    { formula: [{ ...summed, for: 'layers.1.biases' }] },
  ),
  'checks.formula[].formula': checkCase({ formula: [summed] }, { formula: [near] }),
  'checks.formula[].tolerance': checkCase(
    { formula: [near] },
    { formula: [{ ...near, tolerance: 0.01 }] },
  ),
};
for (const field of ['path', 'step', 'value', 'tolerance'])
  checks[`checks.expect.${field}`] = checks[`checks.expect[].${field}`];
for (const field of ['for', 'formula', 'tolerance'])
  checks[`checks.formula.${field}`] = checks[`checks.formula[].${field}`];

/** A formula in the course's symbol, which means something else without the notation. */
const NOTATION = [
  'weights',
  'biases',
  'preactivations',
  'activations',
  'deltas',
  'target',
  'output',
];
for (const key of [...NOTATION, 'loss']) {
  const check = { checks: { formula: { for: 'layers.1.z', formula: 'aPrev' } } };
  checks[`notation.${key}`] = vary('notation', {}, { [key]: 'aPrev' }, check);
}
checks.notation = checks['notation.weights'];

const rates = { 'optimizer.learning_rate': { values: [0.1, 0.4] }, seed: { values: [1, 2] } };
function sweepCase(before: Json, after: Json): Case {
  const sweep = { parameters: rates };
  return vary('sweep', { ...sweep, ...before }, { ...sweep, ...after });
}
const sweeps: { [option: string]: Case } = {
  sweep: vary('sweep', undefined, { parameters: rates }),
  'sweep.method': sweepCase({ method: 'grid' }, { method: 'paired' }),
  'sweep.parameters': sweepCase({}, { parameters: { seed: { values: [1, 2] } } }),
  'sweep.parameters.*.values': sweepCase({}, { parameters: { ...rates, seed: { values: [3] } } }),
  'sweep.aggregate_over': sweepCase({}, { aggregate_over: ['seed'] }),
  'sweep.metric': sweepCase({}, { metric: { name: 'accuracy', goal: 'maximize' } }),
  'sweep.metric.name': sweepCase({ metric: { name: 'loss' } }, { metric: { name: 'accuracy' } }),
  'sweep.metric.goal': sweepCase(
    { metric: { name: 'loss', goal: 'minimize' } },
    { metric: { name: 'loss', goal: 'maximize' } },
  ),
  'sweep.run_cap': sweepCase({}, { run_cap: 3 }),
};

const GENERATOR_FIELDS: { [field: string]: [unknown, unknown] } = {
  n_samples: [9, 12],
  noise: [0.1, 0.5],
  factor: [0.8, 0.5],
  centers: [
    [
      [0, 0],
      [1, 1],
      [3, 3],
    ],
    [
      [0, 0],
      [2, 2],
      [3, 3],
    ],
  ],
  cluster_std: [1, 2],
  seed: [1, 2],
};

export function generatorCase(name: string, field: string): Case | undefined {
  const found = GENERATOR_FIELDS[field] as [unknown, unknown] | undefined;
  if (!found) return undefined;
  const generator = {
    type: 'generator',
    name,
    ...(field === 'n_samples' ? {} : sized(name)),
    // Without noise nothing of a spiral is random.
    ...(name === 'spiral' && field === 'seed' ? { noise: 0.1 } : {}),
  };
  const units = { gaussians: 3, blobs: 3, digits: 10 }[name] ?? 2;
  return vary(`data.train.${field}`, found[0], found[1], {
    'data.train': generator,
    'data.encoding': 'one_hot',
    'data.num_classes': units,
    'model.layers.1.units': units,
  });
}

function sized(name: string): Json {
  return name === 'xor_linspace' ? {} : { n_samples: 12 };
}

/** Kernels are those of layer 0, 2 × 3; biases those of layer 0, 3. */
export function initializerCase(of: 'kernel' | 'bias', field: string): Case | undefined {
  const path = `model.layers.0.${of}_initializer`;
  const numbers =
    of === 'kernel'
      ? [
          [1, 2, 3],
          [4, 5, 6],
        ]
      : [1, 2, 3];
  const others =
    of === 'kernel'
      ? [
          [1, 2, 3],
          [4, 5, 7],
        ]
      : [1, 2, 4];
  const files = {
    'a.json': JSON.stringify({ p: numbers, q: others }),
    'b.json': JSON.stringify({ p: others }),
  };
  const cases: { [field: string]: Case } = {
    type: vary(path, { type: 'ones' }, { type: 'normal' }),
    '<constant>.value': vary(path, { type: 'constant', value: 1 }, { type: 'constant', value: 2 }),
    '<uniform>.low': vary(path, { type: 'uniform' }, { type: 'uniform', low: 0 }),
    '<uniform>.high': vary(path, { type: 'uniform' }, { type: 'uniform', high: 2 }),
    '<normal>.mean': vary(path, { type: 'normal' }, { type: 'normal', mean: 1 }),
    '<normal>.std': vary(path, { type: 'normal' }, { type: 'normal', std: 2 }),
    values: vary(path, { values: numbers }, { values: others }),
    file: { ...vary(path, { file: 'a.json', key: 'p' }, { file: 'b.json', key: 'p' }), files },
    key: { ...vary(path, { file: 'a.json', key: 'p' }, { file: 'a.json', key: 'q' }), files },
  };
  return cases[field];
}

/** f = a·b, and something else in place of one part of it. */
function expressionCase(changes: Json): Case {
  const expression = { inputs: { a: 2, b: 3 }, steps: ['f = a * b'] };
  const before = { version: 1, kind: 'expression', expression };
  return { before, after: { ...before, expression: { ...expression, ...changes } } };
}

const expressions: typeof CASES = {
  '<expression>.expression': expressionCase({ inputs: { c: 1 }, steps: ['f = c'] }),
  '<expression>.expression.inputs': expressionCase({ inputs: { a: 2, b: 4 } }),
  '<expression>.expression.steps': expressionCase({ steps: ['f = a + b'] }),
};

export const CASES: { [option: string]: Case | undefined } = {
  ...general,
  ...model,
  ...training,
  ...optimizerParts,
  ...sources,
  ...expressions,
  ...checks,
  ...sweeps,
};
