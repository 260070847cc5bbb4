/** Formulas that a person types: right, which mistake, or where they cannot be read. */
import assert from 'node:assert/strict';
import { Run } from '../../../src/engine/training/run';
import { judgeFormula, type FormulaTensor } from '../../../src/experiment/autopsy/judgeFormula';
import { offeredNames } from '../../../src/experiment/verify/names';
import { prepared, type Json } from './support';

function judge(tensor: FormulaTensor, layer: number, text: string, changes: Json = {}) {
  const { spec, data, parameters, stream, notation, solution } = prepared({
    loss: { type: 'binary_cross_entropy' },
    trainer: { epochs: 3, batch_size: 4 },
    ...changes,
  });
  const run = new Run(spec, data, parameters, stream);
  run.train(1);
  return judgeFormula(text, { tensor, layer }, run, { notation, solution, dtype: spec.dtype });
}

/** The sentence of an error, and the characters that it marks. */
function error(tensor: FormulaTensor, layer: number, text: string, changes: Json = {}) {
  const judgement = judge(tensor, layer, text, changes);
  assert.ok(judgement.kind === 'error', JSON.stringify(judgement));
  return [judgement.words, text.slice(judgement.start, judgement.end)];
}

function wrong(tensor: FormulaTensor, layer: number, text: string, changes: Json = {}) {
  const judgement = judge(tensor, layer, text, changes);
  assert.ok(judgement.kind === 'wrong', JSON.stringify(judgement));
  return judgement;
}

const RIGHT: [FormulaTensor, number, string][] = [
  ['z', 0, 'x @ W + b'],
  ['z', 1, 'a1 @ W2 + b2'],
  ['delta', 1, '(a - y) / 4'],
  ['delta', 0, '(delta2 @ W2.T) * (1 - a * a)'],
  ['gradW', 0, 'aPrev.T @ delta'],
  ['gradB', 1, 'sum(delta, axis=0)'],
];

