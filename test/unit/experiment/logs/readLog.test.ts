/** Printed epochs are read in the file's own format and in the forms that programs commonly print. */
import assert from 'node:assert/strict';
import type { Expected } from '../../../../src/experiment/logs/given';
import { readLog } from '../../../../src/experiment/logs/readLog';

const EXPECTED: Expected = {
  columns: ['loss', 'accuracy', 'val_loss', 'val_accuracy'],
  format: null,
  batchesPerEpoch: 1,
};
const ONE = { first: 1, every: 1, lines: 0 };

/** By column: "epoch text" of each number. */
function read(text: string, expected: Partial<Expected> = {}, numbering = ONE) {
  const log = readLog(text, { ...EXPECTED, ...expected }, numbering);
  if (typeof log === 'string') return log;
  return Object.fromEntries(
    log.map(({ column, entries }) => [
      column,
      entries.map(({ epoch, text: printed }) => `${epoch} ${printed}`),
    ]),
  );
}

function complaint(text: string): string {
  const log = readLog(text, EXPECTED, ONE);
  return typeof log === 'string' ? log : '';
}

const KERAS = [
  'Epoch 1/2',
  '\r 1/32 [>....] - ETA: 5s - loss: 0.9\r32/32 [=====] - 1s 2ms/step - loss: 0.6931 - accuracy: 0.50',
  'Epoch 2/2',
  '32/32 ━━━━━━━━ 1s 3ms/step - accuracy: 0.75 - loss: 0.6000 - val_accuracy: 0.5 - val_loss: 0.7',
].join('\n');

const FORMS: [string, string, object][] = [
  [
    'labels and epochs of all',
    'Epoch 1/400, loss: 0.6931, acc: 0.5\nEpoch 2/400, loss: 0.69, acc: 75%',
    { loss: ['1 0.6931', '2 0.69'], accuracy: ['1 0.5', '2 75%'] },
  ],
  [
    'epochs in another order, one of them twice',
    'epoch 3 loss 0.3\nepoch 1 loss 0.5\nepoch 2 loss 0.4\nepoch 1 loss 0.6',
    { loss: ['1 0.6', '2 0.4', '3 0.3'] },
  ],
  [
    'dots from a label to its number, the loss last',
    `epoch 1 accuracy ${'.'.repeat(70)} 0.5 loss ${'.'.repeat(70)} 0.7`,
    { accuracy: ['1 0.5'], loss: ['1 0.7'] },
  ],
  ['epoch=1 loss=0.69', 'epoch=1 loss=0.69', { loss: ['1 0.69'] }],
  [
    'bare columns',
    '1 0.693 0.5\n2 0.69 0.75',
    { loss: ['1 0.693', '2 0.69'], accuracy: ['1 0.5', '2 0.75'] },
  ],
  ['losses alone', '0.693\n0.692', { loss: ['1 0.693', '2 0.692'] }],
  [
    'an index in brackets, and parts of the data',
    '[10] train 0.3 test 0.4\n[20] train 0.2 test 0.35',
    { loss: ['10 0.3', '20 0.2'], val_loss: ['10 0.4', '20 0.35'] },
  ],
  [
    'CSV with a header',
    'epoch,loss,val_loss,lr\n1,0.69,0.7,0.1\n2,0.68,0.69,0.1',
    { loss: ['1 0.69', '2 0.68'], val_loss: ['1 0.7', '2 0.69'] },
  ],
  [
    'a table of Markdown',
    '| epoch | train loss | time |\n|---|---|---|\n| 1 | 0.69 | 3 |',
    { loss: ['1 0.69'] },
  ],
  [
    'Keras, with its bars of progress',
    KERAS,
    {
      loss: ['1 0.6931', '2 0.6000'],
      accuracy: ['1 0.50', '2 0.75'],
      val_loss: ['2 0.7'],
      val_accuracy: ['2 0.5'],
    },
  ],
  [
    'a cost after an iteration',
    'Cost after iteration 0: 0.693147\nCost after iteration 100: 0.5',
    { loss: ['0 0.693147', '100 0.5'] },
  ],
  [
    'a history of lists',
    "{'loss': [0.69, 0.68, 0.67], 'lr': [0.1, 0.1, 0.1]}",
    { loss: ['1 0.69', '2 0.68', '3 0.67'] },
  ],
  ['a tensor', 'epoch 3: tensor(0.6931, grad_fn=<NllLossBackward0>)', { loss: ['3 0.6931'] }],
  [
    'times, levels and numbers that are none',
    '2026-01-01 12:00:00,123 INFO epoch 3 | train_loss=nan | val_loss=-inf',
    { loss: ['3 nan'], val_loss: ['3 -inf'] },
  ],
  ['exponents, and the end of a sentence', 'Epoch 7 loss 1.2e-05.', { loss: ['7 1.2e-05'] }],
  ['the last of several lines', 'epoch 1 loss 0.9\nepoch 1 loss 0.5', { loss: ['1 0.5'] }],
  [
    'colours of a terminal',
    '\u001b[32mepoch 1\u001b[0m loss \u001b[1m0.5\u001b[0m',
    { loss: ['1 0.5'] },
  ],
];

