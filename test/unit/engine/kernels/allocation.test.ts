/** What a run takes of memory: everything at its start, nothing that lasts while it trains. */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { KernelChoice } from '../../../../src/engine/kernels/choose';
import { createStream } from '../../../../src/engine/rng/stream';
import type { Run } from '../../../../src/engine/run';
import type { OptimizerSpec, TrainerSpec } from '../../../../src/engine/spec';
import { ACCURACY, layer, randomMatrix, runSpec, startRun } from '../support';

const UPDATES = 10_000;
/** For each update, while the log's few rows grow: numbers in transit, but no object that lasts. */
const PASSING_BYTES = 128;
const LASTING_BYTES = 16;

const WAYS: Record<string, (run: Run, updates: number) => void> = {
  trained: (run, updates) => run.train(updates),
  'step by step': (run, updates) => {
    for (let i = 0; i < updates; i++) run.step();
  },
};

describe('Training takes no memory', () => {
  for (const [way, train] of Object.entries(WAYS)) {
    for (const choice of ['fastest', 'plain'] as const) {
      for (const batch of [1, 8] as const) {
        it(`over ${UPDATES} updates ${way}, batch ${batch}, ${choice} kernels`, () => {
          check(train, start(choice, batch, {}));
        });
      }

      it(`over ${UPDATES} updates ${way} with Adam, ${choice} kernels`, () => {
        check(train, start(choice, 8, { type: 'adam', weight_decay: 0.01 }));
      });
    }
  }
});

/** 500 rows: few epochs, as the log of each takes its place. */
function start(
  choice: KernelChoice,
  batch: TrainerSpec['batch_size'],
  optimizer: Partial<OptimizerSpec>,
): Run {
  const stream = createStream('numpy', 3);
  const spec = runSpec(4, [layer(6, 'tanh'), layer(3, 'softmax')], {
    loss: { type: 'cross_entropy' },
    optimizer: { learning_rate: 1e-3, ...optimizer },
    trainer: { epochs: 1e9, batch_size: batch },
    metrics: [{ ...ACCURACY, evaluate: 'running' }],
  });
  const train = { x: randomMatrix(stream, 500, 4), y: randomMatrix(stream, 500, 3, 0, 1) };
  return startRun(spec, train, stream, {}, choice);
}

function check(train: (run: Run, updates: number) => void, run: Run): void {
  // The compiler's own work comes first.
  for (let i = 0; i < 5; i++) train(run, UPDATES);
  collectGarbage();
  const before = process.memoryUsage();
  train(run, UPDATES);
  const passing = process.memoryUsage().heapUsed - before.heapUsed;
  assert.ok(passing < UPDATES * PASSING_BYTES, `${passing} bytes taken in ${UPDATES} updates`);
  collectGarbage();
  const after = process.memoryUsage();
  const lasting = after.heapUsed - before.heapUsed;
  assert.ok(lasting < UPDATES * LASTING_BYTES, `${lasting} bytes kept after ${UPDATES} updates`);
  const buffers = after.arrayBuffers - before.arrayBuffers;
  assert.ok(buffers <= 0, `${buffers} bytes of arrays kept after ${UPDATES} updates`);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}
