/** Checks: paths, formulas, gradients of one's own, and what a run says to them. */
import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { evaluate, isMisfit } from '../../../src/experiment/verify/evaluate';
import { parseFormula } from '../../../src/experiment/verify/formula';
import { parseInspectPath } from '../../../src/experiment/verify/inspectPath';
import { parsePrinted } from '../../../src/experiment/verify/printed';
import { scalar, tensorOf } from '../../../src/experiment/verify/tensors';
import { toRows } from '../../../src/engine/ground/matrix';
import { rangeOf, readExperiment } from '../../../src/experiment/read';
import { npy } from './npyFile';
import { complaints, dataComplaints, sections, textOf } from './support';
import type { Json } from './support';
import { failures, recording, verdicts } from './verifySupport';

describe('paths of checks', () => {
  const layers = [
    { units: 2, use_bias: true, mask: null },
    { units: 1, use_bias: false, mask: null },
  ];
  it('are those that `inspect` prints', () => {
    for (const path of ['loss', 'x', 'y.1', 'gradInput.0.1', 'layers.0.gradB.1', 'layers.1.z.3.0'])
      assert.equal(typeof parseInspectPath(path, layers), 'object', path);
  });

  const refused: [path: string, words: RegExp][] = [
    ['los', /did you mean "loss"\?/],
    ['weights', /it prints loss, x, y, layers and gradInput/],
    ['layers.2.z', /names no layer: there are layers 0 to 1/],
    ['layers.-1.z', /names no layer/],
    ['layers', /names no layer/],
    ['layers.0', /a layer does not have: it has weights, biases, z, a, delta/],
    ['layers.0.q', /with weight decay or l1 also gradW_penalized and gradB_penalized\.$/],
    ['layers.0.gradW_penalised', /did you mean "gradW_penalized"\?/],
    ['layers.0.gradW_penalized', /adds no penalty to the loss: weight_decay and l1 are 0/],
    ['layers.0.gradB_penalized.1', /names gradB_penalized, but the optimizer adds no penalty/],
    ['layers.1.gradB_penalized', /layer 1 has no biases/],
    ['penalty', /names penalty, but the optimizer adds no penalty/],
    ['objective', /names objective, but the optimizer adds no penalty/],
    ['objectiv', /did you mean "objective"\?/],
    ['layers.0.gradw', /did you mean "gradW"\?/],
    ['layers.1.biases', /layer 1 has no biases/],
    ['layers.0.z.x', /ends in "x": rows and columns are whole numbers/],
    ['layers.0.gradB.0.0', /2 indices, but gradB takes one index/],
    ['loss.0', /loss is a single number/],
    ['', /which `inspect` does not print/],
  ];
  for (const [path, words] of refused) {
    it(`or are refused: "${path}"`, () => {
      const [complaint] = complaints({
        model: {
          layers: [
            { units: 2, activation: 'tanh' },
            { units: 1, use_bias: false },
          ],
        },
        checks: { expect: { path, value: 1 } },
      });
      assert.match(complaint, words);
      assert.match(complaint, /[.?]$/);
    });
  }

  it('have rows and columns that there are', () => {
    const at = (path: string) => dataComplaints({ checks: { expect: [{ path, value: 1 }] } });
    assert.deepEqual(at('layers.0.weights.1.1'), []);
    assert.match(at('layers.0.weights.2.0')[0], /number 2, but weights has 2 rows, counted from 0/);
    assert.match(at('layers.0.weights.0.2')[0], /weights has 2 columns/);
    assert.match(at('layers.0.gradB.2')[0], /gradB has 2 entries/);
    assert.match(at('layers.1.z.4.0')[0], /z has 4 rows/);
    assert.match(at('x.0.2')[0], /x has 2 columns/);
    assert.match(at('y.0.1')[0], /y has 1 columns/);
  });
});

