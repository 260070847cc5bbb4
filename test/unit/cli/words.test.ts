/** What the runner prints for people: its lines, their order and their numbers. */
import assert from 'node:assert/strict';
import { short } from '../../../src/cli/terminal/numbers';
import { experiment, run } from './support';

/** Two layers on four rows in batches of three. */
const UNEVEN = experiment({ trainer: { epochs: 2, batch_size: 3 } });
const SWEPT = experiment({
  trainer: { epochs: 3 },
  sweep: { parameters: { seed: { values: [0, 1] } } },
});

describe('what the runner prints for people', () => {
  it('has a matrix for each tensor of a pass, in its order, layer by layer from 1', () => {
    const { out } = run(['inspect', 'x.json'], { 'x.json': UNEVEN });
    const heads = out
      .split('\n')
      .map(line => /^ {0,2}([a-z]\w*( \d+)?)/i.exec(line)?.[1])
      .filter(head => head !== undefined);
    const layer = ['weights', 'biases', 'z', 'a', 'delta', 'gradW', 'gradB'];
    assert.deepEqual(heads, [
      ...['after 0', 'x', 'y', 'layer 1', ...layer, 'layer 2', ...layer, 'gradInput'],
    ]);
  });

  it('has six digits of a number, and a power of ten where it is very large or small', () => {
    const written = [999_999, 1e7, 123.4567, 1e-4, 9.9e-5, 0, -0.5];
    assert.deepEqual(
      written.map(value => short(value)),
      [...['999999', '1e7', '123.457', '1e-4', '9.9e-5', '0', '-0.5']],
    );
  });

  it('says what each exit status means, also for -h', () => {
    const { status, out } = run(['-h']);
    assert.equal(status, 0);
    assert.match(out, /^Exit status: 0; 1 for a failed or open check.*; 2 for an invalid file;$/m);
  });

  it('says of each tensor how many of its entries were looked at', () => {
    const model = { layers: [{ units: 1200, activation: 'tanh' }, { units: 1 }] };
    const files = { 'x.json': experiment({ model }) };
    const { out } = run(['gradcheck', 'x.json'], files);
    assert.match(out, /^layers\.0\.weights .*\(1000 of 2400 entries\) worst/m);
    assert.match(out, /^layers\.1\.biases .*\(1 entry\) worst/m);
  });

  it('measures {seconds} in seconds', () => {
    const format = 'trainer.log_format={seconds:.0f}';
    const { out } = run(['train', 'x.json', '--set', format], { 'x.json': UNEVEN }, clock(1000));
    const [first, second] = out.split('\n').map(Number);
    assert.ok(first > 0 && second > first && second < 100, out);
  });

  it('of a sweep is the summary alone with --quiet, and nothing on a terminal', () => {
    const files = { 'x.json': SWEPT };
    const { out, err } = run(['sweep', 'x.json', '--quiet'], files, { terminal: true });
    assert.match(out, /^The lowest loss: [^\n]*\n$/);
    assert.equal(err, '');
    assert.equal(run(['sweep', 'x.json'], files).out.trim().split('\n').length, 3);
  });

  it('counts the runs of a sweep from 1, and takes that line away again', () => {
    const long = SWEPT.replace('"epochs":3', '"epochs":400');
    const { err } = run(['sweep', 'x.json'], { 'x.json': long }, { ...clock(200), terminal: true });
    assert.ok(err.startsWith('\r\x1b[Krun 1 of 2 · epoch '), err);
    assert.match(err, /run 2 of 2 · /);
    assert.ok(err.endsWith('\r\x1b[K'));
  });

  it('takes a table whose name ends in capitals for a table', () => {
    const rows = Array.from({ length: 6 }, (_, at) => `${at % 2},${at},${at % 2}`);
    const { status, out } = run(['validate', 'D.CSV'], { 'D.CSV': `a,b,y\n${rows.join('\n')}\n` });
    assert.deepEqual([status, out], [0, 'D.CSV: no errors.\n']);
  });

  it('draws nothing from a seed below 0 where the stream knows none, and says so', () => {
    const negative = run(['random', 'torch', '-1', 'rand(2)']);
    assert.equal(negative.status, 0);
    assert.match(run(['random', 'numpy', '-1', 'rand(2)']).err, /seed/i);
    assert.doesNotMatch(run(['random', 'numpy', '-1', 'rand(2)']).err, /is a whole number, not/);
  });

  it('gives of a gradient check the gradient before its difference', () => {
    const kernel = { type: 'constant', value: 1e308 };
    const model = { layers: [{ units: 1, kernel_initializer: kernel }] };
    const { out } = run(['gradcheck', 'x.json'], { 'x.json': experiment({ model }) });
    assert.match(out, /^layers\.0\.weights .* worst at \[0, 0\]: ∞ against NaN$/m);
  });

  it('ends with 1 where no gradient of an expression can be compared', () => {
    const text = JSON.stringify({
      version: 1,
      kind: 'expression',
      expression: { inputs: { x: -2 }, steps: ['f = relu(x + 2)'] },
    });
    const { out, status } = run(['gradcheck', 'x.json'], { 'x.json': text });
    assert.match(out, /^Nothing could be compared/m);
    assert.equal(status, 1);
  });
});

/** A clock on which each look takes this number of milliseconds. */
function clock(tick: number): { now: () => number } {
  let time = 0;
  return { now: () => (time += tick) };
}
