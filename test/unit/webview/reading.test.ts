import assert from 'node:assert/strict';
import type { RunDescription } from '../../../src/protocol/snapshot';
import {
  confidence,
  outputsAt,
  predictedClass,
  readingOf,
  scorePoints,
  type Reading,
} from '../../../webview/boundary/reading';
import type { Boundary } from '../../../src/protocol/tensors';

const sigmoid: Reading = { classes: ['no', 'yes'], outputs: 1, threshold: 0.5, low: 0, high: 1 };
const tanh: Reading = { ...sigmoid, threshold: 0, low: -1 };
const three: Reading = { ...sigmoid, classes: ['a', 'b', 'c'], outputs: 3 };

describe('reading outputs', () => {
  it('counts an output on the threshold as the second class, as the accuracy does', () => {
    assert.equal(predictedClass(sigmoid, [0.5], 0), 1);
    assert.equal(predictedClass(sigmoid, [0.4999], 0), 0);
    assert.equal(predictedClass(tanh, [-0.1], 0), 0);
  });

  it('takes the first of the largest outputs', () => {
    assert.equal(predictedClass(three, [9, 0.1, 0.6, 0.6], 1), 1);
  });

  it('is unsure on the border and sure at the ends', () => {
    assert.equal(confidence(sigmoid, [0.5], 0), 0);
    assert.equal(confidence(sigmoid, [1], 0), 1);
    assert.equal(confidence(sigmoid, [0], 0), 1);
    assert.equal(confidence(tanh, [-0.25], 0), 0.25);
    assert.equal(confidence(sigmoid, [7], 0), 1);
    assert.ok(Math.abs(confidence(three, [0.7, 0.1, 0.2], 0) - 0.5) < 1e-12);
    assert.equal(confidence(three, [0.4, 0.4, 0.2], 0), 0);
  });

  it('takes the ends of tanh for sure, whatever its threshold', () => {
    const layers = (activation: string) => [{ activation }];
    const data = { classNames: ['a', 'b'], outputs: 1 };
    const ends = (activation: string, threshold: number | null): number[] => {
      const description = { layers: layers(activation), data, threshold };
      const { low, high } = readingOf(description as unknown as RunDescription);
      return [low, high];
    };
    assert.deepEqual(ends('tanh', 0), [-1, 1]);
    assert.deepEqual(ends('tanh', 0.5), [-1, 1]);
    assert.deepEqual(ends('identity', 0), [-1, 1]);
    assert.deepEqual(ends('sigmoid', null), [0, 1]);
  });

  it('interpolates between the samples', () => {
    const boundary: Boundary = {
      extent: [0, 2, 10, 12],
      resolution: 3,
      outputs: 1,
      // x1 + 10 · (x2 − 10)
      values: Float32Array.from([0, 1, 2, 10, 11, 12, 20, 21, 22]),
      atPoints: [],
    };
    assert.deepEqual(outputsAt(boundary, 0.5, 10.5), [5.5]);
    assert.deepEqual(outputsAt(boundary, 2, 12), [22]);
    assert.equal(outputsAt(boundary, 2.1, 11), null);
  });

  it('counts the points that are read wrongly, of all or of one class', () => {
    const labels = [0, 1, 1, 0];
    const outputs = [0.9, 0.8, 0.1, 0.2];
    assert.deepEqual(scorePoints(sigmoid, labels, outputs), { rows: 4, wrong: 2 });
    assert.deepEqual(scorePoints(sigmoid, labels, outputs, 1), { rows: 2, wrong: 1 });
  });
});