describe('expect', () => {
  it('holds for the numbers that `inspect` prints', () => {
    const { loss, layers } = recording();
    const weights = [
      Array.from(layers[0].weights.data.slice(0, 2)),
      Array.from(layers[0].weights.data.slice(2)),
    ];
    const expect = [
      { path: 'loss', value: loss, tolerance: 0 },
      { path: 'layers.0.weights', value: weights, tolerance: 0 },
      { path: 'layers.0.weights.1', value: weights[1], tolerance: 0 },
      { path: 'layers.0.weights.1.0', value: weights[1][0], tolerance: 0 },
      { path: 'layers.0.biases', value: [0, 0], tolerance: 0 },
      { path: 'layers.0.biases.1', value: 0, tolerance: 0 },
    ];
    assert.deepEqual(failures({ expect }), []);
    assert.equal(verdicts({ expect }).length, 6);
  });

  it('says what came out, where and when', () => {
    const [problem] = verdicts({ expect: { path: 'layers.0.biases', value: [0, 1] } });
    assert.equal(
      problem.finding?.message,
      'layers.0.biases is 0 at [0, 1], not 1, at step 0 (tolerance 0.000001).',
    );
    assert.deepEqual(problem.finding?.place, {
      kind: 'json',
      path: ['checks', 'expect', 'value'],
      part: 'value',
    });
    const listed = verdicts({ expect: [{ path: 'loss', value: 9 }] })[0].finding?.place;
    assert.deepEqual(listed && 'path' in listed && listed.path, ['checks', 'expect', 0, 'value']);
  });

  it('is measured at its step, and to its tolerance', () => {
    const at = (step: number, value: number, tolerance: number) =>
      failures({ expect: { path: 'loss', step, value, tolerance } });
    const now = recording().loss;
    assert.deepEqual(at(0, now, 0), []);
    assert.equal(at(1, now, 0).length, 1);
    assert.deepEqual(at(1, now, 10), []);
    // Six updates: the state after the last of them can be looked at.
    assert.equal(at(6, now, 10).length, 0);
    assert.match(at(7, now, 10)[0], /expected at step 7, but the run ended after 6 updates/);
  });

  it('is made at its step in whatever order the file lists them', () => {
    const at = (step: number) => ({ path: 'loss', step, value: 9 });
    const alone = [5, 0, 2].map(step => failures({ expect: at(step) })[0]);
    assert.equal(new Set(alone).size, 3);
    const [fifth, first, second] = alone;
    assert.deepEqual(failures({ expect: [at(5), at(0), at(2)] }), [first, second, fifth]);
  });

  it('knows sizes, and values that are none', () => {
    const shape = (path: string, value: unknown) =>
      dataComplaints({ checks: { expect: { path, value } } });
    assert.match(shape('layers.0.biases', [0])[0], /is 1 × 2, but `value` is 1 × 1/);
    assert.match(shape('layers.0.weights.0', 3)[0], /is 1 × 2, but `value` is 1 × 1/);
    assert.match(shape('loss', [3, 4])[0], /is a single number, but `value` is 1 × 2/);
    assert.match(shape('layers.0.gradW.0.0', [[1], [2]])[0], /is a single number/);
    assert.deepEqual(shape('layers.0.z', [[1, 2]]), [], 'the last batch may be short');
    assert.match(shape('layers.0.z', Array(9).fill([1, 2]))[0], /is 4 × 2, but `value` is 9 × 2/);
    for (const value of [[], [[1], [2, 3]], ['a'], [[1], 2]])
      assert.match(complaints({ checks: { expect: { path: 'x', value } } })[0], /`value` must be/);
    assert.match(complaints({ checks: { expect: { path: 'x', value: 'a' } } })[0], /`value` must/);
  });
});

describe('gradient_check', () => {
  it('says how much it left out', () => {
    const layers = [
      { units: 2, activation: 'relu', kernel_initializer: 'zeros' },
      { units: 1, activation: 'sigmoid' },
    ];
    const [{ what, finding }] = verdicts({ gradient_check: true }, { model: { layers } });
    assert.match(what, /^gradient_check \(\d+ at kinks left out\)$/);
    assert.equal(finding, null);
  });

  it('holds, and fails where nothing is near enough', () => {
    assert.deepEqual(failures({ gradient_check: true }), []);
    assert.equal(verdicts({ gradient_check: false }).length, 0);
    assert.match(
      failures({ gradient_check: { tolerance: 0 } })[0],
      /^Backpropagation and finite differences differ by .* starting at layers.1/,
    );
  });
});

