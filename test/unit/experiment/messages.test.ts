/** What problems say in numbers and names, where they stand, and what their fixes do. */
import assert from 'node:assert/strict';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import { prepare } from '../../../src/experiment/prepare';
import type { Finding } from '../../../src/experiment/format/finding';
import { readExperiment } from '../../../src/experiment/read';

const OUTPUT = { units: 1, activation: 'sigmoid' };

function problemsOf(sections: object): Finding[] {
  const text = JSON.stringify({
    version: 1,
    data: { train: { type: 'inline', x: [[1], [2], [3]], y: [0, 1, 1] } },
    model: { layers: [{ units: 2, activation: 'tanh' }, OUTPUT] },
    loss: { type: 'mse' },
    ...sections,
  });
  const { experiment, problems } = readExperiment(text);
  return experiment ? [...problems, ...prepare(experiment, new Map()).problems] : problems;
}

const layers = (...list: object[]) => ({ model: { layers: list } });
const SYMBOLS = { weights: ['W'] };
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

const TOLD: { [name: string]: [sections: object, message: string] } = {
  'which layer is hidden': [
    layers({ units: 2, activation: 'softmax' }, OUTPUT),
    'softmax is for the output layer only: layer 1 of 2 is hidden.',
  ],
  'which layers have one name': [
    layers({ units: 2, name: 'a' }, { ...OUTPUT, name: 'a' }),
    'Layers 1 and 2 are both called "a": names must differ.',
  ],
  'which layout a kernel has': [
    layers({
      units: 2,
      kernel_initializer: { type: 'values', values: [[1], [2]] },
    }),
    'The kernel of layer 1 must be 1 × 2 (inputs × units), got 2 × 1. Is it written [out_in]? Then set model.kernel_layout to "out_in".',
  ],
  'how many symbols there are for the layers': [
    { notation: SYMBOLS },
    '`notation.weights` has 1 symbol for 2 layers; write one symbol for each layer, or a single one for all.',
  ],
  'which rate is the lower one': [
    {
      optimizer: {
        type: 'sgd',
        learning_rate: 0.1,
        schedule: { type: 'cosine', min_lr: 0.5 },
      },
    },
    '`min_lr` is 0.5, above the `learning_rate` of 0.1: the rate goes down to it.',
  ],
  'the first classes of many': [
    {
      data: {
        train: { type: 'inline', x: NAMES.map((_, at) => [at]), y: NAMES },
        encoding: 'one_hot',
      },
    },
    'The output layer has 1 unit, but the targets have 6 columns: each column needs a unit of its own. There is one for each class: "a", "b", "c", "d", "e", ….',
  ],
};

describe('a problem says', () => {
  for (const [name, [sections, message]] of Object.entries(TOLD)) {
    it(name, () => {
      const messages = problemsOf(sections).map(problem => problem.message);
      assert.ok(messages.includes(message), messages.join('\n'));
    });
  }
});

describe('a problem', () => {
  it('of a target stands at that target', () => {
    const [{ place, message }] = problemsOf({
      data: { train: { type: 'inline', x: [[1], [2], [3]], y: [0, 7, 1] } },
      loss: { type: 'binary_cross_entropy' },
    });
    assert.match(message, /this one is 7/);
    assert.deepEqual(place.kind === 'json' && place.path, ['data', 'train', 'y', 1]);
  });

  it('of biases that are not there takes their initialiser alone away', () => {
    const given = { units: 2, use_bias: false, bias_initializer: 'ones' };
    const [{ fixes }] = problemsOf(layers(given, OUTPUT)).filter(({ id }) => id === 'unused');
    const path = ['model', 'layers', 0, 'bias_initializer'];
    assert.deepEqual(fixes, [{ title: 'Remove `bias_initializer`', path, part: 'removal' }]);
  });

  it('of a key that belongs elsewhere is offered the whole way there', () => {
    const [{ fixes }] = problemsOf({ lr: 0.1 });
    assert.equal(fixes[0].title, 'Move to `optimizer.learning_rate`');
  });
});

describe('the experiment of a table', () => {
  const table = (rows: string[]) => new TextEncoder().encode(`${rows.join('\n')}\n`);

  it('has the name of the file, and counts its inputs', () => {
    const { experimentText } = inferCsv(table(['a,y', '1,0', '2,1', '3,0', '4,1']), 'lab/pets.csv');
    assert.match(experimentText, /^\/\/ Made from lab\/pets\.csv: 4 rows, 1 input, target y /);
    assert.match(experimentText, /"name": "pets"/);
  });

  it('starts a number far from 0 at its mean, with half of its deviation', () => {
    const rows = Array.from({ length: 30 }, (_, at) => `${at},${90 + at * 0.5 + 0.25}`);
    const { experimentText } = inferCsv(table(['a,y', ...rows]), 'far.csv');
    assert.match(experimentText, /"bias_initializer": \{ "type": "constant", "value": 97\.5 \}/);
    assert.match(experimentText, /"kernel_initializer": \{ "type": "normal", "std": 2\.16\d* \}/);
  });

  it('shows the first cells of each column', () => {
    const { columns } = inferCsv(table(['a,y', '5,0', '6,1', '7,0']), 'd.csv');
    assert.deepEqual(
      columns.map(({ first }) => first),
      [
        ['5', '6', '7'],
        ['0', '1', '0'],
      ],
    );
  });
});
