/** A fork goes on from where another run stands: what is the same in both stays the same. */
import assert from 'node:assert/strict';
import { forkFrom } from '../../../src/engine/fork';
import { createStream } from '../../../src/engine/rng/stream';
import type { Run } from '../../../src/engine/run';
import type { RunSpec } from '../../../src/engine/spec';
import { dataset, layer, oneHot, randomMatrix, runSpec, startRun } from './support';

const CLASSES = [0, 2, 1, 1, 0, 2, 2, 0, 1, 2, 1];

type Changes = NonNullable<Parameters<typeof runSpec>[2]>;

function spec(changes: Changes = {}, layers = [layer(5, 'tanh'), layer(3, 'softmax')]): RunSpec {
  return runSpec(4, layers, {
    loss: { type: 'cross_entropy' },
    optimizer: { type: 'adam', learning_rate: 0.05 },
    trainer: { epochs: 100, batch_size: 4, shuffle: 'every_epoch' },
    ...changes,
  });
}

function start(own: RunSpec, seed = 3): Run {
  const x = randomMatrix(createStream('numpy', 7), CLASSES.length, 4, -1, 1, own.dtype);
  const { y } = dataset([], oneHot(CLASSES, 3), own.dtype);
  return startRun(own, { x, y }, createStream(own.rng.type, seed));
}

function at(step: number): Run {
  const run = start(spec());
  run.train(step);
  return run;
}

describe('A fork', () => {
  it('that changes nothing goes the same way, bit for bit', () => {
    const original = at(8);
    const fork = start(spec(), 99);
    forkFrom(original, fork);
    assert.deepEqual(fork.position, original.position);
    for (const run of [original, fork]) run.train(20);
    assert.deepEqual(fork.save(), original.save());
  });

  it('with another learning rate starts at the same parameters, and goes another way', () => {
    const original = at(8);
    const fork = start(spec({ optimizer: { type: 'adam', learning_rate: 0.5 } }));
    forkFrom(original, fork);
    const gradients = (run: Run) => run.peek().layers.map(({ z, gradW }) => ({ z, gradW }));
    assert.deepEqual(gradients(fork), gradients(original));
    for (const run of [original, fork]) run.train(1);
    assert.notDeepEqual(fork.save().parameters, original.save().parameters);
    assert.deepEqual(fork.save().progress, original.save().progress, 'the same batches');
  });

  it('with another optimiser starts with the fresh state of that one', () => {
    const original = at(8);
    const own = spec({ optimizer: { type: 'rmsprop', learning_rate: 0.05 } });
    const fork = start(own);
    const fresh = fork.save().optimizer;
    forkFrom(original, fork);
    assert.deepEqual(fork.save().optimizer, fresh);
    assert.deepEqual(fork.save().parameters, original.save().parameters);
  });

  it('with other batches begins the epoch again', () => {
    const original = at(8);
    assert.equal(original.position.batch, 2);
    const fork = start(spec({ trainer: { epochs: 100, batch_size: 5, shuffle: 'every_epoch' } }));
    forkFrom(original, fork);
    assert.deepEqual(fork.position, { ...original.position, batch: 0 });
    fork.train(3);
    assert.equal(fork.position.epoch, original.position.epoch + 1);
  });

  it('is refused where the network has another shape, with the layer', () => {
    const refusal = (layers: ReturnType<typeof layer>[]): RegExp | string => {
      try {
        forkFrom(at(1), start(spec({}, layers)));
      } catch (error) {
        return (error as Error).message;
      }
      return '';
    };
    assert.match(
      String(refusal([layer(6, 'tanh'), layer(3, 'softmax')])),
      /shape: layer 1 .* was 4×5 with biases, and is 4×6 with biases now/,
    );
    assert.match(
      String(refusal([layer(5, 'tanh', { use_bias: false }), layer(3, 'softmax')])),
      /was 4×5 with biases, and is 4×5 without biases now/,
    );
    assert.match(String(refusal([layer(3, 'softmax')])), /it had 2 layers, and has 1 now/);
  });
});