describe('formula', () => {
  const holds: [of: string, formula: string][] = [
    ['layers.1.z', 'aPrev @ W + b'],
    ['layers.1.z', 'a1 @ W2 + b2'],
    ['layers.0.z', 'x @ W + b'],
    ['layers.0.z', 'a0 @ W_1 + b_1'],
    ['layers.0.z', 'a_0 @ W1 + b1'],
    ['layers.1.delta', '2*(a - y) * a * (1 - a) / 2'],
    ['layers.0.delta', 'delta2 @ W2.T * (1 - a1*a1)'],
    ['layers.0.delta', 'δ2 @ W2.T * (1 - a * a)'],
    ['layers.1.gradW', 'aPrev.T @ delta'],
    ['layers.0.gradB', 'sum(delta, axis=0)'],
    ['layers.0.gradB', 'sum(delta, 0)'],
    ['gradInput', 'delta1 @ W1.T'],
    ['loss', 'sum((ŷ - y) * (ŷ - y)) / 2'],
  ];
  for (const [of, formula] of holds) {
    it(`holds: ${of} = ${formula}`, () =>
      assert.deepEqual(failures({ formula: { for: of, formula } }), []));
  }

  it('fails with both numbers, and the factor between them', () => {
    const [message] = failures({
      formula: [{ for: 'layers.1.gradW', formula: '4*aPrev.T@delta' }],
    });
    assert.match(message, /^4\*aPrev.T@delta is not layers.1.gradW: it is .* at \[\d, 0\], not /);
    const factor = (formula: string) =>
      failures({ formula: { for: 'layers.1.gradW', formula } })[0];
    assert.match(factor('-aPrev.T @ delta'), /Everywhere it is −1 ×: the sign/);
    assert.match(factor('2 * aPrev.T @ delta'), /Everywhere it is 2 ×: is a ½ missing/);
    assert.match(factor('aPrev.T @ delta / 2'), /Everywhere it is ½ ×/);
    const allowed = (solution: string) =>
      failures(
        { formula: { for: 'layers.1.gradW', formula: '-aPrev.T @ delta' } },
        { policy: { solution } },
      )[0];
    assert.match(allowed('hint'), /^-aPrev.T @ delta is not layers.1.gradW. Everywhere it is −1 ×/);
    assert.equal(allowed('off'), '-aPrev.T @ delta is not layers.1.gradW.');
  });

  it('fails where a transpose is missing', () =>
    assert.match(
      failures({ formula: { for: 'layers.1.gradW', formula: 'delta @ aPrev' } })[0],
      /^The sizes in delta @ aPrev do not fit: 2 × 1 @ 2 × 2: the inner sizes 1 and 2 must be the same\.$/,
    ));

  const NET = {
    model: {
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
  };
  const mistakes: [of: string, formula: string, words: RegExp][] = [
    ['layers.0.delta', 'delta2 @ W2.T', /0254531971\. delta1 lacks f′\(z1\)\.$/],
    ['layers.0.delta', '(delta2 @ W2.T) * (1 - z*z)', /delta1 puts z1 into the formula/],
    ['layers.0.delta', '(delta2 @ W2.T) * a', /delta1 holds only a part of f′\(z1\)\.$/],
    ['layers.1.gradW', 'z1.T @ delta', /dW2 multiplies by z1, but the layer reads a1\.$/],
    ['layers.0.gradW', '(aPrev.T @ delta).T', /dW1 is the transpose of the right one\.$/],
  ];
  for (const [of, formula, words] of mistakes)
    it(`names the mistake: ${of} = ${formula}`, () => {
      assert.match(failures({ formula: { for: of, formula } }, NET)[0], words);
    });

  it('names no mistake that does not make its numbers', () => {
    for (const [of, formula] of [
      ['layers.0.gradW', '3.7 * x.T @ delta'],
      ['layers.0.delta', '(delta2 @ W2.T) * (1 - a) * 0.7'],
      ['layers.0.z', '2 * x @ W + 1'],
    ])
      assert.match(
        failures({ formula: { for: of, formula } }, NET)[0],
        /is not layers\.0\.\w+: it is \S+ at \[\d, \d\], not [^ ]+\.$/,
      );
  });

  it('takes no penalty for a part of a gradient, and keeps the name where the file says so', () => {
    const checks = { formula: { for: 'layers.0.delta', formula: 'delta2 @ W2.T' } };
    const optimizer = { type: 'sgd', learning_rate: 0.1, weight_decay: 0.1 };
    assert.match(failures(checks, { ...NET, optimizer })[0], /delta1 lacks f′\(z1\)\.$/);
    const ofWeights = { formula: { for: 'layers.1.gradW', formula: 'z1.T @ delta' } };
    assert.match(failures(ofWeights, { ...NET, optimizer })[0], /but the layer reads a1\.$/);
    const policy = (solution: string) => failures(checks, { ...NET, policy: { solution } })[0];
    assert.match(policy('hint'), /^delta2 @ W2\.T is not layers\.0\.delta\. \S/);
    assert.doesNotMatch(policy('hint'), /lacks/);
    assert.equal(policy('off'), 'delta2 @ W2.T is not layers.0.delta.');
  });

  it('holds to its tolerance, wider in float32', () => {
    const formula = { for: 'layers.1.z', formula: '(aPrev @ W + b) * 1.00001' };
    assert.equal(failures({ formula }).length, 1);
    assert.deepEqual(failures({ formula: { ...formula, tolerance: 1e-3 } }), []);
    assert.deepEqual(failures({ formula }, { dtype: 'float32' }), []);
  });

  it('is written in the symbols of the course', () => {
    const notation = {
      weights: 'w',
      activations: 'h',
      deltas: '\\Delta',
      preactivations: 'Z_in',
      target: 't',
      output: 'o',
      loss: 'C',
    };
    const own = (of: string, formula: string) =>
      failures({ formula: { for: of, formula } }, { notation });
    assert.deepEqual(own('layers.0.delta', 'Delta2 @ w2.T * (1 - h1*h1)'), []);
    assert.deepEqual(own('layers.1.z', 'Z_in2'), []);
    assert.deepEqual(own('layers.1.z', 'h_1 @ w + b'), []);
    assert.deepEqual(own('loss', 'C'), []);
    assert.deepEqual(own('layers.1.delta', '(o - t) * o * (1 - o)'), []);
  });

  it('that name the biases of a layer without any are refused, and say so', () => {
    const layers = [
      { units: 3, activation: 'tanh', use_bias: false },
      { units: 1, activation: 'sigmoid' },
    ];
    const of = (path: string, formula: string): string[] =>
      complaints({ model: { layers }, checks: { formula: [{ for: path, formula }] } });
    const message = /names `b1?`, but layer 1 has no biases: its `use_bias` is false\./;
    assert.match(of('layers.1.z', 'aPrev @ W + b1')[0], message);
    assert.match(of('layers.0.z', 'x @ W + b')[0], message);
    assert.deepEqual(of('layers.1.z', 'aPrev @ W + b'), []);
  });

  const refused: [formula: string, words: RegExp][] = [
    ['aPrev.T @ dleta', /names `dleta`, which is nothing here: did you mean `delta`\?/],
    ['q * q', /names `q`, which is nothing here: it knows x, y, aPrev/],
    ['delta3', /names `delta3`/],
    ['aPrev.T @', /cannot be read: something is missing after this @\.$/],
    ['a b', /cannot be read: an operation is missing before `b`/],
    ['np.dot(a, b)', /need no library here: write them without `np\.`/],
    ['dot(a, b)', /is written a @ b here/],
    ['(a - y', /cannot be read: this \( is not closed/],
    ['a = b', /this = does not belong here/],
    ['sum(a, axs=0)', /takes a matrix and an axis/],
    ['exp(z)', /calls exp, but knows only sum/],
    ['z ** 2', /Powers are written as products here, as in a \* a/],
    ['z^2', /Powers are written as products/],
    ['z²', /Powers are written as products/],
    ['z > 0', /`>` cannot stand in a formula: there are numbers, names/],
    ['a[0]', /`\[` cannot stand in a formula/],
    ['a.S', /knows only \.T, not \.S/],
    ['a.', /missing after this \./],
    ['"a"', /`"` cannot stand/],
    ['1e999', /too large/],
    ['1.2.3', /neither a number nor a name/],
    ['sum()', /calls sum, which takes a matrix and an axis/],
    ['sum(a, 2)', /axis that is not 0 or 1/],
    ['a ? b : z', /`\?` cannot stand/],
    ['('.repeat(2000), /at most 1,000 characters/],
  ];
  for (const [formula, words] of refused) {
    it(`is refused: ${formula.slice(0, 20)}`, () =>
      assert.match(
        complaints({ checks: { formula: [{ for: 'layers.0.gradW', formula }] } })[0],
        words,
      ));
  }

  it('is marked at the characters that are wrong', () => {
    const text = JSON.stringify(
      sections({ checks: { formula: [{ for: 'layers.0.z', formula: 'x @\tW + ]b' }] } }),
    );
    const { problems, tree } = readExperiment(text);
    const { offset, length } = rangeOf(tree, problems[0].place);
    assert.equal(text.slice(offset, offset + length), ']');
  });

  const mended: [formula: string, becomes: string][] = [
    ['a − y', 'a - y'],
    ['½×(a−y)', '0.5*(a-y)'],
    ['np.sum(delta, axis=0)', 'sum(delta, axis=0)'],
    ['aPrev.T.dot(delta)', 'aPrev.T @ delta'],
    ['2 * aPrev.T.dot(a - y)', '2 * (aPrev.T @ (a - y))'],
    ['np.dot(aPrev.T, delta) / 4', '(aPrev.T @ delta) / 4'],
    ['matmul(x, W1)', 'x @ W1'],
    ['delta.sum(axis=0)', 'sum(delta, axis=0)'],
    ['(a - y).sum(0)', 'sum(a - y, 0)'],
    ['transpose(aPrev) @ delta', 'aPrev.T @ delta'],
    ['aPrev.transpose() @ delta', 'aPrev.T @ delta'],
    ['aPrevᵀ @ delta', 'aPrev.T @ delta'],
    ['𝑎 - y', 'a - y'],
  ];
  for (const [formula, becomes] of mended) {
    it(`is mended: ${formula}`, () => {
      let now = formula;
      for (let fixes = 0; fixes < 3; fixes++) {
        const checks = { formula: [{ for: 'layers.1.z', formula: now }] };
        const [problem] = readExperiment(JSON.stringify(sections({ checks }))).problems;
        if (!problem) break;
        now = JSON.parse(textOf(problem.fixes[0]) ?? 'null') as string;
      }
      assert.equal(now, becomes);
    });
  }

  it('computes as NumPy does', () => {
    const names = new Map([
      [
        'A',
        tensorOf([
          [1, 2],
          [3, 4],
        ]),
      ],
      ['r', tensorOf([[10, 20]])],
      ['c', tensorOf([[1], [2]])],
      ['s', scalar(2)],
    ]);
    const value = (text: string) => {
      const formula = parseFormula(text);
      const result = evaluate(formula, name => names.get(name) ?? scalar(NaN));
      return isMisfit(result) ? result.words : [result.rows, result.cols, ...result.data];
    };
    assert.deepEqual(value('A + r'), [2, 2, 11, 22, 13, 24]);
    assert.deepEqual(value('A * c'), [2, 2, 1, 2, 6, 8]);
    assert.deepEqual(value('r + c'), [2, 2, 11, 21, 12, 22]);
    assert.deepEqual(value('A @ A.T'), [2, 2, 5, 11, 11, 25]);
    assert.deepEqual(value('A - s / 4'), [2, 2, 0.5, 1.5, 2.5, 3.5]);
    assert.deepEqual(value('-A + A'), [2, 2, 0, 0, 0, 0]);
    assert.deepEqual(value('sum(A, 0)'), [1, 2, 4, 6]);
    assert.deepEqual(value('sum(A, axis=1)'), [2, 1, 3, 7]);
    assert.deepEqual(value('sum(A)'), [1, 1, 10]);
    assert.deepEqual(value('A @ c * s'), [2, 1, 10, 22]);
    assert.match(String(value('r @ A.T @ r')), /1 × 2 @ 1 × 2: the inner sizes 2 and 1/);
  });
});

describe('printed arrays', () => {
  const read = (text: string) => {
    const arrays = parsePrinted(text);
    if (typeof arrays === 'string') return arrays;
    return arrays.map(({ name, values }) => [name, values.rows, values.cols, ...values.data]);
  };

  it('are read as NumPy and PyTorch print them', () => {
    assert.deepEqual(read('[[1. 2.]\n [3. 4.]]'), [['', 2, 2, 1, 2, 3, 4]]);
    assert.deepEqual(read('dW1 = [[ 1.5e-03 -2.]\n       [ 3.  4.]]\ndb1 = [0.1 0.2]'), [
      ['dW1', 2, 2, 0.0015, -2, 3, 4],
      ['db1', 1, 2, 0.1, 0.2],
    ]);
    assert.deepEqual(read('array([[ 0.1, -0.2],\n       [ 0.3,  0.4]])'), [
      ['', 2, 2, 0.1, -0.2, 0.3, 0.4],
    ]);
    assert.deepEqual(read('W1.grad: tensor([[1., 2.]], grad_fn=<X>)\nb1.grad = tensor([5])'), [
      ['W1.grad', 1, 2, 1, 2],
      ['b1.grad', 1, 1, 5],
    ]);
    assert.deepEqual(read('∂W2\n[[1]]'), [['∂W2', 1, 1, 1]]);
  });

  it('are as exact as their digits', () => {
    const arrays = parsePrinted('[0.12 0.3 1. ] [1.25e-03 2.5e+01]');
    assert.ok(typeof arrays !== 'string');
    const close = (got: Float64Array | null, expected: number[]) =>
      got?.forEach((value, index) => assert.ok(Math.abs(value - expected[index]) < 1e-12));
    close(arrays[0].slack, [0.005, 0.005, 0.005]);
    close(arrays[1].slack, [0.5e-5, 0.05]);
  });

  it('or refused', () => {
    assert.match(String(read('nothing')), /no arrays in brackets/);
    assert.match(String(read('[[1, 2]')), /breaks off/);
    assert.match(String(read('[[1, 2], [3]]')), /row 2 has 1, the first 2/);
    assert.match(String(read('[[[1]]]')), /more than two dimensions/);
    assert.match(String(read('[1 ... 2]')), /set_printoptions/);
    assert.match(String(read('[1 nan]')), /"nan" where a number/);
    assert.match(String(read('[]')), /empty array/);
  });
});

describe('compare_gradients', () => {
  const { layers } = recording();
  const gradients = layers.map(({ gradW, gradB }) => ({
    gradW: toRows(gradW),
    gradB: Array.from(gradB ?? []),
  }));
  const compared = (name: string, content: string | Uint8Array, changes: Json = {}) =>
    failures({ compare_gradients: { file: name } }, changes, { [name]: content });
  const print = (rows: number[][], digits: number) =>
    `[${rows.map(row => `[${row.map(value => value.toFixed(digits)).join(' ')}]`).join('\n ')}]`;

  it('holds for JSON, .npz and print', () => {
    assert.deepEqual(compared('g.json', JSON.stringify({ layers: gradients })), []);
    const npz = zipSync({
      'dW1.npy': npy('<f8', '2, 2', Float64Array.from(gradients[0].gradW.flat())),
      'db1.npy': npy('<f8', '2,', Float64Array.from(gradients[0].gradB)),
      'dW2.npy': npy('<f8', '2, 1', Float64Array.from(gradients[1].gradW.flat())),
      'db2.npy': npy('<f8', '1,', Float64Array.from(gradients[1].gradB)),
    });
    assert.deepEqual(compared('g.npz', npz), []);
    const printed = gradients
      .map(({ gradW, gradB }, i) => `dW${i} = ${print(gradW, 6)}\ndb${i} = ${print([gradB], 6)}`)
      .join('\n');
    assert.deepEqual(compared('g.txt', printed), []);
    // Without names, in the order in which backpropagation prints them.
    const unnamed = [...gradients]
      .reverse()
      .map(({ gradW, gradB }) => `${print(gradW, 6)}\n${print([gradB], 6)}`);
    assert.deepEqual(compared('g.txt', unnamed.join('\n')), []);
  });

  it('holds for kernels that are written [out, in]', () => {
    const two = [
      { units: 2, activation: 'tanh' },
      { units: 1, activation: 'sigmoid' },
    ];
    const model = { layers: two, kernel_layout: 'out_in' };
    const written = recording({ model }).layers.map(({ gradW, gradB }) => {
      const rows = toRows(gradW);
      const turned = rows[0].map((_, col) => rows.map(row => row[col]));
      return { gradW: turned, gradB: Array.from(gradB ?? []) };
    });
    assert.deepEqual(compared('g.json', JSON.stringify({ layers: written }), { model }), []);
  });

  it('names the tensor that differs, and a plain factor', () => {
    const scaled = (factor: number) => ({
      layers: gradients.map(({ gradW, gradB }) => ({
        gradW: gradW.map(row => row.map(value => value * factor)),
        gradB: gradB.map(value => value * factor),
      })),
    });
    const [message] = compared('g.json', JSON.stringify(scaled(2)));
    assert.match(
      message,
      /^gradW of layer 1 differs from g.json: there it is .* All of them are 2 ×/,
    );
    assert.match(compared('g.json', JSON.stringify(scaled(-1)))[0], /All of them are −1 ×/);
    const allowed = (solution: string) =>
      compared('g.json', JSON.stringify(scaled(2)), { policy: { solution } })[0];
    assert.match(allowed('hint'), /^gradW of layer 1 differs from g.json. All of them are 2 ×/);
    assert.equal(allowed('off'), 'gradW of layer 1 differs from g.json.');
    const third = compared('g.json', JSON.stringify(scaled(1.3)))[0];
    assert.doesNotMatch(third, /All of them/);
    const printed = `dW2 = ${print(
      gradients[1].gradW.map(row => row.map(v => v + 0.001)),
      4,
    )}`;
    const messages = compared('g.txt', printed);
    assert.ok(messages.some(each => /^gradW of layer 2 differs from g.txt/.test(each)));
  });

  it('tells a sum from a mean', () => {
    const changes = { trainer: { epochs: 1 } };
    const summed = {
      layers: recording(changes).layers.map(({ gradW, gradB }) => ({
        gradW: toRows(gradW).map(row => row.map(value => value * 4)),
        gradB: Array.from(gradB ?? [], value => value * 4),
      })),
    };
    const [message] = failures({ compare_gradients: { file: 'g.json' } }, changes, {
      'g.json': JSON.stringify(summed),
    });
    assert.match(message, /All of them are 4 ×: a sum over the 4 rows where ours is their mean/);
  });

  const broken: [name: string, content: string, words: RegExp][] = [
    ['g.json', '{', /g.json is not JSON/],
    ['g.json', '{"gradW": 1}', /must hold \{"layers"/],
    ['g.json', '{"layers": [{}]}', /holds no gradW/],
    ['g.json', '{"layers": [{"gradW": [[1],[2,3]]}]}', /layers\[0\].gradW/],
    ['g.json', '{"layers": [{"gradW": [[1]]}]}', /"layers.0.gradW" of 1 × 1 .* layer 1 is 2 × 2/],
    ['g.txt', 'dW3 = [[1]]', /"dW3", but the network has 2 layers/],
    ['g.txt', 'dW1 = [[1 2]\n [3 4]] dW1 = [[1 2]\n [3 4]]', /gradW of layer 1 twice/],
    ['g.txt', '[[1 2 3]]', /an array of 1 × 3 numbers, and no gradient/],
    ['g.npz', 'x', /g.npz is not a .npz file/],
  ];
  for (const [name, content, words] of broken) {
    it(`refuses ${content.slice(0, 30)}`, () => {
      const checks = { compare_gradients: { file: name } };
      assert.match(dataComplaints({ checks }, { [name]: content })[0], words);
    });
  }

  it('refuses a file that is missing', () =>
    assert.match(
      dataComplaints({ checks: { compare_gradients: { file: 'gone.txt' } } })[0],
      /"gone.txt" is missing/,
    ));
});
