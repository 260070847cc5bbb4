/** Runs whose numbers leave the finite range: they end, and say where it began. */
import assert from 'node:assert/strict';
import type { Run } from '../../../src/engine/run';
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
  });
});
