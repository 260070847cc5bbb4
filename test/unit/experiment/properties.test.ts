/** Whatever is typed, the reader answers. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { applyEdits, createScanner, format } from 'jsonc-parser';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import { prepare, requiredFiles } from '../../../src/experiment/prepare';
import { rangeOf, readExperiment } from '../../../src/experiment/read';
import { bytesOf, cost, sections } from './support';

const folder = path.join(__dirname, '../../fixtures/experiments');
const textsOf = (kind: string) =>
  readdirSync(path.join(folder, kind))
    .filter(file => file.endsWith('.backprop.json'))
    .map(file => readFileSync(path.join(folder, kind, file), 'utf8'));
const goodTexts = textsOf('good');
const texts = [...goodTexts, ...textsOf('broken')];

/** Reads, and checks what is promised of every answer. */
function read(text: string): void {
  const { experiment, expression, problems, tree } = readExperiment(text);
  const failed = problems.some(({ severity }) => severity === 'error');
  assert.equal(experiment === null && expression === null, failed);
  for (const { place, message } of problems) {
    const { offset, length } = rangeOf(tree, place);
    assert.ok(offset >= 0 && offset + length <= Math.max(1, text.length), message);
    assert.ok(message.length > 10 && message.length < 2000);
  }
}

describe('the reader never throws', () => {
  it('on any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), read), { numRuns: 300 });
  });

  it('on any JSON', () => {
    fc.assert(fc.property(fc.json(), read), { numRuns: 300 });
  });

  it('on any value in any place of an experiment', () => {
    const key = fc.constantFrom(
      ...Object.keys(sections()),
      'seed',
      'rng',
      'optimizer',
      'trainer',
      'metrics',
      'sweep',
      'checks',
    );
    fc.assert(
      fc.property(key, fc.jsonValue({ maxDepth: 4 }), (name, value) =>
        read(JSON.stringify(sections({ [name]: value }))),
      ),
      { numRuns: 300 },
    );
  });

  it('on experiments with a part cut out, doubled or replaced', () => {
    const cut = fc.tuple(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat({ max: 40 }),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(cut, ([text, start, length, instead]) => {
        const at = start % (text.length + 1);
        read(text.slice(0, at) + instead + text.slice(at + length));
        read(text.slice(0, at + length) + text.slice(at));
      }),
      { numRuns: 300 },
    );
  });

  it('on every beginning of a file', () => {
    const file = texts.find(text => text.includes('all-activations') || text.length > 600) ?? '';
    for (let end = 0; end < file.length; end += 7) read(file.slice(0, end));
  });

  it('on what the end of the file leaves open', () => {
    for (const text of ['{}/*', '/*', '/* a', '{"a": "', '{"a": /*', '"', '{} //', '\uFEFF/*'])
      read(text);
  });

  it('on brackets nested without end', () => {
    for (const bracket of ['[', '{"a":', '[{"a":']) read(bracket.repeat(50_000));
  });

  it('on names that every object has', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      read(`{"${name}": 1, "optimizer": {"type": "${name}"}, "dtype": "${name}"}`);
      read(JSON.stringify(sections({ data: { train: { type: name } } })));
      read(JSON.stringify(sections({ trainer: { [name]: 1 } })));
    }
  });
});

describe('the reader is quick', () => {
  const limit = 100;
  const hundredKilobytes: { [name: string]: string } = {
    brackets: '['.repeat(100_000),
    quotes: '"'.repeat(100_000),
    'unclosed comments': '/*'.repeat(50_000),
    'unknown keys': `{${Array.from({ length: 8000 }, (_, i) => `"key${i}": ${i}`).join(',')}}`,
    'the same key': `{${'"a": 1,'.repeat(14_000)}}`,
    numbers: JSON.stringify(
      sections({ data: { train: { type: 'inline', x: Array(12_000).fill([0.5, 1]), y: [] } } }),
    ),
    layers: JSON.stringify(
      sections({
        model: {
          layers: Array(900).fill({
            units: 3,
            activation: 'tanh',
            kernel_initializer: { type: 'normal', std: 0.5 },
          }),
        },
      }),
    ),
    'long names': JSON.stringify(sections({ dtype: 'x'.repeat(100_000) })),
  };
  for (const [name, text] of Object.entries(hundredKilobytes)) {
    it(`with ${name}`, () => {
      let quickest = Infinity;
      // The first readings are slow, before the code is compiled.
      for (let attempt = 0; attempt < 10 && quickest >= limit; attempt++) {
        const taken = cost(() => readExperiment(text));
        quickest = Math.min(quickest, taken / Math.max(1, text.length / 100_000));
      }
      assert.ok(quickest < limit, `${quickest} ms for 100 kB`);
    });
  }
});

