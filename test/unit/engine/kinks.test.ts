/** What lies between two passes: kinks of activations and losses; and how rounding is counted. */
import assert from 'node:assert/strict';
import { relativeError, roundingOf } from '../../../src/engine/ground/differences';
import { kinkBetween } from '../../../src/engine/checking/kinks';
import { matrixFromRows } from '../../../src/engine/ground/matrix';
import { plainKernels } from '../../../src/engine/kernels/plain';
import { createPass, type Pass } from '../../../src/engine/network/network';
import type { ActivationName, LossName } from '../../../src/engine/ground/spec';
import { layer, runSpec } from './support';

/** Whether a kink is found between two passes of one layer with these z, or these outputs. */
function found(
  activation: ActivationName,
  type: LossName,
  values: { from: number[]; to: number[]; y?: number[] },
): ReturnType<typeof kinkBetween> {
  const { from, to, y = from.map(() => 0) } = values;
  const spec = runSpec(1, [layer(from.length, activation)], { loss: { type } });
  const passOf = (row: number[]): Pass => {
    const pass = createPass(spec.model, plainKernels('float64'), 1);
    for (const { z, a } of pass.layers) for (const { data } of [z, a]) data.set(row);
    return pass;
  };
  return kinkBetween(spec, passOf(from), passOf(to), matrixFromRows('float64', [y]));
}

describe('A kink', () => {
  const at = (of: ActivationName | LossName, unit: number) => ({ layer: 0, row: 0, unit, of });

  it('lies between values of either side, and where one of them is on it', () => {
    for (const [from, to] of [
      [-1, 1],
      [1, -1],
      [-1, 0],
      [0, -1],
      [1, 0],
      [0, 1],
    ]) {
      const values = { from: [5, from], to: [6, to] };
      assert.deepEqual(found('relu', 'mse', values), at('relu', 1), `${from} to ${to}`);
    }
    for (const [from, to] of [
      [1, 2],
      [-1, -2],
      [0, 0],
    ]) {
      assert.equal(found('relu', 'mse', { from: [from], to: [to] }), null);
    }
  });

  it('is one of relu, leaky_relu and selu, at z = 0, and of no smooth activation', () => {
    for (const kinked of ['relu', 'leaky_relu', 'selu'] as const)
      assert.deepEqual(found(kinked, 'mse', { from: [-1], to: [1] }), at(kinked, 0));
    for (const smooth of ['linear', 'tanh', 'elu', 'softsign', 'gelu'] as const)
      assert.equal(found(smooth, 'mse', { from: [-1], to: [1] }), null);
  });

  it('is one of mae where output and target meet, of hinge at its margin, of no other loss', () => {
    const meets = { from: [2, 0.9], to: [2, 1.1], y: [0, 1] };
    for (const type of ['mae', 'hinge'] as const)
      assert.deepEqual(found('linear', type, meets), at(type, 1));
    for (const type of ['mse', 'huber', 'binary_cross_entropy', 'cross_entropy'] as const)
      assert.equal(found('linear', type, meets), null);
  });
});

describe('The error of a difference', () => {
  it('has a floor: eight roundings of what the function is made of', () => {
    const epsilon = 2 ** -52;
    assert.equal(roundingOf(3, 0.25), (8 * epsilon * 3) / 0.25);
  });

  it('is relative to the size, or to what has six digits beside its rounding', () => {
    assert.equal(relativeError(0.5, 2, 1e-12), 0.25);
    assert.ok(Math.abs(relativeError(1e-11, 1e-11, 1e-10) - 1e-7) < 1e-20);
    assert.equal(relativeError(0, 0, 0), 0);
    assert.equal(relativeError(NaN, 1, 0), Infinity);
    assert.equal(relativeError(Infinity, 1, 0), Infinity);
  });
});
