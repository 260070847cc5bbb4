/** A printed log beside a run: it agrees, or by which shift, factor and measure it is ours, or where it parts. */
import assert from 'node:assert/strict';
import { comparison, type LogComparison } from '../../../../src/experiment/logs/compareLog';
import { measured, type Measured } from '../../../../src/experiment/logs/measures';
import type { Prepared } from '../../../../src/experiment/prepare';
import { prepared, type Json } from '../support';

const EPOCHS = 12;
/** 21 rows in full batches; in batches of 8 the last one has 5. */
const BASE: Json = {
  seed: 3,
  data: { train: { type: 'generator', name: 'xor_easy' } },
  loss: { type: 'mse' },
  optimizer: { type: 'sgd', learning_rate: 1 },
  metrics: ['accuracy'],
};

function experiment(changes: Json = {}, trainer: Json = {}): Prepared {
  return prepared({ ...BASE, ...changes, trainer: { epochs: EPOCHS, ...trainer } });
}

function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function compared(subject: Prepared, log: string): LogComparison {
  const result = finish(comparison(subject, log));
  if (typeof result === 'string') throw new Error(result);
  return result;
}

/** The values of a measure by epoch. */
function valuesOf({ measures }: Measured, column: string, name: string, isObjective = false) {
  const found = measures.find(
    each => each.column === column && each.name === name && each.isObjective === isObjective,
  );
  assert.ok(found, `${column} ${name}`);
  return found.values;
}

function seen(subject: Prepared): Measured {
  return finish(measured(subject, EPOCHS));
}

/** Lines for these epochs with the losses that `lossOf` says. */
function logOf(lossOf: (epoch: number) => number, digits = 5, from = 1, to = EPOCHS): string {
  const lines: string[] = [];
  for (let epoch = from; epoch <= to; epoch++)
    lines.push(`epoch ${epoch} loss ${lossOf(epoch).toFixed(digits)}`);
  return lines.join('\n');
}

function reasonOf({ columns }: LogComparison) {
  const { reason } = columns[0];
  return reason && { shift: reason.shift, factor: reason.factor, measured: reason.measured };
}

let full: Prepared;
let losses: Float64Array;
let batches: Prepared;
let ofBatches: Measured;

