/**
 * Lab 002's network on real digits: 784-300-10, sample by sample, 8,000 of MNIST's test digits to
 * learn from and the other 2,000 to be asked.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createMatrix } from '../../../../src/engine/ground/matrix';
import type { Dataset } from '../../../../src/engine/ground/spec';
import { ACCURACY, assertClose, column, layer, REFERENCE, runSpec, startRun } from '../support';

const FOLDER = path.resolve(REFERENCE, '..', 'data', 'mnist');
const PIXELS = 784;

/** The numbers of an IDX file after its header. */
function readIdx(file: string, header: number): Uint8Array {
  return gunzipSync(readFileSync(path.join(FOLDER, file))).subarray(header);
}

function digits(from: number, to: number): Dataset {
  const images = readIdx('t10k-images-idx3-ubyte.gz', 16);
  const labels = readIdx('t10k-labels-idx1-ubyte.gz', 8);
  const x = createMatrix('float32', to - from, PIXELS);
  const y = createMatrix('float32', to - from, 10);
  x.data.set(Array.from(images.subarray(from * PIXELS, to * PIXELS), pixel => pixel / 255));
  for (let r = from; r < to; r++) y.data[(r - from) * 10 + labels[r]] = 1;
  return { x, y };
}

describe('Real digits', () => {
  if (!existsSync(FOLDER)) {
    it('skipped: the digits of MNIST are not on this machine');
    return;
  }

  // PyTorch 1.13, autograd and SGD in float32 from the same start (RandomState(0)), after each epoch:
  const TORCH = {
    loss: [0.75176723, 0.36631769, 0.31072492, 0.27884425, 0.25448414],
    val_accuracy: [0.8965, 0.8975, 0.898, 0.8975, 0.903],
  };

  it('are told apart as PyTorch does: after 5 epochs 9 times in 10', () => {
    const own = { kernel_initializer: { type: 'xavier_normal' } } as const;
    const spec = runSpec(PIXELS, [layer(300, 'sigmoid', own), layer(10, 'softmax', own)], {
      dtype: 'float32',
      loss: { type: 'cross_entropy' },
      optimizer: { learning_rate: 0.01 },
      trainer: { epochs: 5, batch_size: 1 },
      metrics: [{ ...ACCURACY, evaluate: 'running' }],
    });
    const others = { validation: digits(8000, 10_000) };
    const run = startRun(spec, digits(0, 8000), undefined, others);
    run.train(Infinity);
    assertClose(column(run, 'loss'), TORCH.loss, 1e-6, 'loss');
    // One digit more or less, where the two round differently.
    assertClose(column(run, 'val_accuracy'), TORCH.val_accuracy, 0.0005, 'accuracy');
    assert.ok((column(run, 'val_accuracy').at(-1) ?? 0) >= 0.9);
  }).timeout(60_000);
});
