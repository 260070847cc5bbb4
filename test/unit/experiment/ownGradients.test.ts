/** Gradients of one's own that must not pass: zeros, infinities, missing tensors, too few digits. */
import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { toRows } from '../../../src/engine/ground/matrix';
import { compare } from '../../../src/experiment/verify/compare';
import { parsePrinted } from '../../../src/experiment/verify/printed';
import { tensorOf } from '../../../src/experiment/verify/tensors';
import { npy } from './npyFile';
import { complaints, cost, dataComplaints } from './support';
import type { Json } from './support';
import { failures, recording, verdicts } from './verifySupport';

const ours = recording().layers.map(({ gradW, gradB }) => ({
  gradW: toRows(gradW),
  gradB: Array.from(gradB ?? []),
}));

/** A file in which `change` has been done to every number. */
function printed(show: (value: number) => string): string {
  const rows = (matrix: number[][]) =>
    `[${matrix.map(row => `[${row.map(show).join(' ')}]`).join('\n ')}]`;
  return ours
    .map(({ gradW, gradB }, i) => `dW${i + 1} = ${rows(gradW)}\ndb${i + 1} = ${rows([gradB])}\n`)
    .join('');
}

function compared(content: string | Uint8Array, file = 'g.txt', changes: Json = {}): string[] {
  return failures({ compare_gradients: { file } }, changes, { [file]: content });
}

describe('a submission of zeros', () => {
  const zeros: { [how: string]: string } = {
    'as NumPy prints them': printed(() => '0.'),
    'as integers': printed(() => '0'),
    'as a list of Python': printed(() => '0.0'),
    'to two decimals': printed(() => '0.00'),
    'before an exponent': printed(() => '0.0e+00'),
    'in another hand': printed(() => '-0.'),
  };
  for (const [how, text] of Object.entries(zeros)) {
    it(`does not pass: ${how}`, () => assert.equal(compared(text).length, 4));
  }

  it('does not pass as JSON or .npz', () => {
    const layers = ours.map(({ gradW, gradB }) => ({
      gradW: gradW.map(row => row.map(() => 0)),
      gradB: gradB.map(() => 0),
    }));
    assert.equal(compared(JSON.stringify({ layers }), 'g.json').length, 4);
  });

  it('passes where the gradients are zeros', () => {
    const model = {
      layers: [
        { units: 2, activation: 'relu', bias_initializer: { type: 'constant', value: -9 } },
        { units: 1, activation: 'linear' },
      ],
    };
    const now = recording({ model }).layers;
    assert.ok(now[0].gradW.data.every(value => value === 0));
    const [bias] = now[1].gradB ?? [];
    const text = `dW1=[[0. 0.] [0. 0.]] db1=[0.00 0.00] dW2=[[0] [0]] db2=[${bias.toFixed(6)}]`;
    assert.deepEqual(compared(text, 'g.txt', { model }), []);
  });
});

describe('a mistake that is known', () => {
  const { x, layers } = recording();
  const [first, second] = layers;

  /** The gradients of layer 1 as they are without the factor f′(z) there. */
  const withoutDerivative = () => {
    const { rows, cols } = first.z;
    const delta = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: cols }, (_unused, unit) => {
        const above = toRows(second.delta)[row];
        return above.reduce((sum, each, k) => sum + each * toRows(second.weights)[unit][k], 0);
      }),
    );
    const column = (j: number) => delta.map(row => row[j]);
    const sum = (values: number[]) => values.reduce((total, each) => total + each, 0);
    const gradW = Array.from({ length: x.cols }, (_, i) =>
      delta[0].map((_unused, j) => sum(toRows(x).map((row, k) => row[i] * column(j)[k]))),
    );
    return [{ gradW, gradB: delta[0].map((_unused, j) => sum(column(j))) }, ours[1]];
  };
  const json = () => JSON.stringify({ layers: withoutDerivative() });

  it('is named once, at the layer where it was made', () => {
    const messages = compared(json(), 'g.json');
    assert.equal(messages.length, 2);
    assert.match(
      messages[0],
      /^gradW of layer 1 differs from g\.json: there it .* delta1 lacks f′\(z1\)\.$/,
    );
    assert.doesNotMatch(messages[1], /f′/);
  });

  it('is hinted at, or kept back, where the policy says so', () => {
    const allowed = (solution: string) =>
      compared(json(), 'g.json', { policy: { solution } })[0].replace(/^gradW[^.]*\.json\.? ?/, '');
    const [hint, off] = [allowed('hint'), allowed('off')];
    assert.equal(off, '');
    assert.notEqual(hint, '');
    assert.doesNotMatch(hint, /f′/);
  });

  it('is not made up for numbers that no mistake makes', () => {
    const other = ours.map(({ gradW, gradB }, layer) => ({
      gradW: gradW.map((row, i) => row.map((_, j) => Math.sin(7 * layer + 3 * i + j + 1))),
      gradB,
    }));
    const [message] = compared(JSON.stringify({ layers: other }), 'g.json');
    assert.match(message, /^gradW of layer 1 differs from g\.json: there it [^.]*(\.\d[^.]*)*\.$/);
  });
});