describe('a printed log', () => {
  for (const [name, text, expected] of FORMS)
    it(`is read: ${name}`, () => {
      assert.deepEqual(read(text), expected);
    });

  it('is read in the format of the file, over its lines, and counts epochs as the format does', () => {
    const format =
      'Epoch: {epoch0}, has {iterations} iterations\n\tLoss: {loss:.4f}, \tRight: {accuracy:.1%}';
    const text = 'started 3\nEpoch: 0, has 27 iterations\n\tLoss: 0.6931, \tRight: 50.0%\n';
    assert.deepEqual(read(text, { format }), { loss: ['1 0.6931'], accuracy: ['1 50.0%'] });
    const other = 'Epoch: 0\nLoss: 0.6931';
    assert.deepEqual(read(other, { format }), { loss: ['0 0.6931'] });
  });

  it('tells epochs from updates', () => {
    const text = 'step 20 loss 0.5\nstep 25 loss 0.4\nstep 30 loss 0.3';
    assert.deepEqual(read(text, { batchesPerEpoch: 10 }), { loss: ['2 0.5', '3 0.3'] });
  });

  it('without epochs has those that the file prints, where there are as many', () => {
    const text = '0.5\n0.4\n0.3';
    assert.deepEqual(read(text, {}, { first: 100, every: 100, lines: 3 }), {
      loss: ['100 0.5', '200 0.4', '300 0.3'],
    });
  });

  it('says what is missing where there is none', () => {
    assert.match(complaint('hello 3 worlds'), /^No line of the log names a loss: .* is expected/);
    assert.match(complaint(''), /^No line/);
  });

  it('keeps what a label says out of what is read', () => {
    assert.deepEqual(read('<img src=x onerror=alert(1)> epoch 1 loss 0.5'), { loss: ['1 0.5'] });
  });

  it('is as exact as its digits: zeros at the end may be missing', () => {
    const slack = (text: string) => {
      const log = readLog(text, EXPECTED, ONE);
      return typeof log === 'string' ? [] : log[0].entries.map(each => each.slack);
    };
    const near = (text: string, expected: number[]) =>
      slack(text).forEach((value, at) =>
        assert.ok(Math.abs(value / expected[at] - 1) < 1e-9, text),
      );
    near('0.6931\n0.5\n0.0123', [5e-5, 5e-5, 5e-5]);
    near('0.693147\n0.0123457', [5e-7, 5e-8]);
    near('1.5e-05\n2.5e-05', [5e-7, 5e-7]);
    near('epoch 1 acc 97.5%\nepoch 2 acc 90%', [5e-4, 5e-4]);
  });

  it('takes time in proportion to long lines and long logs, and no more', () => {
    const timed = (scale: number): number => {
      const started = performance.now();
      read('1 '.repeat(50_000 * scale));
      read('epoch 1 loss 0.5\n'.repeat(5000 * scale));
      const lines = Array.from(
        { length: 10_000 * scale },
        (_, at) => `${at}: loss 0.5 ${'x'.repeat(at % 99)}`,
      );
      read(lines.join('\n'));
      read('\n'.repeat(50_000 * scale), { format: '{epoch} {loss}' });
      const format = '{epoch} {loss} {accuracy}';
      read(`${'('.repeat(12_500 * scale)}\n${' '.repeat(25_000 * scale)}x`, { format });
      return performance.now() - started;
    };
    // What grows with the square would take 16 times as long.
    const once = Math.min(timed(1), timed(1));
    assert.ok(timed(4) < 10 * once);
  });
});
