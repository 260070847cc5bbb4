/**
 * Run by allocation.test.ts in a process of its own, in which nothing is collected but on request:
 * prints what every way of training takes of memory, as a list of `Taken`.
 */
import { getHeapStatistics } from 'node:v8';
import type { KernelChoice } from '../../../../src/engine/training/kernelChoice';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Run } from '../../../../src/engine/training/run';
import type { OptimizerSpec, TrainerSpec } from '../../../../src/engine/ground/spec';
import { ACCURACY, layer, randomMatrix, runSpec, startRun } from '../support';

/** Bytes for 10,000 updates. */
export interface Taken {
  name: string;
  /** One call for all of them, inside WebAssembly. */
  fused: boolean;
  /** Of the heap, the least of several rounds, whether it is still in use afterwards or not. */
  passing: number;
  /** Of the heap, still in use afterwards. */
  lasting: number;
  /** Of array buffers, still in use afterwards. */
  buffers: number;
}

const UPDATES = 10_000;
/** While the compilers do their work, and take memory for it. */
const WARM_UP = 3;
const ROUNDS = 3;
/** On a busy machine the compilers take their time: rounds in WebAssembly go on until one takes little. */
const MOST_FUSED_ROUNDS = 24;
const LITTLE = 20_000;

const SGD: Partial<OptimizerSpec> = { type: 'sgd' };
const ADAM: Partial<OptimizerSpec> = { type: 'adam', weight_decay: 0.1 };

type Way = 'trained' | 'recorded' | 'step by step';
const WAYS: [Way, KernelChoice, TrainerSpec['batch_size'], Partial<OptimizerSpec>][] = [
  ['trained', 'fastest', 1, SGD],
  ['trained', 'fastest', 8, SGD],
  ['recorded', 'fastest', 1, SGD],
  ['recorded', 'fastest', 8, SGD],
  ['step by step', 'fastest', 1, SGD],
  ['trained', 'fastest', 8, ADAM],
  ['recorded', 'fastest', 8, ADAM],
  ['trained', 'plain', 8, SGD],
  ['step by step', 'plain', 1, ADAM],
  ['recorded', 'plain', 8, ADAM],
];

/** 500 rows, so that there are few epochs: the log's row of each takes its place. */
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

function trainAtOnce(run: Run): void {
  run.train(UPDATES);
}

function trainStepByStep(run: Run): void {
  for (let i = 0; i < UPDATES; i++) run.step();
}

function measure(name: string, fused: boolean, train: (run: Run) => void, run: Run): Taken {
  for (let round = 0; round < WARM_UP; round++) train(run);
  const most = fused ? MOST_FUSED_ROUNDS : ROUNDS;
  const before = used();
  let passing = Infinity;
  let rounds = 0;
  while (rounds < ROUNDS || (rounds < most && passing > LITTLE)) {
    const { heap } = used();
    train(run);
    passing = Math.min(passing, getHeapStatistics().used_heap_size - heap);
    rounds++;
  }
  const end = used();
  const perRound = (of: keyof typeof end): number => (end[of] - before[of]) / rounds;
  return { name, fused, passing, lasting: perRound('heap'), buffers: perRound('buffers') };
}

/** What is still in use. */
function used(): { heap: number; buffers: number } {
  if (!globalThis.gc) throw new Error('This process needs --expose-gc.');
  globalThis.gc();
  return {
    heap: getHeapStatistics().used_heap_size,
    buffers: process.memoryUsage().arrayBuffers,
  };
}

const results = WAYS.map(([way, choice, batch, optimizer]) => {
  const run = start(choice, batch, optimizer);
  if (way === 'recorded') run.startRecording(1000);
  const alone = way === 'step by step';
  const fused = choice === 'fastest' && optimizer === SGD && !alone;
  const name = `${way} with ${optimizer.type}, batch ${batch}, ${choice} kernels`;
  return measure(name, fused, alone ? trainStepByStep : trainAtOnce, run);
});
console.log(JSON.stringify(results));
