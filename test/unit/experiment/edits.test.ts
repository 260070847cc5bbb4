/** What an edit of a value with parts writes anew: nothing but what differs. */
import assert from 'node:assert/strict';
import { applyEdits, parse, parseTree } from 'jsonc-parser';
import { editsOf } from '../../../src/experiment/format/fixes';

const LAYERS = [
  '{',
  '  "layers": [',
  '    // the hidden layer',
  '    { "units": 5, "activation": "relu", "kernel_initializer": { "type": "uniform", "low": 0 } }, // wide',
  '    { "units": 1 } // the output',
  '  ]',
  '}',
];

/** The lines after `layers` was set. */
function set(layers: unknown): string[] {
  const text = LAYERS.join('\n');
  const fix = { title: '', path: ['layers'], part: 'value' as const, text: JSON.stringify(layers) };
  const after = applyEdits(text, editsOf(text, parseTree(text), fix));
  assert.deepEqual((parse(after) as { layers: unknown }).layers, layers);
  return after.split('\n');
}

const [hidden, output] = (parse(LAYERS.join('\n')) as { layers: object[] }).layers;
const lineOf = (from: string, to: string): string[] => LAYERS.map(line => line.replace(from, to));

describe('an edit of a list', () => {
  it('changes the fields that differ, and leaves comments and lines as they are', () => {
    const drawn = { ...hidden, kernel_initializer: { type: 'uniform', low: -1 } };
    assert.deepEqual(set([drawn, output]), lineOf('"low": 0', '"low": -1'));
    assert.deepEqual(set([hidden, { units: 3 }]), lineOf('"units": 1', '"units": 3'));
  });

  it('writes another value in one line, as a person would', () => {
    const leaky = { ...hidden, activation: { type: 'leaky_relu', slope: 0.1 } };
    const expected = lineOf('"relu"', '{ "type": "leaky_relu", "slope": 0.1 }');
    assert.deepEqual(set([leaky, output]), expected);
  });

  it('adds a field, and takes out one that is not wanted', () => {
    const [, , , line] = set([{ units: 5, activation: 'relu' }, output]);
    assert.equal(line, '    { "units": 5, "activation": "relu" }, // wide');
    const added = set([hidden, { units: 1, use_bias: false }]).join(' ');
    assert.match(added, /"units": 1,\s+"use_bias": false\s+\} \/\/ the output/);
  });

  it('puts entries where they belong, and leaves the others as they are', () => {
    const entry = { units: 8, activation: 'tanh' };
    for (const at of [0, 1, 2]) {
      const after = set([hidden, output].toSpliced(at, 0, entry)).join('\n');
      for (const line of ['// the hidden layer', '// wide', '// the output'])
        assert.ok(after.includes(line), `${at}: ${line}`);
    }
  });

  it('takes out an entry, and leaves the others as they are', () => {
    assert.match(set([output]).join('\n'), /\{ "units": 1 \} \/\/ the output/);
    assert.ok(set([hidden]).includes(LAYERS[3]));
  });

  it('replaces a list that has become another', () => {
    set([{ units: 2 }, { units: 3 }, { units: 4 }]);
    assert.deepEqual(set([hidden, output]), LAYERS);
  });
});