describe('printed digits', () => {
  it('are said, and are enough where two of the largest entry are there', () => {
    const checks = { compare_gradients: { file: 'g.txt' } };
    const results = verdicts(checks, {}, { 'g.txt': printed(value => value.toFixed(6)) });
    assert.deepEqual(
      results.map(({ what, finding }) => [what, finding]),
      ['gradW of layer 1', 'gradB of layer 1', 'gradW of layer 2', 'gradB of layer 2'].map(name => [
        `${name} of g.txt, compared to 6 decimals`,
        null,
      ]),
    );
  });

  it('are too few where one is left', () => {
    const messages = compared(printed(value => value.toFixed(2)));
    assert.ok(messages.length > 0);
    for (const message of messages)
      assert.match(message, /to 2 decimals, too few to tell|differs from g.txt/);
  });

  it('with an exponent are as many as stand before it', () => {
    assert.deepEqual(compared(printed(value => value.toExponential(4))), []);
    const [message] = compared(printed(value => (value * 1.01).toExponential(4)));
    assert.match(message, /^gradW of layer 1 differs/);
  });

  it('that were not rounded are exact: no identity is a sum over the rows', () => {
    const text = printed(value => String(Math.round(value)));
    for (const message of compared(text)) assert.doesNotMatch(message, /All of them/);
  });
});

