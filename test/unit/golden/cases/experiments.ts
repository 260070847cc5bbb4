/** The experiments that are gone through on every surface: the samples, and small ones of other kinds. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sections, type Files, type Json } from '../../experiment/support';

const ROOT = path.join(__dirname, '../../../..');
const SUFFIX = '.backprop.json';

export interface Experiment {
  name: string;
  text: string;
  /** Its data, beside it. */
  files: Files;
}

/** Written as people do: a line for each section. */
export function fileOf(sectionsOfIt: Json): string {
  const lines = Object.entries(sectionsOfIt).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${spaced(JSON.stringify(value))}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** Room behind each comma and each colon between two values. */
function spaced(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, token =>
    token.length === 1 ? `${token} ` : token,
  );
}

/** One of the samples, with the data that come with them. */
export function sample(name: string): Experiment {
  const text = readFileSync(path.join(ROOT, 'samples', name + SUFFIX), 'utf8');
  return { name, text, files: sampleData() };
}

export const SAMPLES: Experiment[] = readdirSync(path.join(ROOT, 'samples'))
  .filter(file => file.endsWith(SUFFIX))
  .sort()
  .map(file => sample(file.slice(0, -SUFFIX.length)));

function sampleData(): Files {
  const folder = path.join(ROOT, 'samples/data');
  return Object.fromEntries(
    readdirSync(folder).map(file => [`data/${file}`, readFileSync(path.join(folder, file))]),
  );
}

export const FRUIT = readFileSync(path.join(ROOT, 'samples/fruit.csv'), 'utf8');

function made(name: string, changes: Json, files: Files = {}): Experiment {
  return { name, text: fileOf(sections({ name, ...changes })), files };
}

const PETS = 'weight,age,"owner""s",kind\n4.5,2,1,cat\n30,5,0,dog\n0.03,1,1,mouse\n5,9,0,cat\n';
/** Gradients as somebody has computed them: wrong in one number. */
const MINE = `{ "layers": [
  { "gradW": [[-0.000571944, 0.00095081], [9.34244e-5, -0.0067109]], "gradB": [-0.0013414, 0.0011579] },
  { "gradW": [[0.00156134], [0.3]], "gradB": [0.0100382] }
] }
`;
/** The same as NumPy prints them, without names: their shapes tell which is which. */
const PRINTED =
  '[[-0.0006  0.001]\n [ 0.0001 -0.0067]]\n[-0.0013  0.0012]\n[[0.0016]\n [0.3]]\n[0.01]\n';
const hidden = (activation: string): Json => ({ units: 2, activation });
const output = { units: 1, activation: 'sigmoid' };

/** What the samples do not have. */
export const OWN: Experiment[] = [
  made('penalised', {
    optimizer: { type: 'sgd', learning_rate: 0.5, weight_decay: 0.1, l1: 0.01 },
    trainer: { epochs: 3 },
    metrics: ['loss', 'accuracy', 'penalty', 'objective'],
  }),
  made('momentum', {
    optimizer: { type: 'sgd', learning_rate: 0.1, momentum: 0.9, nesterov: true },
    trainer: { epochs: 3, batch_size: 3, shuffle: 'every_epoch' },
  }),
  made('adam', {
    optimizer: { type: 'adam', learning_rate: 0.05, betas: [0.8, 0.99] },
    trainer: { epochs: 3, checkpoint_every: 2 },
    rng: { type: 'numpy_default_rng' },
  }),
  made('adamw', {
    optimizer: { type: 'adamw', weight_decay: 0.1, schedule: { type: 'cosine', min_lr: 0 } },
    trainer: { epochs: 3, log_every: 1, log_format: '{epoch}/{epochs} lr {learning_rate:.4f}' },
    metrics: [{ name: 'loss', evaluate: 'end_of_epoch' }, 'mae', 'penalty'],
  }),
  made('relu', {
    model: { layers: [{ ...hidden('relu'), use_bias: false, name: 'first' }, output] },
    loss: { type: 'binary_cross_entropy' },
    trainer: { epochs: 2 },
  }),
  made('dropout', {
    model: { layers: [{ units: 3, activation: 'tanh' }, { type: 'dropout', rate: 0.4 }, output] },
    trainer: { epochs: 3, batch_size: 2, shuffle: 'every_epoch' },
    metrics: ['loss', 'accuracy', { name: 'whole', type: 'mse', evaluate: 'end_of_epoch' }],
  }),
  made(
    'classes',
    {
      data: {
        train: { type: 'csv', path: 'pets.csv' },
        encoding: 'one_hot',
        normalization: 'zscore',
      },
      model: { layers: [hidden('tanh'), { units: 3, activation: 'softmax' }] },
      loss: { type: 'cross_entropy' },
      trainer: { epochs: 2, batch_size: 3 },
    },
    { 'pets.csv': PETS },
  ),
  made('regression', {
    dtype: 'float32',
    rng: { type: 'torch' },
    data: {
      train: {
        type: 'inline',
        x: [[1], [2], [3]],
        y: [
          [0.5, 1],
          [1.5, -2],
          [0, 0],
        ],
      },
    },
    model: { layers: [{ units: 2 }] },
    loss: { type: 'huber', batch_reduction: 'sum' },
    trainer: { epochs: 2, batch_size: 2, drop_last: true },
  }),
  made(
    'checks',
    {
      trainer: { epochs: 3 },
      checks: {
        gradient_check: true,
        expect: [
          { path: 'loss', value: 9, step: 2 },
          { path: 'layers.1.gradB', value: [0], tolerance: 1 },
          { path: 'layers.0.weights.1', value: [1, 2], tolerance: 0.25 },
        ],
        formula: [
          { for: 'layers.1.gradW', formula: 'aPrev.T @ delta' },
          { for: 'layers.0.a', formula: 'z * 2' },
          { for: 'layers.0.gradB', formula: '' },
        ],
        compare_gradients: { file: 'mine.json' },
      },
    },
    { 'mine.json': MINE },
  ),
  made(
    'printed-gradients',
    { trainer: { epochs: 1 }, checks: { compare_gradients: { file: 'mine.txt' } } },
    { 'mine.txt': PRINTED },
  ),
  made('one-check', { trainer: { epochs: 1 }, checks: { gradient_check: true } }),
  made('sweep', {
    trainer: { epochs: 3 },
    sweep: {
      method: 'grid',
      parameters: {
        'optimizer.learning_rate': { values: [0.01, 0.5] },
        seed: { values: [0, 1, 2] },
      },
      aggregate_over: ['seed'],
      metric: { name: 'accuracy', goal: 'maximize' },
    },
  }),
  made('diverging', {
    model: { layers: [{ units: 1 }] },
    optimizer: { learning_rate: 1e6 },
    trainer: { epochs: 60 },
  }),
  made('parts', {
    seed: 3,
    data: {
      train: { type: 'generator', name: 'moons', n_samples: 20, noise: 0.1 },
      test: { type: 'generator', name: 'moons', n_samples: 6, seed: 2 },
      split: { train: 0.7, validation: 0.3 },
      normalization: 'minmax',
    },
    loss: { type: 'hinge', output_reduction: 'sum' },
    model: { layers: [hidden('gelu'), { units: 1, activation: 'tanh' }] },
    trainer: {
      epochs: 20,
      early_stopping: { monitor: 'val_loss', patience: 1 },
    },
    optimizer: { learning_rate: 3 },
  }),
];

/** @throws Error where there is none of this name */
export function own(name: string): Experiment {
  const found = OWN.find(each => each.name === name);
  if (!found) throw new Error(`No experiment "${name}".`);
  return found;
}
