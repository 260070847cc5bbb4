/**
 * TensorFlow.js on its two backends that need nothing but JavaScript: `minimize` of the loss, its
 * usual idiom without the layers on top. It knows float32 alone. Bundled by tfjsBundle.ts: in Node
 * its packages find each other's gradients in no other way.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths, version_wasm as version } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { timed, type Contestant, type Runner } from './contestants';
import { randomData } from './ours';
import type { Work } from './works';

const require = createRequire(path.resolve('package.json'));

export const tensorFlow: Contestant[] = (['wasm', 'cpu'] as const).map(backend => ({
  name: `tfjs ${backend}`,
  about: `TensorFlow.js ${version}, one thread, float32`,
  start: work => start(backend, work),
}));

async function start(backend: 'cpu' | 'wasm', work: Work): Promise<Runner | null> {
  if (work.dtype !== 'float32' && work.sizes[0] > 2) return null;
  tf.enableProdMode();
  setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  const select = async (): Promise<void> => {
    await tf.setBackend(backend);
    await tf.ready();
  };
  await select();
  const model = createModel(work);
  return {
    train: async updates => {
      await select();
      return timed(() => model.train(updates));
    },
    end: async () => {
      await select();
      tf.disposeVariables();
      model.data.forEach(tensor => tensor.dispose());
    },
  };
}

function createModel(work: Work): { train(updates: number): void; data: tf.Tensor[] } {
  const { sizes, rows, batch } = work;
  const { x, y } = randomData({ ...work, dtype: 'float32' });
  const weights = sizes.slice(1).map((n, i) => {
    const limit = Math.sqrt(6 / (sizes[i] + n));
    return tf.variable(tf.randomUniform<tf.Rank.R2>([sizes[i], n], -limit, limit));
  });
  const biases = sizes.slice(1).map(n => tf.variable(tf.zeros<tf.Rank.R1>([n])));
  const batches = Array.from({ length: Math.ceil(rows / batch) }, (_, i) => {
    const part = (m: typeof x): tf.Tensor2D => {
      const data = m.data.slice(i * batch * m.cols, (i + 1) * batch * m.cols) as Float32Array;
      return tf.tensor2d(data, [data.length / m.cols, m.cols]);
    };
    return { x: part(x), y: part(y) };
  });
  const optimizer = tf.train.sgd(0.01);
  let next = 0;
  return {
    data: batches.flatMap(b => [b.x, b.y]),
    train: updates => {
      for (let i = 0; i < updates; i++) {
        const rowsNow = batches[next++ % batches.length];
        optimizer.minimize(() => lossOf(work, weights, biases, rowsNow));
      }
      // Whatever has been put off is done when the numbers are read.
      weights[0].dataSync();
    },
  };
}

function lossOf(
  { hidden, output }: Work,
  weights: tf.Variable<tf.Rank.R2>[],
  biases: tf.Variable<tf.Rank.R1>[],
  { x, y }: { x: tf.Tensor2D; y: tf.Tensor2D },
): tf.Scalar {
  const last = weights.length - 1;
  let a: tf.Tensor2D = x;
  weights.forEach((w, i) => {
    const z = tf.add<tf.Tensor2D>(tf.matMul(a, w), biases[i]);
    if (i < last) a = hidden === 'tanh' ? tf.tanh(z) : tf.sigmoid(z);
    else a = output === 'softmax' ? z : tf.sigmoid(z);
  });
  return output === 'softmax'
    ? tf.losses.softmaxCrossEntropy(y, a)
    : tf.losses.meanSquaredError(y, a);
}