describe('a log beside a run', () => {
  before(() => {
    full = experiment();
    losses = valuesOf(seen(full), 'loss', 'running');
    batches = experiment({}, { batch_size: 8, shuffle: 'never' });
    ofBatches = seen(batches);
  });

  it('agrees to its digits', () => {
    for (const digits of [2, 5, 15]) {
      const result = compared(
        full,
        logOf(epoch => losses[epoch], digits),
      );
      assert.equal(result.verdict, 'agrees', result.message);
      assert.equal(result.first, null);
      assert.equal(
        result.message,
        'Your loss agrees with this run in all 12 lines, to the digits that you printed.',
      );
    }
  });

  it('names the first epoch that differs, with both numbers', () => {
    const log = logOf(epoch => losses[epoch] + (epoch >= 7 ? 2e-5 : 0));
    const result = compared(full, log);
    assert.equal(result.verdict, 'differs');
    assert.deepEqual(
      { ...result.first, yours: 0, ours: 0 },
      { epoch: 7, column: 'loss', line: 7, yours: 0, ours: 0 },
    );
    assert.ok(Math.abs((result.first?.ours ?? 0) - losses[7]) < 1e-12);
    assert.match(
      result.message,
      /^Your loss agrees with this run at first; the first epoch that differs is 7: 0\.\d{5} in yours, 0\.\d+ here\.$/,
    );
  });

  it('says so where no line agrees, and gives it no name', () => {
    const result = compared(
      full,
      logOf(epoch => 0.31 + 0.017 * Math.sin(epoch)),
    );
    assert.equal(result.verdict, 'differs');
    assert.equal(result.columns[0].reason, null);
    assert.match(result.message, /^Your loss differs from its first line on, epoch 1: /);
  });

  const factors: [string, number, RegExp][] = [
    ['a half', 0.5, /½ × ours \(a ½ before the loss/],
    ['two', 2, /2 × ours \(the ½/],
    ['the rows', 21, /21 × ours \(the sum over the 21 rows, where ours is their mean\)/],
    ['half of the rows', 10.5, /½ · 21 × ours/],
    ['one over the rows', 1 / 21, /1\/21 × ours/],
  ];
  for (const [name, factor, words] of factors)
    it(`names a factor: ${name}`, () => {
      const result = compared(
        full,
        logOf(epoch => factor * losses[epoch], 6),
      );
      assert.equal(result.verdict, 'explained', result.message);
      assert.ok(Math.abs((reasonOf(result)?.factor ?? 0) / factor - 1) < 1e-9);
      assert.match(result.message, words);
    });

  it('takes no factor that is near, but does not reproduce the digits', () => {
    for (const factor of [0.505, 1.98, 20.9]) {
      const result = compared(
        full,
        logOf(epoch => factor * losses[epoch], 5),
      );
      assert.equal(result.columns[0].reason, null, result.message);
      assert.equal(result.verdict, 'differs');
    }
  });

  it('names a log that counts from 0', () => {
    const result = compared(
      full,
      logOf(epoch => losses[epoch + 1], 5, 0, EPOCHS - 1),
    );
    assert.deepEqual(reasonOf(result), { shift: 1, factor: 1, measured: 'running' });
    assert.match(result.message, /shifted by one \(your epoch e is our epoch e \+ 1\)/);
  });

  it('names a loss that is measured after the update, where ours is before', () => {
    const result = compared(
      full,
      logOf(epoch => losses[epoch + 1], 5, 1, EPOCHS - 1),
    );
    assert.deepEqual(reasonOf(result), { shift: 0, factor: 1, measured: 'end' });
    assert.match(
      result.message,
      /our loss measured after the update of each epoch, where ours is measured before it/,
    );
  });

  it('names a factor and a shift that come together', () => {
    const result = compared(
      full,
      logOf(epoch => 0.5 * losses[epoch + 1], 6, 0, EPOCHS - 1),
    );
    assert.deepEqual(reasonOf(result), { shift: 1, factor: 0.5, measured: 'running' });
  });

  it('goes on behind a factor to the first epoch that differs even so', () => {
    const result = compared(
      full,
      logOf(epoch => 2 * losses[epoch] + (epoch >= 9 ? 1e-3 : 0)),
    );
    assert.equal(result.verdict, 'differs');
    assert.equal(reasonOf(result)?.factor, 2);
    assert.equal(result.first?.epoch, 9);
    assert.match(result.message, /the first epoch that differs even so is 9/);
  });

  const times: [string, string, RegExp][] = [
    ['after the epoch', 'end', /measured over all rows after each epoch/],
    ['as the mean of the batches, whatever their size', 'batches', /with equal weights/],
    ['on the last batch alone', 'last', /on the last batch of each epoch alone/],
  ];
  for (const [name, measure, words] of times)
    it(`names when it is measured: ${name}`, () => {
      const values = valuesOf(ofBatches, 'loss', measure);
      const result = compared(
        batches,
        logOf(epoch => values[epoch], 6),
      );
      assert.deepEqual(reasonOf(result), { shift: 0, factor: 1, measured: measure });
      assert.match(result.message, words);
    });

  it('names the loss before the first update as an epoch of its own', () => {
    const values = valuesOf(ofBatches, 'loss', 'end');
    const subject = experiment(
      { metrics: [{ name: 'loss', evaluate: 'end_of_epoch' }] },
      { batch_size: 8, shuffle: 'never' },
    );
    const result = compared(
      subject,
      logOf(epoch => values[epoch - 1], 6),
    );
    assert.deepEqual(reasonOf(result), { shift: -1, factor: 1, measured: 'end' });
  });

  it('names a penalty that is part of the loss', () => {
    const subject = experiment({
      optimizer: { type: 'sgd', learning_rate: 1, weight_decay: 0.01 },
    });
    const values = valuesOf(seen(subject), 'loss', 'running', true);
    const result = compared(
      subject,
      logOf(epoch => values[epoch], 6),
    );
    assert.equal(result.verdict, 'explained');
    assert.match(result.message, /our loss with the penalty in it/);
  });

  it('judges every column, with an accuracy in percent', () => {
    const accuracies = valuesOf(seen(full), 'accuracy', 'end');
    const lines = Array.from({ length: EPOCHS }, (_, at) => {
      const [loss, accuracy] = [losses[at + 1], 100 * accuracies[at + 1]];
      return `${at + 1} ${loss.toFixed(4)} ${accuracy.toFixed(1)}`;
    });
    const result = compared(full, lines.join('\n'));
    assert.deepEqual(
      result.columns.map(({ column, verdict }) => [column, verdict]),
      [
        ['loss', 'agrees'],
        ['accuracy', 'explained'],
      ],
    );
    assert.match(
      result.message,
      /Your accuracy is 100 × ours \(in percent\).* Your loss agrees\.$/,
    );
  });

  it('leaves out epochs that the run does not have, and says so', () => {
    const result = compared(full, `${logOf(epoch => losses[epoch])}\nepoch 13 loss 0.1`);
    assert.equal(result.verdict, 'agrees');
    assert.match(result.message, /1 line was left out: this run has no such epoch\.$/);
  });

  it('keeps its reasons to itself where the file shows no hints', () => {
    const log = logOf(epoch => 2 * losses[epoch], 6);
    const off = compared(experiment({ policy: { solution: 'off' } }), log);
    assert.equal(off.columns[0].reason, null);
    assert.doesNotMatch(off.message, /×|½/);
    const hint = compared(experiment({ policy: { solution: 'hint' } }), log);
    assert.match(hint.message, /2 × ours/);
  });

  it('finds no name for random logs', () => {
    let state = 1;
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 60; round++) {
      const [start, rate] = [random(), random()];
      const log = logOf(epoch => start * Math.exp(-rate * epoch) + 0.1 * random(), 3 + (round % 3));
      const result = compared(full, log);
      assert.equal(result.verdict, 'differs', log);
      assert.equal(result.columns[0].reason, null, result.message);
    }
  });

  it('trains no further than the log goes, and leaves the preparation as it was', () => {
    const subject = experiment({}, { epochs: 10_000_000, batch_size: 8, shuffle: 'every_epoch' });
    const first = compared(subject, 'epoch 1 loss 0.25');
    assert.deepEqual(compared(subject, 'epoch 1 loss 0.25'), first);
  });
});
