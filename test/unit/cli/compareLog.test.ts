/** `backprop compare-log`: its files, its words, its JSON and its exit status. */
import assert from 'node:assert/strict';
import type { FirstDifference, LogReason } from '../../../src/experiment/logs/compareLog';
import { experiment, parse, run, type Trained } from './support';

const FILE = 'xor.backprop.json';
const TEXT = experiment({ seed: 3, trainer: { epochs: 8 } });

interface Compared {
  verdict: string;
  message: string;
  first_difference: FirstDifference | null;
  columns: { column: string; verdict: string; reason: LogReason | null; lines: number }[];
}

function compared(log: string, argv: string[] = []): { status: number; out: string; err: string } {
  return run(['compare-log', FILE, 'my.log', ...argv], { [FILE]: TEXT, 'my.log': log });
}

describe('backprop compare-log', () => {
  let losses: number[] = [];

  before(() => {
    const { out } = run(['train', FILE, '--json', '--quiet'], { [FILE]: TEXT });
    losses = parse<Trained>(out).epochs.map(({ loss }) => loss);
  });

  const log = (change = (loss: number, _epoch: number) => loss): string =>
    losses.map((loss, at) => `epoch ${at + 1} loss ${change(loss, at + 1).toFixed(5)}\n`).join('');

  it('agrees with what `train` prints', () => {
    const printed = run(['train', FILE], { [FILE]: TEXT }).out;
    const { status, out } = compared(printed);
    assert.equal(status, 0, out);
    assert.match(out, /^agrees: Your loss and accuracy agree with this run in all 8 lines, /);
  });

  it('says where it differs, with the line, and exits with 1', () => {
    const { status, out } = compared(log((loss, epoch) => (epoch < 5 ? loss : loss + 0.01)));
    assert.equal(status, 1);
    assert.match(out, /^differs: .*the first epoch that differs is 5: /);
    assert.match(out, /\nmy\.log:5: the first number that differs\n$/);
  });

  it('prints the keys that programs read, and no others', () => {
    const { status, out } = compared(
      log(loss => loss / 2),
      ['--json'],
    );
    assert.equal(status, 1);
    const result = parse<Compared>(out);
    assert.deepEqual(Object.keys(result), ['verdict', 'message', 'first_difference', 'columns']);
    assert.equal(result.verdict, 'explained');
    assert.equal(result.first_difference, null);
    const [{ reason, ...column }] = result.columns;
    assert.deepEqual(column, { column: 'loss', verdict: 'explained', lines: 8 });
    assert.deepEqual(
      { ...reason, words: '' },
      {
        ...{ shift: 0, factor: 0.5, measured: 'running', objective: false, words: '' },
      },
    );
    const differs = parse<Compared>(
      compared(
        log((loss, epoch) => loss + epoch / 100),
        ['--json'],
      ).out,
    );
    assert.deepEqual(Object.keys(differs.first_difference ?? {}), [
      ...['epoch', 'column', 'line', 'yours', 'ours'],
    ]);
  });

  it('follows --set', () => {
    const other = compared(log(), ['--set', 'optimizer.learning_rate=0.5']);
    assert.equal(other.status, 1);
    assert.match(other.out, /the first epoch that differs is 2/);
  });

  for (const [what, argv, words] of [
    ['no log', ['compare-log', FILE], /Two files are expected/],
    ['no such log', ['compare-log', FILE, 'none.log'], /There is no file "none\.log"/],
    ['two logs', ['compare-log', FILE, 'my.log', 'b'], /One log at a time, not also "b"/],
    [
      'a text without epochs',
      ['compare-log', FILE, 'my.log'],
      /my\.log: No line of the log names a loss/,
    ],
    [
      'an invalid experiment',
      ['compare-log', 'bad.backprop.json', 'my.log'],
      /bad\.backprop\.json:1:/,
    ],
  ] as const)
    it(`exits with 2: ${what}`, () => {
      const files = { [FILE]: TEXT, 'bad.backprop.json': '{"version": 1}', 'my.log': 'hello' };
      const { status, out, err } = run(argv, files);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, words);
    });
});
