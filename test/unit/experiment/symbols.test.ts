/** How the symbols of a course are written, in a line and in TeX, with layers and without. */
import assert from 'node:assert/strict';
import type { NotationSpec } from '../../../src/experiment/format/experiment';
import { symbolsOf } from '../../../src/experiment/notation/symbols';
import { writeSymbol } from '../../../src/experiment/notation/writtenSymbol';

const NONE: NotationSpec = {
  weights: null,
  biases: null,
  preactivations: null,
  activations: null,
  deltas: null,
  target: null,
  output: null,
  loss: null,
};

describe('symbols', () => {
  it('are the usual ones where a file says nothing', () => {
    const { layers, input, target, loss } = symbolsOf(null, 2);
    assert.deepEqual(
      layers.map(({ weights, biases, z, a, delta }) =>
        [weights, biases, z, a, delta].map(({ text }) => text),
      ),
      [
        ['W¹', 'b¹', 'z¹', 'a¹', 'δ¹'],
        ['W²', 'b²', 'z²', 'a²', 'δ²'],
      ],
    );
    assert.deepEqual(
      [input, target, loss].map(({ text }) => text),
      ['x', 'y', 'L'],
    );
    assert.deepEqual(layers[1].delta.tex, { letter: '\\delta', layer: '(2)', own: '' });
    assert.equal(layers[1].delta.name, 'δ');
  });

  it('are those of the course: one that counts the layers, or one for each layer', () => {
    const notation: NotationSpec = {
      ...NONE,
      weights: ['W', 'V'],
      preactivations: ['k', 'o'],
      activations: 'h',
      deltas: '\\Delta',
      output: 'y',
      target: 't',
      loss: '\\ell',
    };
    const { layers, target, loss } = symbolsOf(notation, 2);
    assert.deepEqual(
      layers.map(({ weights, z, a, delta }) => [weights, z, a, delta].map(({ text }) => text)),
      [
        ['W', 'k', 'h¹', 'Δ¹'],
        ['V', 'o', 'y', 'Δ²'],
      ],
    );
    assert.deepEqual([target.text, loss.text], ['t', 'ℓ']);
    assert.equal(layers[1].weights.tex.layer, '');
  });

  it('keep a subscript of their own', () => {
    const symbol = writeSymbol('Z_{in}', 2);
    assert.deepEqual(symbol, {
      text: 'Zᵢₙ²',
      name: 'Zᵢₙ',
      tex: { letter: 'Z', layer: '(2)', own: '\\mathrm{in}' },
    });
    assert.equal(writeSymbol('Z_out', 1).text, 'Zₒᵤₜ¹');
    assert.equal(writeSymbol('z_c', 1).text, 'z_c¹');
    assert.equal(writeSymbol('z_c', 1).tex.own, 'c');
  });

  it('are letters, names or TeX', () => {
    const texts = ['h1', 'net', "z'", '\\hat{y}', '\\hat y', '\\mathbf{W}', '\\mathcal{L}', 'Θ'];
    assert.deepEqual(
      texts.map(text => writeSymbol(text, null).text),
      ['h1', 'net', 'z′', 'ŷ', 'ŷ', 'W', 'L', 'Θ'],
    );
    assert.deepEqual(
      texts.map(text => writeSymbol(text, null).tex.letter),
      ['\\mathit{h1}', '\\mathit{net}', "z'", ...texts.slice(3)],
    );
    assert.equal(writeSymbol('100%', null).tex.letter, '100\\%');
  });
});
