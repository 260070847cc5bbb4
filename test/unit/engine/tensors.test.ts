/** The catalogue of tensors: what follows from its rows. */
import assert from 'node:assert/strict';
import {
  biasesOf,
  hasTensor,
  isTensorName,
  matrixOf,
  TENSOR_NAMES,
  tensorSymbol,
  tensorsFrom,
  tensorsOfShape,
  usualSymbol,
} from '../../../src/engine/ground/tensors';

describe('the tensors of a layer', () => {
  it('are those that a network of its kind has', () => {
    const all = { useBias: true, hasSlope: true, isPenalised: true, hasMask: true };
    const names = (needs: typeof all): string[] =>
      TENSOR_NAMES.filter(name => !hasTensor(needs, name));
    assert.deepEqual(names(all), []);
    assert.deepEqual(names({ ...all, hasSlope: false }), ['slope']);
    assert.deepEqual(names({ ...all, hasMask: false }), ['mask']);
    assert.deepEqual(names({ ...all, isPenalised: false }), ['gradW_penalized', 'gradB_penalized']);
    assert.deepEqual(names({ ...all, useBias: false }), [
      'biases',
      'gradB',
      'gradB_penalized',
      'updateB',
    ]);
  });

  it('have biases below weights of the same origin, and nothing below rows', () => {
    for (const [kernel, biases] of [
      ['weights', 'biases'],
      ['gradW', 'gradB'],
      ['gradW_penalized', 'gradB_penalized'],
      ['updateW', 'updateB'],
    ] as const) {
      assert.equal(biasesOf(kernel), biases);
      assert.equal(matrixOf(biases), kernel);
      assert.equal(matrixOf(kernel), kernel);
    }
    for (const rows of tensorsOfShape('rows')) assert.equal(matrixOf(rows), rows);
  });

  it('are listed by where they come from, in the order that is asked for', () => {
    assert.deepEqual(tensorsFrom('parameters', 'forward', 'backward'), [
      ...['weights', 'biases', 'z', 'a', 'delta', 'gradW', 'gradB'],
    ]);
  });

  it('are written with the symbols of the file and of its loss', () => {
    const written = TENSOR_NAMES.map(name => tensorSymbol(name, plain => `<${plain}>`, 'E'));
    assert.deepEqual(written, [
      ...['<z>', '<a>', '<mask>', 'f′(<z>)', '<delta>'],
      ...['<weights>', '∂E/∂<weights>', '∂(E + penalty)/∂<weights>', 'Δ<weights>'],
      ...['<biases>', '∂E/∂<biases>', '∂(E + penalty)/∂<biases>', 'Δ<biases>'],
    ]);
    assert.deepEqual(['gradW', 'delta', 'updateB'].filter(isTensorName).map(usualSymbol), [
      ...['∂L/∂W', 'δ', 'Δb'],
    ]);
  });

  it('are not what an object has anyway', () => {
    assert.ok(!isTensorName('toString'));
    assert.ok(isTensorName('gradW'));
  });
});