describe('twice the text', function () {
  this.timeout(60_000);
  const many = <T>(count: number, entry: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => entry(index));
  const steps = (written: string[]) =>
    JSON.stringify({
      version: 1,
      kind: 'expression',
      expression: { inputs: { x: 2, y: 3 }, steps: written },
    });
  /** Of each kind about as many entries as take a hundredth of a second. */
  const kinds: { [what: string]: [count: number, textOf: (count: number) => string] } = {
    'steps with unknown names': [8000, n => steps(many(n, i => `s${i} = ww${i} + x`))],
    'good steps': [8000, n => steps(many(n, i => `s${i} = x + ${i}`))],
    'blanks in a step': [50_000, n => steps([`f = x${' '.repeat(n)}y`])],
    'parentheses of a step': [50_000, n => steps([`f = ${'('.repeat(n)}x`])],
    'formulas for as many layers': [
      400,
      n =>
        JSON.stringify(
          sections({
            model: { layers: many(n, () => ({ units: 1 })) },
            checks: {
              formula: many(n, i => ({ for: `layers.${i}.z`, formula: 'aPrev @ W + b' })),
            },
          }),
        ),
    ],
  };
  for (const [what, [count, textOf]] of Object.entries(kinds)) {
    it(`takes about twice the time, not four times: ${what}`, () => {
      const [one, two] = [textOf(count), textOf(2 * count)];
      let least = Infinity;
      for (let attempt = 0; attempt < 8 && least >= 3; attempt++) {
        const once = Math.max(
          1,
          cost(() => readExperiment(one)),
        );
        least = Math.min(least, cost(() => readExperiment(two)) / once);
      }
      assert.ok(least < 3, `${least} times`);
    });
  }
});

describe('data of any kind', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });

  it('never make the preparation throw', function () {
    const sources = [
      { type: 'csv', path: 'd' },
      { type: 'csv', path: 'd', header: false, label: 0, features: [1, 2] },
      { type: 'idx', images: 'd', labels: 'd' },
    ];
    const models = ['d.npy', 'd.npz', 'd.csv', 'd.json'].map(file => ({
      layers: [{ units: 1, kernel_initializer: { file } }],
    }));
    fc.assert(
      fc.property(
        bytes,
        fc.string({ maxLength: 100, unit: fc.constantFrom(...'01.,;\n"ax-') }),
        (raw, csv) => {
          for (const content of [raw, new TextEncoder().encode(csv)]) {
            for (const changes of [
              ...sources.map(train => ({ data: { train, encoding: 'one_hot' } })),
              ...models.map(model => ({ model })),
            ]) {
              const { experiment } = readExperiment(JSON.stringify(sections(changes)));
              assert.ok(experiment);
              prepare(experiment, new Map(requiredFiles(experiment).map(file => [file, content])));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a CSV from which an experiment is made gives one without a problem', () => {
    const cell = fc.oneof(
      fc.integer({ min: -3, max: 3 }).map(String),
      fc.double().map(String),
      fc.constantFrom('a', 'b', '', '"', 'y', 'label', '1,5'),
    );
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const csv = rows.map(row => row.join(delimiter)).join('\n');
        const { experimentText, problems } = inferCsv(bytesOf(csv), 'd.csv');
        assert.equal(
          experimentText === '',
          problems.some(({ severity }) => severity === 'error'),
        );
        if (experimentText !== '') assert.deepEqual(readExperiment(experimentText).problems, []);
      }),
      { numRuns: 300 },
    );
  });
});

describe('formatting, as the editor formats JSON', () => {
  const options = fc.record({
    tabSize: fc.constantFrom(0, 2, 8),
    insertSpaces: fc.boolean(),
    eol: fc.constantFrom('\n', '\r\n'),
  });
  /** What is said of a file: without the places, which move. */
  const said = (text: string) => {
    const { experiment, expression, problems } = readExperiment(text);
    const messages = problems.map(({ id, message }) => [id, message]);
    return { experiment, messages, graph: expression?.graph, name: expression?.name };
  };

  it('is stable, and changes nothing that is read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...goodTexts), options, (text, chosen) => {
        const once = applyEdits(text, format(text, undefined, chosen));
        assert.equal(applyEdits(once, format(once, undefined, chosen)), once);
        assert.deepEqual(said(once), said(text));
      }),
      { numRuns: 200 },
    );
  });
});

it('the scanner’s token numbers are those the depth check counts', () => {
  const scanner = createScanner('{}[]', true);
  assert.deepEqual(
    Array.from({ length: 5 }, () => scanner.scan()),
    [1, 2, 3, 4, 17],
  );
});
