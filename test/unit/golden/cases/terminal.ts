/** The program in a terminal: what is typed, what it prints, and what it answers. */
import assert from 'node:assert/strict';
import type { Io } from '../../../../src/cli/terminal/io';
import { run } from '../../cli/support';
import { sections, type Files } from '../../experiment/support';
import type { Transcript } from '../transcript';
import { fileOf, FRUIT, OWN, sample, SAMPLES, type Experiment } from './experiments';

/** Enough to see the lines of a log. */
const FEW = ['--set', 'trainer.epochs=3', '--set', 'trainer.log_every=1'];

const ofEach = (experiments: readonly Experiment[], ...typed: string[]): string =>
  experiments.map(experiment => session(experiment, typed)).join('\n');
const named = (...names: string[]): Experiment[] =>
  names.map(name => OWN.find(each => each.name === name) ?? sample(name));

export const TERMINAL: Transcript[] = [
  { name: 'terminal/usage', write: usage },
  { name: 'terminal/validate', write: () => ofEach([...SAMPLES, ...OWN], 'validate') },
  { name: 'terminal/train-samples', write: () => ofEach(SAMPLES, 'train', ...FEW) },
  { name: 'terminal/train', write: () => ofEach(OWN, 'train') },
  { name: 'terminal/train-json', write: () => ofEach(JSON_OF, 'train', '--json') },
  { name: 'terminal/inspect', write: () => ofEach(INSPECTED, 'inspect') },
  { name: 'terminal/inspect-steps', write: inspectedSteps },
  { name: 'terminal/inspect-json', write: () => ofEach(JSON_OF, 'inspect', '--json') },
  { name: 'terminal/gradcheck', write: () => ofEach(CHECKED, 'gradcheck') },
  { name: 'terminal/gradcheck-json', write: () => ofEach(JSON_OF, 'gradcheck', '--json') },
  { name: 'terminal/sweep', write: sweeps },
  { name: 'terminal/random', write: randomNumbers },
  { name: 'terminal/csv', write: tables },
  { name: 'terminal/progress', write: progress },
];

const INSPECTED = named(
  ...['by-hand', 'xor', 'penalised', 'dropout', 'classes', 'regression', 'relu', 'gates'],
);
const JSON_OF = named('penalised', 'adam', 'checks', 'regression', 'diverging', 'sigmoid-neuron');
const CHECKED = [...OWN, ...named('xor', 'five-points', 'dead-relu', 'gates', 'sigmoid-neuron')];

/** The experiment has the name `<name>.json`. */
function session({ name, text, files }: Experiment, typed: string[], io?: Partial<Io>): string {
  const [command, ...options] = typed;
  return entered([command, `${name}.json`, ...options], { ...files, [`${name}.json`]: text }, io);
}

