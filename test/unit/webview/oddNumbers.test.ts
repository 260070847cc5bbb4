/** NaN is NaN and +∞ is +∞ on the page, though messages travel as JSON. */
import assert from 'node:assert/strict';
import { packNumbers } from '../../../src/protocol/oddNumbers';
import { formatNumber } from '../../../webview/words/numbers';
import { unpackNumbers } from '../../../webview/run/oddNumbers';
import { experimentOf, workerOf } from '../worker/support';

/** As VS Code sends it: JSON, with the arrays of numbers apart from it. */
function sent<T>(message: T): T {
  const arrays: unknown[] = [];
  const json = JSON.stringify(packNumbers(message), (_key, value: unknown) =>
    ArrayBuffer.isView(value) ? { array: arrays.push(value) - 1 } : value,
  );
  const received = JSON.parse(json, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && 'array' in value
      ? arrays[Number(value.array)]
      : value,
  ) as T;
  return unpackNumbers(received);
}

describe('Numbers on their way to the page', () => {
  it('are what they were, wherever they stand', () => {
    const message = {
      loss: NaN,
      stats: [[{ norm: Infinity, min: -Infinity, mean: -0.5 }], []],
      nothing: null,
      text: 'NaN',
      values: Float64Array.of(NaN, Infinity),
    };
    assert.deepEqual(sent(message), message);
    const loss = (value: number): string => formatNumber(sent({ value }).value);
    assert.deepEqual([NaN, Infinity, -Infinity].map(loss), ['NaN', '∞', '−∞']);
  });

  it('are copied only where one of them is odd', () => {
    const message = { a: { b: [1, 2] }, c: { d: NaN } };
    const packed = packNumbers(message);
    assert.equal(packed.a, message.a);
    assert.notEqual(packed.c, message.c);
    assert.ok(Number.isNaN(message.c.d), 'the message itself is as it was');
  });

  it('of a run that has left the finite range', async () => {
    const { ask } = workerOf();
    const experiment = experimentOf(`{
      "version": 1,
      "data": {"train": {"type": "generator", "name": "xor_easy"}},
      "model": {"layers": [{"units": 2}, {"units": 1}]},
      "loss": {"type": "mse"},
      "optimizer": {"type": "sgd", "learning_rate": 1e200},
      "trainer": {"epochs": 9}
    }`);
    await ask.load({ experiment, name: 'x', files: [], threads: 1 });
    const place = { tensor: 'loss' as const, layer: 1, row: null, col: null };
    const derivation = { place, terms: 5, row: null };
    await ask.watch({ tensors: [], boundary: 0, derivation });
    await ask.train({});
    const frame = await ask.snapshot({});
    assert.ok(!Number.isFinite(frame.batchLoss));
    assert.deepEqual(sent(frame), frame);
  });
});