describe('numbers that are not finite', () => {
  it('never hold, whatever they are compared with', () => {
    const tolerance = { relative: 0.5, absolute: 1, slack: Float64Array.of(Infinity, NaN, 1) };
    const row = (...values: number[]) => tensorOf([values]);
    for (const strange of [Infinity, -Infinity, NaN]) {
      assert.ok(compare(row(strange, 1, 1), row(strange, 1, 1), tolerance));
      assert.ok(compare(row(1, 1, 1), row(1, strange, 1), tolerance));
      assert.ok(compare(row(1, 1, strange), row(1, 1, 1), tolerance));
    }
    assert.match(
      compare(row(NaN, 1), row(NaN, 1), {})?.words ?? '',
      /is NaN at \[0, 0\], to be compared with NaN: only finite numbers can hold/,
    );
  });

  it('do not widen the tolerance of the others', () => {
    const got = tensorOf([[Infinity, 1.1, 2]]);
    const expected = tensorOf([[1, 1, 2]]);
    assert.equal(compare(got, expected, { relative: 1e-6 })?.at?.[1], 0);
    const infinite = tensorOf([[Infinity, 1, 2]]);
    assert.ok(compare(tensorOf([[1, 1.1, 2]]), infinite, { relative: 1e-6 }));
  });

  const formulas: [of: string, formula: string][] = [
    ['layers.1.gradW', 'aPrev.T @ delta / 0'],
    ['layers.1.delta', '(a - y)/y'],
    ['loss', 'sum(a / 0)'],
    ['layers.1.gradW', '0 * aPrev.T @ delta / 0'],
  ];
  for (const [of, formula] of formulas) {
    it(`do not hold in a formula: ${formula}`, () =>
      assert.match(failures({ formula: { for: of, formula } })[0], /: it is (-?Infinity|NaN)/));
  }

  it('do not hold in a file', () => {
    const text = JSON.stringify({ layers: ours }).replace(/\[\[[^,]*,/, '[[1e999,');
    assert.match(compared(text, 'g.json')[0], /^gradW of layer 1 .* it is Infinity at \[0, 0\]/);
    const w1 = Float64Array.of(Infinity, 5, 6, 7);
    const npz = zipSync({ 'dW1.npy': npy('<f8', '2, 2', w1) });
    assert.match(compared(npz, 'g.npz')[0], /Infinity at \[0, 0\]/);
  });
});

describe('gradients that differ', () => {
  it('are named each, and what explains all of them once', () => {
    const layers = ours.map(({ gradW, gradB }) => ({
      gradW: gradW.map(row => row.map(value => 2 * value)),
      gradB: gradB.map(value => 2 * value),
    }));
    const messages = compared(JSON.stringify({ layers }), 'g.json');
    assert.equal(messages.length, 4);
    assert.deepEqual(
      messages.map(message => message.includes('All of them are 2 ×')),
      [true, false, false, false],
    );
  });
});

describe('gradients that are missing', () => {
  it('are named one by one', () => {
    const only = JSON.stringify({ layers: [{}, { gradW: ours[1].gradW }] });
    assert.deepEqual(compared(only, 'g.json'), [
      'g.json does not give the gradW of layer 1.',
      'g.json does not give the gradB of layer 1.',
      'g.json does not give the gradB of layer 2.',
    ]);
  });

  it('under names of their own are told', () => {
    const refusal = (file: string, content: string | Uint8Array) =>
      dataComplaints({ checks: { compare_gradients: { file } } }, { [file]: content })[0];
    const layers = ours.map(({ gradW, gradB }) => ({ gradW, dB: gradB }));
    assert.match(refusal('g.json', JSON.stringify({ layers })), /layers\[0\].dB, which is nothing/);
    const one = npy('<f8', '1', Float64Array.of(1));
    const npz = zipSync({ 'w1.npy': npy('<f8', '2, 2', new Float64Array(4)), 'rate.npy': one });
    assert.match(refusal('g.npz', npz), /holds "rate" beside "w1"/);
    assert.match(refusal('g.npy', one), /is a single array: .* np.savez/);
    assert.match(refusal('g.csv', '1,2'), /is a table, .* np.savez/);
  });

  it('may stand among everything else in the scope of a program', () => {
    const file = (name: string, values: number[][]) => {
      const shape = `${values.length}, ${values[0].length}`;
      return [`${name}.npy`, npy('<f8', shape, Float64Array.from(values.flat()))] as const;
    };
    const others = [
      file('X', [[1, 2]]),
      file('lr', [[0.1]]),
      file('W1', [
        [9, 9],
        [9, 9],
      ]),
      file('b1', [[9, 9]]),
      file('dz1', [[1, 1]]),
      file('v_dW1', [
        [9, 9],
        [9, 9],
      ]),
      ['params.npy', npy('|O', '', new Float64Array(1))] as const,
      ['images.npy', npy('<f8', '1, 1, 1', new Float64Array(1))] as const,
    ];
    const own = ours.flatMap(({ gradW, gradB }, i) => [
      file(`dW${i + 1}`, gradW),
      file(`db${i + 1}`, [gradB]),
    ]);
    assert.deepEqual(compared(zipSync(Object.fromEntries([...others, ...own])), 'g.npz'), []);
    const [, , ...rest] = own;
    assert.deepEqual(compared(zipSync(Object.fromEntries([...others, ...rest])), 'g.npz'), [
      'g.npz does not give the gradW of layer 1.',
      'g.npz does not give the gradB of layer 1.',
    ]);
    const text = `W1 = [[9. 9.] [9. 9.]]\n${printed(value => value.toFixed(9))}loss = 0.25\n`;
    assert.deepEqual(compared(text), []);
  });

  it('may stand beside what `inspect` prints', () => {
    const layers = ours.map(layer => ({ ...layer, z: [[1]], delta: [[1]], biases: null }));
    assert.deepEqual(compared(JSON.stringify({ layers }), 'g.json'), []);
  });
});

describe('a formula that is left open', () => {
  it('is said, stops nothing, and does not pass', () => {
    const formula = [
      { for: 'layers.1.gradW', formula: ' ' },
      { for: 'layers.0.z', formula: 'x @ W + b' },
    ];
    const [problem] = complaints({ checks: { formula } });
    assert.equal(problem, 'This check is open: write the formula for layers.1.gradW.');
    const results = verdicts({ formula });
    assert.deepEqual(
      results.map(({ what, open, finding: wrong }) => [what, open, wrong]),
      [
        ['a formula for layers.1.gradW', true, null],
        ['layers.0.z = x @ W + b', false, null],
      ],
    );
  });

  it('is still told where its place is wrong', () => {
    const formula = { for: 'layers.9.gradW', formula: '' };
    assert.match(complaints({ checks: { formula } })[0], /names no layer/);
  });
});

describe('prints of lists and dictionaries', () => {
  const read = (text: string) => {
    const arrays = parsePrinted(text);
    if (typeof arrays === 'string') return arrays;
    return arrays.map(({ name, values }) => [name, values.rows, values.cols, ...values.data]);
  };

  const cases: [text: string, arrays: unknown[]][] = [
    [
      'nabla_w = [array([[1.5, 2.],\n       [3., 4.]]), array([[5., 6.]])]',
      [
        ['nabla_w.1', 2, 2, 1.5, 2, 3, 4],
        ['nabla_w.2', 1, 2, 5, 6],
      ],
    ],
    [
      '[array([[1.5]]), array([2])]\ndb1 = [3]',
      [
        ['', 1, 1, 1.5],
        ['', 1, 1, 2],
        ['db1', 1, 1, 3],
      ],
    ],
    [
      '(array([1.5]), tensor([2.]))',
      [
        ['', 1, 1, 1.5],
        ['', 1, 1, 2],
      ],
    ],
    ['db = [np.float64(0.1), np.float64(-2e-05)]', [['db', 1, 2, 0.1, -2e-5]]],
    ['[[np.float32(0.5)], [np.float32(1.5)]]', [['', 2, 1, 0.5, 1.5]]],
    [
      'dW[1]: [[1.5]]\ndW[2] = [[2]]',
      [
        ['dW.1', 1, 1, 1.5],
        ['dW.2', 1, 1, 2],
      ],
    ],
    ['layers[0].gradW = [[1.5]]', [['layers.0.gradW', 1, 1, 1.5]]],
    [
      "{'dW1': array([[1.5]]), 'db1': array([2])}",
      [
        ['dW1', 1, 1, 1.5],
        ['db1', 1, 1, 2],
      ],
    ],
    ['{"dW1": [[1.5]]}', [['dW1', 1, 1, 1.5]]],
  ];
  for (const [text, arrays] of cases) it(text, () => assert.deepEqual(read(text), arrays));

  it('are refused where they break off, or hold numbers beside rows', () => {
    assert.match(String(read('[array([1.5])')), /inside a list of arrays/);
    assert.match(String(read('[1 [2 3]]')), /numbers beside its rows/);
    assert.match(String(read('[[2 3] 1]')), /numbers beside its rows/);
  });
});

describe('prints of large arrays', () => {
  it('are read, however many numbers they hold', () => {
    const row = `[${Array.from({ length: 400 }, (_, i) => (i / 7).toFixed(4)).join(' ')}]\n`;
    const arrays = parsePrinted(`dW1 = [${row.repeat(784)}]`);
    assert.ok(typeof arrays !== 'string');
    assert.deepEqual([arrays[0].values.rows, arrays[0].values.cols], [784, 400]);
    assert.equal(arrays[0].values.data[313_599], Number((399 / 7).toFixed(4)));
  });

  it('take time in proportion to their length, whatever stands before a bracket', () => {
    const blanks = `a${' '.repeat(195)}![1] `.repeat(300);
    const names = `a${'.'.repeat(195)}![1] `.repeat(300);
    assert.ok(cost(() => parsePrinted(blanks)) < 500);
    assert.ok(cost(() => parsePrinted(names)) < 500);
    assert.ok(cost(() => parsePrinted('[1] '.repeat(50_000))) < 3000);
  });

  it('are refused by their size before they become a text', () => {
    const checks = { compare_gradients: { file: 'g.txt' } };
    const [message] = dataComplaints({ checks }, { 'g.txt': new Uint8Array(20_000_001) });
    assert.match(message, /has 20,000,001 bytes; the limit for printed gradients is 20,000,000/);
  });

  it('that are many are no harder to match with layers', () => {
    const many = { 'g.txt': '[1] '.repeat(50_000) };
    const [message] = dataComplaints({ checks: { compare_gradients: { file: 'g.txt' } } }, many);
    assert.match(message, /no gradient that is not given yet has this shape/);
    const named = { 'g.txt': 'dW1=[1] '.repeat(50_000) };
    const [twice] = dataComplaints({ checks: { compare_gradients: { file: 'g.txt' } } }, named);
    assert.match(twice, /"dW1" of 1 × 1 numbers/);
  });
});
