/** A fork goes on from where another run stands: what is the same in both stays the same. */
import assert from 'node:assert/strict';
import { forkFrom } from '../../../src/engine/training/fork';
import { createStream } from '../../../src/engine/rng/createStream';
import type { Run } from '../../../src/engine/training/run';
import { toRows } from '../../../src/engine/ground/matrix';
import type { OptimizerSpec, RunSpec } from '../../../src/engine/ground/spec';
import {
  assertClose,
  dataset,
  layer,
  METRIC,
  oneHot,
  randomMatrix,
  runSpec,
  startRun,
} from './support';

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
    assert.deepEqual(fork.lastEpoch, original.lastEpoch);
  });

  it('counts the batches before it where it measures the same, else only its own', () => {
    const lossesOf = (run: Run): number[] => {
      const losses: number[] = [];
      while (run.position.batch > 0) losses.push(run.step());
      return losses;
    };
    const original = at(8);
    const same = start(spec());
    const more = start(spec({ metrics: [{ ...METRIC, name: 'mae', type: 'mae' }] }));
    for (const fork of [same, more]) forkFrom(original, fork);
    lossesOf(original);
    assert.deepEqual(lossesOf(same), lossesOf(at(8)));
    assert.equal(same.lastEpoch[0], original.lastEpoch[0]);
    const [last] = lossesOf(more);
    assertClose(more.lastEpoch[0], last, 1e-15);
    assert.notEqual(more.lastEpoch[0], original.lastEpoch[0]);
  });

  it('adds nothing to what another loss has measured', () => {
    const losses: NonNullable<Changes['loss']>[] = [
      { type: 'mse' },
      { type: 'cross_entropy', batch_reduction: 'sum' },
    ];
    for (const loss of losses) {
      const original = at(8);
      const fork = start(spec({ loss }));
      forkFrom(original, fork);
      assert.deepEqual(fork.position, { step: 8, epoch: 2, batch: 2 }, 'one of three is to come');
      assert.ok(Number.isNaN(fork.lastEpoch[0]), 'no epoch of it has ended');
      const own = fork.step();
      assertClose(fork.lastEpoch[0], own, 1e-15);
    }
  });

  it('of other rows begins the epoch again', () => {
    const own = start(spec());
    const fork = startRun(
      spec(),
      { x: own.data.train.x, y: dataset([], oneHot([...CLASSES].reverse(), 3), 'float64').y },
      createStream('numpy', 3),
    );
    forkFrom(at(8), fork);
    assert.deepEqual(fork.position, { step: 8, epoch: 2, batch: 0 });
  });

  it('counts its epochs from where it begins, if they have another length', () => {
    const own = spec({ trainer: { epochs: 100, batch_size: 'full' } });
    const fork = start(own);
    forkFrom(at(9), fork);
    assert.deepEqual(fork.origin, { step: 9, epoch: 3 });
    fork.train(20);
    assert.deepEqual(fork.position, { step: 29, epoch: 23, batch: 0 });
    const back = start(spec());
    forkFrom(fork, back);
    back.train(4);
    assert.deepEqual(back.position, { step: 33, epoch: 24, batch: 1 });
    assert.deepEqual(back.origin, { step: 29, epoch: 23 });
    const same = start(spec());
    forkFrom(back, same);
    assert.deepEqual(same.origin, { step: 32, epoch: 24 }, 'where the epoch under way began');
    assert.deepEqual(start(spec()).origin, { step: 0, epoch: 0 });
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

  it('with another of which the state has the same size starts with a fresh one too', () => {
    const started = (type: OptimizerSpec['type'], momentum = 0): Run =>
      start(spec({ optimizer: { type, learning_rate: 0.05, momentum } }));
    for (const [before, now] of [
      [started('adagrad'), started('rmsprop')],
      [started('sgd'), started('sgd', 0.9)],
    ]) {
      before.train(8);
      const fresh = now.save().optimizer;
      forkFrom(before, now);
      assert.deepEqual(now.save().optimizer, fresh);
    }
  });

  it('that trains other parameters starts with a fresh state too', () => {
    const started = (kernel: boolean): Run => {
      const trainable = { kernel, bias: !kernel };
      return start(spec({}, [layer(5, 'tanh', { trainable }), layer(3, 'softmax')]));
    };
    const [before, now] = [started(false), started(true)];
    before.train(8);
    const fresh = now.save().optimizer;
    forkFrom(before, now);
    assert.deepEqual(now.save().optimizer, fresh);
  });

  it('carries the state of a tensor to the same tensor, whatever is equally large', () => {
    const started = (trained: number[]): Run => {
      const layers = [0, 1, 2].map(i => {
        const trainable = { kernel: trained.includes(i), bias: false };
        return layer(4, i < 2 ? 'tanh' : 'linear', { trainable, use_bias: false });
      });
      const own = runSpec(4, layers, {
        optimizer: { type: 'adam', learning_rate: 0.05 },
        trainer: { epochs: 100 },
      });
      const x = randomMatrix(createStream('numpy', 7), 6, 4, -1, 1);
      return startRun(own, { x, y: x }, createStream('numpy', 3));
    };
    const original = started([0, 1]);
    original.train(20);
    const { names, arrays } = original.save().optimizer;
    assert.deepEqual(names, ['layers.0.weights', 'layers.1.weights']);
    const other = started([0, 2]);
    const fresh = other.save().optimizer;
    forkFrom(original, other);
    assert.deepEqual(other.save().optimizer, fresh, 'layer 3 has no state yet');
    const fewer = started([1]);
    forkFrom(original, fewer);
    const state = fewer.save().optimizer;
    assert.deepEqual(state.arrays, arrays.slice(2));
    assert.equal(state.steps, 20);
  });

  it('with another kind of stream goes on with that one', () => {
    const fork = start(spec({ rng: { type: 'torch' } }));
    const { stream } = fork.save().progress;
    forkFrom(at(8), fork);
    assert.deepEqual(fork.save().progress.stream, stream);
    fork.train(8);
    assert.equal(fork.position.step, 16);
  });

  it('with other batches begins the epoch again', () => {
    const original = at(8);
    assert.equal(original.position.batch, 2);
    const fork = start(spec({ trainer: { epochs: 100, batch_size: 5, shuffle: 'every_epoch' } }));
    forkFrom(original, fork);
    assert.deepEqual(fork.position, { ...original.position, batch: 0 });
    const stream = createStream('numpy', 0);
    stream.restore(original.save().progress.stream);
    const rows = toRows(original.data.train.x);
    const order = Array.from(stream.permutation(rows.length), row => rows[row]);
    assert.deepEqual(toRows(fork.peek().x), order.slice(0, 5), 'in an order of its own');
    const losses = [fork.step(), fork.step(), fork.step()];
    assert.equal(fork.position.epoch, original.position.epoch + 1);
    const mean = (5 * losses[0] + 5 * losses[1] + losses[2]) / 11;
    assertClose(fork.lastEpoch[0], mean, 1e-15, 'and all of its batches count');
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
