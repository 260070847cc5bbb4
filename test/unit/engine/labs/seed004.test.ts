/** Lab 004: 2-5-3-1 on five points, Glorot from torch's stream, the document's printed digits. */
import assert from 'node:assert/strict';
import { sampleBoundary } from '../../../../src/engine/training/boundary';
import { toRows } from '../../../../src/engine/ground/matrix';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Run } from '../../../../src/engine/training/run';
import type { Dtype, InitializerSpec } from '../../../../src/engine/ground/spec';
import {
  assertClose,
  column,
  dataset,
  describeReference,
  layer,
  parametersOf,
  relativeError,
  runSpec,
  startRun,
  train,
  values,
  type Numbers,
} from '../support';

const POINTS = [
  [0, 0],
  [1, 0],
  [0, -1],
  [-1, 0],
  [0, 1],
];
const LABELS = [[1], [0], [0], [0], [0]];

interface LabRun {
  torch_seed: number;
  dtype: Dtype;
  W0: number[][][];
  forward0: number[];
  step1: Record<'z' | 'a' | 'delta' | 'dW' | 'db', Numbers[]>;
  losses: number[];
  params_after_epoch: Record<string, { W: Numbers[]; b: Numbers[] }>;
  forward_final: number[];
  grid50: number[][];
}

/** Given kernels, or drawn from torch's stream. */
function start(dtype: Dtype, seed: number, kernels?: number[][][]): Run {
  const kernel = (i: number): InitializerSpec =>
    kernels ? values(kernels[i]) : { type: 'xavier_uniform' };
  const spec = runSpec(
    2,
    [
      layer(5, 'tanh', { kernel_initializer: kernel(0) }),
      layer(3, 'tanh', { kernel_initializer: kernel(1) }),
      layer(1, 'sigmoid', { kernel_initializer: kernel(2) }),
    ],
    {
      dtype,
      rng: { type: 'torch' },
      optimizer: { learning_rate: 0.25 },
      trainer: { epochs: 2500 },
    },
  );
  return startRun(spec, dataset(POINTS, LABELS, dtype), createStream('torch', seed));
}

describe('Lab 004', () => {
  for (const dtype of ['float32', 'float64'] as const) {
    it(`prints the document's numbers in ${dtype}`, () => {
      // float64 goes on from the float32 start: torch draws other numbers for a float64 tensor
      const drawn = parametersOf(start('float32', 807928277)).map(({ weights }) => weights);
      const run = start(dtype, 0, drawn);
      const outputs = Array.from(run.predict(run.data.train.x).data, a => a.toFixed(4));
      assert.deepEqual(outputs, ['0.5000', '0.5401', '0.5680', '0.4599', '0.4320']);
      const losses = column(train(run), 'loss');
      const printed = [511, 1014, 1497, 1990, 2456, 2500].map(epoch =>
        losses[epoch - 1].toFixed(5),
      );
      assert.deepEqual(printed, ['0.15836', '0.01079', '0.00152', '0.00074', '0.00048', '0.00047']);
    });
  }
});

describeReference<{ runs: LabRun[] }>(
  'Lab 004 against its reference',
  'seeds/seed004.json',
  lab => {
    for (const r of lab.runs) {
      const exact = lab.runs.find(
        other => other.torch_seed === r.torch_seed && other.dtype === 'float64',
      );
      assert.ok(exact);
      const bar = r.dtype === 'float64' ? 1e-10 : 1e-5;
      describe(`torch seed ${r.torch_seed}, ${r.dtype}`, () => {
        it('draws the same start', () => {
          const run = start('float32', r.torch_seed);
          assert.deepEqual(
            parametersOf(run).map(({ weights }) => weights),
            r.W0,
          );
        });

        it('has every intermediate of the first step', () => {
          const { layers } = start(r.dtype, 0, r.W0).peek();
          const tolerance = r.dtype === 'float64' ? 1e-12 : 1e-6;
          const { z, a, delta, dW, db } = r.step1;
          layers.forEach((l, i) => {
            assertClose(toRows(l.z), z[i], tolerance, 'z');
            assertClose(toRows(l.a), a[i], tolerance, 'a');
            assertClose(toRows(l.delta), delta[i], tolerance, 'delta');
            assertClose(toRows(l.gradW), dW[i], tolerance, 'dW');
            assertClose(Array.from(l.gradB ?? []), db[i], tolerance, 'db');
          });
        });

        it('has its losses, weights, outputs and grid', () => {
          const run = train(start(r.dtype, 0, r.W0));
          assert.ok(relativeError(column(run, 'loss'), exact.losses) < bar);
          const { W, b } = r.params_after_epoch['2500'];
          parametersOf(run).forEach(({ weights, biases }, i) => {
            const tolerance = r.dtype === 'float64' ? 1e-10 : 1e-4;
            assertClose(weights, W[i], tolerance, 'weights');
            assertClose(biases, b[i], tolerance, 'biases');
          });
          const outputs = Array.from(run.predict(run.data.train.x).data);
          assertClose(outputs, r.forward_final, r.dtype === 'float64' ? 1e-10 : 1e-5, 'outputs');
          if (r.dtype === 'float64') assertClose(grid(run), r.grid50, 1e-8, 'grid');
        });
      });
    }
  },
);

/** The reference's grid has x1 along its rows; the sampled one has x1 along its columns. */
function grid(run: Run): number[][] {
  // Rounded to float32: good to 6e-8, so the bar of 1e-8 is met by predicting the same points.
  const sampled = sampleBoundary(run, [-2, 2, -2, 2], 50, null);
  const coordinate = (i: number): number => -2 + (4 * i) / 49;
  const rows = Array.from({ length: 2500 }, (_, i) => [
    coordinate(Math.floor(i / 50)),
    coordinate(i % 50),
  ]);
  const exact = run.predict(dataset(rows, LABELS).x).data;
  return Array.from({ length: 50 }, (_, i) =>
    Array.from({ length: 50 }, (__, j) => {
      assertClose(sampled[j * 50 + i], exact[i * 50 + j], 1e-7, 'sampled grid');
      return exact[i * 50 + j];
    }),
  );
}