describe('a typed formula', () => {
  for (const [tensor, layer, text] of RIGHT)
    it(`is right: ${tensor} of layer ${layer + 1} = ${text}`, () => {
      const judgement = judge(tensor, layer, text);
      assert.ok(judgement.kind === 'right' && judgement.apart < 1e-12, JSON.stringify(judgement));
    });

  it('is told which mistake it is, with the right line and both values', () => {
    const { words, code, yours, right } = wrong('delta', 0, 'delta2 @ W2.T');
    assert.equal(words, 'delta1 lacks f′(z1).');
    assert.match(code?.right ?? '', /delta2 @ W2\.T\) \* /);
    assert.notDeepEqual(yours, right);
    assert.deepEqual([yours?.rows, yours?.cols], [right?.rows, right?.cols]);
  });

  it('is told that it has the penalty of the optimiser in it', () => {
    const optimizer = { type: 'sgd', learning_rate: 0.1, weight_decay: 0.1 };
    const words = (text: string): string => wrong('gradW', 0, text, { optimizer }).words;
    assert.match(
      words('aPrev.T @ delta + 0.1 * W'),
      /^It is the gradient of the loss and the penalty/,
    );
    assert.doesNotMatch(words('aPrev.T @ delta + 0.2 * W'), /penalty/);
    assert.match(words('delta.T @ aPrev'), /transpose/);
    assert.equal(judge('gradW', 0, 'aPrev.T @ delta', { optimizer }).kind, 'right');
  });

  it('is told a constant factor', () => {
    assert.match(
      wrong('delta', 1, 'a - y').words,
      /^Everywhere it is 4 ×: .*\(`batch_reduction`\)/,
    );
    assert.match(wrong('delta', 1, '(a - y) / 2').words, /^Everywhere it is 2 ×: .*\?$/);
  });

  it('is given no name that does not make its numbers', () => {
    const { words, code } = wrong('gradW', 1, 'aPrev.T @ (delta * 3 + y)');
    assert.deepEqual([words, code], ['', null]);
  });

  it('is told its own shape and the right one', () => {
    assert.match(wrong('gradW', 0, 'aPrev').words, /^It is 4 × 2, but must be 2 × 2\./);
  });

  it('is told no more than the file allows', () => {
    const hint = wrong('delta', 0, 'delta2 @ W2.T', { policy: { solution: 'hint' } });
    assert.deepEqual([hint.code, hint.right], [null, null]);
    assert.ok(hint.yours && hint.words !== '' && !/derivative_missing|\(1 - /.test(hint.words));
    assert.notEqual(hint.words, wrong('delta', 0, 'delta2 @ W2.T').words);
    const off = wrong('delta', 0, 'delta2 @ W2.T', { policy: { solution: 'off' } });
    assert.deepEqual(off, { kind: 'wrong', words: '', code: null, yours: null, right: null });
    assert.equal(judge('z', 0, 'x @ W + b', { policy: { solution: 'off' } }).kind, 'right');
  });

  it('marks the characters that cannot be read, do not fit or are nothing', () => {
    assert.deepEqual(error('gradW', 1, 'aPrev.T @ delta + aPrev @ delta'), [
      'The sizes do not fit: 4 × 2 @ 4 × 1: the inner sizes 2 and 4 must be the same.',
      'aPrev @ delta',
    ]);
    assert.deepEqual(error('gradW', 1, 'aPrev.T @ detla'), [
      '`detla` is nothing here: did you mean `delta`?',
      'detla',
    ]);
    const [words, marked] = error('gradW', 1, 'q @ delta');
    assert.equal(marked, 'q');
    assert.match(words, /^`q` is nothing here\. Names are aPrev, W, b, z, a, delta, y, and /);
    assert.equal(error('z', 0, 'x @ W + ]b')[1], ']');
  });

  it('must not name what it is for, nor biases that a layer has not', () => {
    assert.match(error('gradW', 0, 'delta3')[0], /nothing here/);
    assert.deepEqual(error('delta', 1, '2 * delta2'), [
      '`delta2` is what the formula is for: write how your program computes it.',
      'delta2',
    ]);
    const layers = [
      { units: 2, activation: 'tanh', use_bias: false },
      { units: 1, activation: 'sigmoid' },
    ];
    assert.match(error('z', 0, 'x @ W + b', { model: { layers } })[0], /^Layer 1 has no biases/);
  });

  it('computes no value that would fill the memory', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [i / 5000, 1, i % 2]);
    const data = {
      train: { type: 'inline', x: rows.map(r => r.slice(0, 2)), y: rows.map(r => [r[2]]) },
    };
    const trainer = { epochs: 1, batch_size: 'full' };
    const [words] = error('z', 0, 'sum(x @ x.T, axis=1)', { data, trainer });
    assert.match(words, /a value of 5000 × 5000 is too large/);
    assert.match(error('z', 0, 'sum(x + sum(x, axis=1).T, 1) * y.T', { data, trainer })[0], /5000/);
  });
});

describe('the names that are offered', () => {
  const layers = [
    { mask: null, use_bias: false },
    { mask: null, use_bias: true },
  ];
  const names = (notation: Parameters<typeof offeredNames>[0], layer: number) =>
    offeredNames(notation, layers, layer).map(({ name }) => name);

  it('are those of the layer, its neighbours and the targets', () => {
    assert.deepEqual(names(null, 0), ['aPrev', 'W', 'z', 'a', 'delta', 'W2', 'delta2', 'y']);
    assert.deepEqual(names(null, 1), ['aPrev', 'W', 'b', 'z', 'a', 'delta', 'y']);
  });

  it('are written as the course writes them, where a formula can', () => {
    const { notation } = prepared({ notation: { deltas: 'd', preactivations: "Z'", target: 't' } });
    assert.deepEqual(names(notation, 1), ['aPrev', 'W', 'b', 'z', 'a', 'd', 't']);
  });
});