/** Standard error behind a mark, in the order in which a terminal shows both. */
function entered(argv: string[], files: Files, io: Partial<Io> = {}): string {
  const printed: string[] = [];
  const print = (mark: string) => (text: string) => {
    const lines = text.replace(/\n$/, '').split('\n');
    printed.push(...lines.map(line => `${mark}${visible(line)}`));
  };
  let out = '';
  const { status } = run(argv, files, {
    out: text => (argv.includes('--json') ? (out += text) : print('')(text)),
    err: print('! '),
    ...io,
  });
  if (out !== '') printed.push(...readable(out));
  const words = argv.map(word => (/^[\w.,:=/*-]+$/.test(word) ? word : `'${word}'`));
  return [`$ backprop ${words.join(' ')}`, ...printed, `→ ${status}`, ''].join('\n');
}

/** Codes of a terminal by their names. */
function visible(line: string): string {
  return line.replaceAll('\x1b[K', '⟨clear⟩').replaceAll('\r', '⟨return⟩').replaceAll('\t', '⇥');
}

/** JSON is printed on one line; here it has a line for each of its lists of numbers. */
function readable(json: string): string[] {
  const parsed: unknown = JSON.parse(json);
  assert.equal(json, `${JSON.stringify(parsed)}\n`, 'one line of JSON');
  return write(parsed, '').split('\n');
}

function write(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  const isFlat = entries.every(([, entry]) => typeof entry !== 'object' || entry === null);
  const isList = Array.isArray(value);
  const inner = isFlat ? '' : `\n${indent}  `;
  const parts = entries.map(([key, entry]) => {
    const text = write(entry, `${indent}  `);
    return inner + (isList ? text : `${key}: ${text}`);
  });
  const [open, close] = isList ? '[]' : '{}';
  return `${open}${parts.join(isFlat ? ', ' : ',')}${isFlat ? '' : `\n${indent}`}${close}`;
}

function usage(): string {
  const files = { 'x.json': fileOf(sections()), 'y.json': '', 'latin.json': latin() };
  const typed = [
    '--help',
    'train -h',
    '',
    'trian x.json',
    'train',
    'train x.json y.json',
    'train nowhere.json',
    'train x.json --fast',
    'train x.json --fast=1',
    'train x.json --set',
    'train x.json --set seed',
    'train x.json --set =3',
    'train x.json --set seed=1e999',
    'train x.json --set seed.x=1',
    'train x.json --set optimizer.lr=1',
    'train x.json --step 2',
    'inspect x.json --step two',
    'inspect x.json --step -1',
    'inspect x.json --step 99999999999',
    'train x.json --threads many',
    'random numpy 1 rand(1) --dtype int8',
    'sweep x.json',
    'validate y.json',
    'validate latin.json',
    'validate latin.json --json',
    'validate x.json --json',
    'validate x.json --json --set seed=1.5',
    'validate x.json --set trainer.batch_size=9',
    'validate x.json --set data.train={"type":"csv","path":"../d.csv"}',
    'validate x.json --set data.train={"type":"csv","path":"d.csv"}',
  ];
  const refusing = (): never => {
    throw new Error('permission denied');
  };
  return [
    ...typed.map(line =>
      entered(
        line.split(' ').filter(word => word !== ''),
        files,
      ),
    ),
    entered(['train', 'x.json'], files, { readFile: refusing }),
  ].join('\n');
}

function latin(): Uint8Array {
  return Buffer.from(fileOf(sections({ name: 'é' })), 'latin1');
}

function inspectedSteps(): string {
  const [adam, diverging, xor, gates] = named('adam', 'diverging', 'xor', 'gates');
  const stopped = { ...xor, name: 'stopped' };
  const typed: [Experiment, ...string[]][] = [
    [adam, '1'],
    [adam, '3'],
    [adam, '5'],
    [stopped, '1000'],
    [diverging, '60'],
    [gates, '1'],
  ];
  const lines = typed.map(([experiment, step]) => session(experiment, ['inspect', '--step', step]));
  const wide = { name: 'wide', files: {}, text: fileOf(sections({ data: { train: WIDE } })) };
  return [...lines, session(wide, ['inspect'])].join('\n');
}

const WIDE = {
  type: 'inline',
  x: Array.from({ length: 15 }, (_, row) => Array.from({ length: 14 }, (__, at) => row - at)),
  y: Array.from({ length: 15 }, (_, row) => row % 2),
};

function sweeps(): string {
  const [grid, range] = named('sweep', 'initial-range');
  const short = ['--set', 'trainer.epochs=2'];
  const failing = own({ 'optimizer.learning_rate': { values: [0.5, 1e300] } });
  const broken = own({ 'model.layers.1.units': { values: [1, 2] } });
  const texts = own({
    'loss.type': { values: ['mse', 'mae'] },
    'model.layers.0': { values: [{ units: 1, activation: 'relu' }] },
  });
  return [
    session(grid, ['sweep']),
    session(grid, ['sweep', '--quiet']),
    session(grid, ['sweep', '--json']),
    session(range, ['sweep', ...short]),
    session(failing, ['sweep', ...short]),
    session(failing, ['sweep', ...short, '--json']),
    session(broken, ['sweep']),
    session(texts, ['sweep', ...short]),
    session(named('gates')[0], ['sweep']),
  ].join('\n');
}

function own(parameters: object): Experiment {
  const linear = { layers: [{ units: 2 }, { units: 1 }] };
  return {
    name: 'swept',
    text: fileOf(sections({ model: linear, sweep: { parameters } })),
    files: {},
  };
}

function randomNumbers(): string {
  const typed = [
    ['numpy', '0', 'rand(2)', 'randn(2,2)', 'permutation(5)', 'uniform(-1,1,2)'],
    ['numpy_default_rng', '0', 'random(2)', 'standard_normal(2)'],
    ['torch', '-1', 'rand(2)', 'randn(2)', 'randperm(4)'],
    ['torch', '0', 'rand(2)', '--dtype', 'float32'],
    [],
    ['java', '0', 'rand(1)'],
    ['numpy', 'x', 'rand(1)'],
    ['numpy', '-1', 'rand(1)'],
    ['numpy', '4294967296', 'rand(1)'],
    ['numpy', '0'],
    ['numpy', '0', 'poisson(3)'],
    ['numpy', '0', 'rand'],
    ['numpy', '0', 'permutation()'],
    ['numpy', '0', 'rand(-1)'],
    ['numpy', '0', 'rand(99999999999)'],
    ['torch', '0', 'permutation(3)'],
  ];
  return typed.map(words => entered(['random', ...words], {})).join('\n');
}

const PRICES = Array.from({ length: 12 }, (_, size) => `${size},${90 + size / 4}`);

function tables(): string {
  const files = {
    'fruit.csv': FRUIT,
    'house.CSV': `size,price\n${PRICES.join('\n')}\n`,
    'ragged.csv': 'a,y\n1,2\n3\n',
    'text.csv': 'a,b\nx,y\nz,w\n',
    'latin.csv': Buffer.from('a,y\n1,é\n2,è\n', 'latin1'),
    'empty.csv': '',
  };
  return [
    ...Object.keys(files).flatMap(file => [
      entered(['validate', file], files),
      entered(['train', file, '--set', 'trainer.epochs=2'], files),
    ]),
    entered(['validate', 'house.CSV', '--set', 'trainer.batch_size=99'], files),
    entered(['inspect', 'fruit.csv', '--json', '--set', 'trainer.batch_size=1'], files),
    entered(['train', 'fruit.csv', '--quiet', '--set', 'trainer.epochs=2'], files),
  ].join('\n');
}

/** On a terminal, by a clock on which every look takes long. */
function progress(): string {
  let time = 0;
  const io: Partial<Io> = { terminal: true, now: () => (time += 200) };
  const [momentum, sweep] = named('momentum', 'sweep');
  return [
    session(momentum, ['train', '--set', 'trainer.epochs=40'], io),
    session(momentum, ['train', '--set', 'trainer.epochs=40', '--quiet'], io),
    session(sweep, ['sweep', '--set', 'trainer.epochs=400'], io),
  ].join('\n');
}
