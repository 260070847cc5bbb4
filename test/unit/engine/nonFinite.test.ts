/** Runs whose numbers leave the finite range: they end, and say where it began. */
import assert from 'node:assert/strict';
import { allFinite, findNonFinite } from '../../../src/engine/network/nonFinite';
import type { NonFinite, Traces } from '../../../src/engine/network/nonFinite';
import type { Run } from '../../../src/engine/training/run';
import type { FloatArray, Matrix } from '../../../src/engine/ground/spec';
import { column, dataset, layer, runSpec, startRun, train, values } from './support';

const X = [[1], [2]];
const Y = [[1], [3]];

function linearRun(learning_rate: number, kernel = 1, epochs = 1000): Run {
  const own = layer(1, 'linear', { name: 'out', kernel_initializer: values([[kernel]]) });
  const spec = runSpec(1, [own], { optimizer: { learning_rate }, trainer: { epochs } });
  return startRun(spec, dataset(X, Y));
}

describe('A run that diverges', () => {
  it('ends with a sentence that names step, tensor and layer', () => {
    const run = train(linearRun(1e6));
    const found = run.firstNonFinite();
    assert.ok(found && run.done);
    assert.equal(found.layer, 0);
    assert.equal(run.stopReason, found.message);
    assert.match(
      found.message,
      /^Stopped at step \d+: .* became infinite; a smaller learning rate/,
    );
    assert.ok(column(run, 'loss').every(Number.isFinite));
    assert.equal(column(run, 'loss').length, run.position.epoch);
  });

  it('names the loss where only its sum overflows', () => {
    const run = train(linearRun(0.1, 1e200));
    const found = run.firstNonFinite();
    assert.equal(found?.tensor, 'loss');
    assert.equal(found.value, Infinity);
    assert.equal(found.step, 1);
    assert.match(found.message, /Stopped at step 1: the loss became infinite/);
    assert.deepEqual(run.position, { step: 0, epoch: 0, batch: 0 });
    assert.equal(run.log.length, 0);
  });

  it('names z where the product itself overflows', () => {
    const found = train(linearRun(0.1, 1.5e308)).firstNonFinite();
    assert.equal(found?.tensor, 'z');
    assert.match(found.message, /z of layer 1 \("out"\) became infinite/);
  });

  it('names the weights that an update made infinite, though the loss is finite', () => {
    const kernel_initializer = values([[1e100]]);
    const own = layer(1, 'linear', { name: 'out', use_bias: false, kernel_initializer });
    const spec = runSpec(1, [own], { optimizer: { learning_rate: 1e308 } });
    const run = train(startRun(spec, dataset([[1e-50]], [[0]])));
    const found = run.firstNonFinite();
    assert.equal(found?.tensor, 'weights');
    assert.equal(found.step, 1);
    assert.equal(run.position.epoch, 1);
    assert.match(run.stopReason ?? '', /weights of layer 1/);
  });

  it('has not trained all its epochs where the last update spoiled the parameters', () => {
    for (const use_bias of [true, false]) {
      const own = layer(1, 'linear', { use_bias, kernel_initializer: values([[1e100]]) });
      const spec = runSpec(1, [own], {
        optimizer: { learning_rate: 1e308 },
        trainer: { epochs: 1 },
      });
      const run = train(startRun(spec, dataset([[1e-50]], [[0]])));
      assert.match(run.stopReason ?? '', /^Stopped at step 1: weights of layer 1/);
    }
  });

  it('names a NaN that came with the data', () => {
    const spec = runSpec(1, [layer(1, 'tanh', { name: 'only' })]);
    const run = startRun(spec, dataset([[NaN]], [[0]]));
    assert.ok(Number.isNaN(run.step()));
    assert.match(run.stopReason ?? '', /z of layer 1 \("only"\) became NaN/);
  });

  it('finds nothing while all is well', () => {
    const run = linearRun(0.01, 1, 5);
    assert.equal(run.firstNonFinite(), null);
    run.step();
    run.peek();
    assert.equal(run.firstNonFinite(), null);
    assert.equal(train(run).firstNonFinite(), null);
  });

  it('names the gradient where that overflows first', () => {
    const own = layer(1, 'linear', { name: 'out', kernel_initializer: values([[0]]) });
    const spec = runSpec(1, [own], { loss: { type: 'mae', batch_reduction: 'sum' } });
    const found = train(startRun(spec, dataset([[1.5e308], [1.5e308]], [[1], [1]])));
    assert.equal(found.firstNonFinite()?.tensor, 'gradW');
    const looked = startRun(spec, found.data.train);
    looked.peek();
    const { tensor, step } = looked.firstNonFinite() ?? assert.fail();
    assert.deepEqual([tensor, step], ['gradW', 1], 'of the update that has only been looked at');
  });
});

