/**
 * Every way through whole updates in WebAssembly: the combinations of all that a branch asks for,
 * one by one. Random networks meet some of them once in a thousand times.
 */
import assert from 'node:assert/strict';
import { createMatrix } from '../../../../src/engine/ground/matrix';
import { memoryOf } from '../../../../src/engine/training/kernelChoice';
import { wasmKernels } from '../../../../src/engine/kernels/wasm';
import { createStream } from '../../../../src/engine/rng/createStream';
import type { Run } from '../../../../src/engine/training/run';
import type { ActivationName, LossName, MetricSpec } from '../../../../src/engine/ground/spec';
import { createStorage } from '../../../../src/engine/training/storage';
import { ACCURACY, layer, METRIC, runSpec } from '../support';
import { largeCase, startRun, type Case } from './cases';

/** Below and above 2048 weights, from which a matrix is large. */
const SIZES = [
  [10, 3],
  [230, 9],
];
/** One row, few rows, rows from which packing pays, more than one block of sums. */
const BATCHES = [1, 2, 11, 12, 256, 257];
const OUTPUTS: [ActivationName, LossName][] = [
  ['linear', 'mse'],
  ['sigmoid', 'mse'],
  ['tanh', 'mse'],
  ['relu', 'mse'],
  ['leaky_relu', 'mse'],
  ['sigmoid', 'binary_cross_entropy'],
  ['softmax', 'cross_entropy'],
];
/** Of one size of batch: all that decides about the way but the sizes. */
const WAYS = [1, 2].flatMap(depth => [
  { depth, trains: true, recording: false },
  { depth, trains: true, recording: true },
  { depth, trains: false, recording: false },
]);

describe('Whole updates', () => {
  for (const [inputs, units] of SIZES) {
    for (const batch of BATCHES) {
      it(`by ${batch} rows, first through ${inputs} × ${units} weights`, () => {
        for (const [activation, loss] of OUTPUTS) {
          for (const way of WAYS) agree(caseOf(inputs, units, batch, activation, loss, way), way);
        }
      });
    }
  }

  it('keep what they have summed while another batch is looked at', () => {
    const { spec, train } = largeCase('float64', 300, 9, 20, 4, 0);
    spec.metrics = [ACCURACY];
    const needs = { bytes: memoryOf(spec, train), inputs: 300, units: 9 };
    const kernels = wasmKernels('float64', needs, false);
    assert.ok(kernels);
    const { fused, batches } = createStorage(kernels, spec, train);
    assert.ok(fused);
    assert.equal(fused.train(0, 2, null, 0.1, false), 2);
    fused.lossSums[0] = -1;
    fused.correctRows[0] = -2;
    assert.ok(fused.forward(batches.load(3)) >= 0);
    assert.deepEqual([fused.lossSums[0], fused.correctRows[0]], [-1, -2]);
  });

  it('of a single softmax layer by one row log its cross-entropy', () => {
    const way = { depth: 1, trains: true, recording: false };
    const one = caseOf(300, 10, 1, 'softmax', 'cross_entropy', way);
    const loss: MetricSpec = { ...METRIC, type: 'cross_entropy' };
    one.spec.metrics = [loss, { ...loss, name: 'after', evaluate: 'end_of_epoch' }];
    one.spec.optimizer.learning_rate = 1e-12;
    const run = startRun(one, 'exact');
    run.train(1e9);
    const { values } = run.log.slice(0);
    const [running, after] = ['loss', 'after'].map(name => values[run.columns.indexOf(name)]);
    for (let i = 0; i < running.length; i++) {
      assert.ok(Math.abs(running[i] - after[i]) < 1e-9, `${running[i]} and ${after[i]}`);
    }
  });
});

type Way = (typeof WAYS)[number];

function caseOf(
  inputs: number,
  units: number,
  batch: number,
  activation: ActivationName,
  loss: LossName,
  { depth, trains }: Way,
): Case {
  const layers = Array.from({ length: depth }, (_, i) =>
    layer(units, i === depth - 1 ? activation : 'tanh', {
      name: `layer${i + 1}`,
      trainable: { kernel: trains, bias: true },
    }),
  );
  const spec = runSpec(inputs, layers, {
    loss: { type: loss },
    optimizer: { learning_rate: 0.02 },
    trainer: { epochs: 2, batch_size: batch },
    metrics: [
      { ...METRIC, type: loss },
      { ...ACCURACY, evaluate: 'running' },
    ],
  });
  const stream = createStream('numpy', inputs + batch);
  // Whole batches, and a last one of a single row.
  const rows = batch === 1 ? 3 : batch + 1;
  const x = createMatrix('float64', rows, inputs);
  const y = createMatrix('float64', rows, units);
  x.data.set(stream.normal(x.data.length, 0, 1, 'float64'));
  for (let r = 0; r < rows; r++) y.data[r * units + (r % units)] = 1;
  const title = `depth ${depth}, ${activation}, ${loss}, weights trained: ${trains}`;
  return { title, spec, train: { x, y }, validation: null };
}

function agree(one: Case, { recording }: Way): void {
  const [expected, trained] = [startRun(one, 'plain'), startRun(one, 'exact')];
  const recorders = recording ? [expected, trained].map(run => run.startRecording(50)) : [];
  while (!expected.done) expected.step();
  while (!trained.done) trained.train(1e9);
  assert.ok(numbersOf(trained) === numbersOf(expected), one.title);
  if (recording) assert.deepEqual(recorders[1].since(1), recorders[0].since(1), one.title);
}

/** The log, and the bits of the parameters; a −0 may stand for a 0. */
function numbersOf(run: Run): string {
  const arrays = run.parameters.flatMap(({ weights, biases }) => [weights.data, biases ?? []]);
  const { values } = run.log.slice(0);
  return [...arrays, ...values].map(numbers => numbers.join(' ')).join('; ');
}