describe('The first tensor that is not finite', () => {
  const { model } = runSpec(2, [
    layer(2, 'tanh', { name: 'one' }),
    layer(2, 'tanh', { name: 'two' }),
  ]);
  const matrix = (): Matrix => ({ rows: 2, cols: 2, data: new Float64Array(4) });
  const pair = (): [Matrix, Matrix] => [matrix(), matrix()];
  /** Two layers, two rows, all zeros: update 3 has been done, and the buffers hold its numbers. */
  const traces = (changes: Partial<Traces> = {}): Traces => {
    const parts = () => pair().map(weights => ({ weights, biases: new Float64Array(2) }));
    const layers = pair().map(z => {
      const a = matrix();
      return { z, a, delta: matrix(), mask: null, output: a };
    });
    const outputs = { activation: 'tanh' as const, z: layers[1].z, a: layers[1].a };
    const pass = { rows: 2, x: matrix(), layers, outputs, gradInput: matrix() };
    const known = { steps: 3, gradientsOf: 3, activationsOf: 3, ...changes };
    return { model, parameters: parts(), gradients: parts(), pass, loss: 0, ...known };
  };
  /** In the order of computation: what comes first is what is named. */
  const TENSORS: [NonFinite['tensor'], 0 | 1, (all: Traces) => FloatArray | null][] = [
    ['z', 0, ({ pass }) => pass.layers[0].z.data],
    ['a', 0, ({ pass }) => pass.layers[0].a.data],
    ['z', 1, ({ pass }) => pass.layers[1].z.data],
    ['a', 1, ({ pass }) => pass.layers[1].a.data],
    ['delta', 1, ({ pass }) => pass.layers[1].delta.data],
    ['gradW', 1, ({ gradients }) => gradients[1].weights.data],
    ['gradB', 1, ({ gradients }) => gradients[1].biases],
    ['delta', 0, ({ pass }) => pass.layers[0].delta.data],
    ['gradW', 0, ({ gradients }) => gradients[0].weights.data],
    ['gradB', 0, ({ gradients }) => gradients[0].biases],
    ['weights', 0, ({ parameters }) => parameters[0].weights.data],
    ['biases', 0, ({ parameters }) => parameters[0].biases],
    ['weights', 1, ({ parameters }) => parameters[1].weights.data],
    ['biases', 1, ({ parameters }) => parameters[1].biases],
  ];

  it('is found wherever it is, the earliest of several', () => {
    const all = traces();
    assert.equal(findNonFinite(all), null);
    for (const [tensor, index, of] of [...TENSORS].reverse()) {
      of(all)?.set([-Infinity], 1);
      const { message, ...found } = findNonFinite(all) ?? assert.fail(tensor);
      assert.deepEqual(found, { layer: index, tensor, value: -Infinity, step: 3 });
      const name = index === 0 ? 'one' : 'two';
      const where = `${tensor} of layer ${index + 1} ("${name}") became infinite`;
      assert.ok(message.startsWith(`Stopped at step 3: ${where}; a smaller`), message);
    }
  });

  it('is of the next update where the buffers hold that, after the parameters', () => {
    const all = traces({ gradientsOf: 4, activationsOf: 4 });
    all.gradients[1].weights.data[3] = NaN;
    assert.deepEqual([findNonFinite(all)?.tensor, findNonFinite(all)?.step], ['gradW', 4]);
    all.loss = NaN;
    assert.deepEqual([findNonFinite(all)?.tensor, findNonFinite(all)?.step], ['loss', 4]);
    all.parameters[1].weights.data[0] = NaN;
    assert.deepEqual([findNonFinite(all)?.tensor, findNonFinite(all)?.step], ['weights', 3]);
  });

  it('is not looked for in buffers that belong to no update', () => {
    const all = traces({ gradientsOf: null, activationsOf: null });
    all.pass.layers[0].z.data[0] = NaN;
    all.gradients[0].weights.data[0] = NaN;
    assert.equal(findNonFinite(all), null);
  });

  it('is not looked for in biases that are not there', () => {
    const bare = (all: Traces): Traces => ({
      ...all,
      parameters: all.parameters.map(({ weights }) => ({ weights, biases: null })),
      gradients: all.gradients.map(({ weights }) => ({ weights, biases: null })),
    });
    assert.equal(findNonFinite(bare(traces())), null);
    assert.ok(allFinite(bare(traces()).parameters));
  });
});
