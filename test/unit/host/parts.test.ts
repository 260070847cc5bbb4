import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { formatNumber } from '../../../src/engine/ground/numbers';
import { outlineOf, parameterCount } from '../../../src/host/editor/outline';
import { SAMPLES } from '../../../src/host/commands/sampleList';
import { History } from '../../../src/host/session/run/history';
import { Throttle } from '../../../src/host/events/throttle';

describe('the history', () => {
  const slice = (from: number, ...values: number[]) => ({
    from,
    numbers: Float64Array.from(values, (_, i) => from + i + 1),
    values: [Float64Array.from(values)],
    thinned: 1,
  });

  it('puts slices together, however long it gets', () => {
    const history = new History();
    for (let row = 0; row < 1000; row += 3) history.append(slice(row, row, row + 1, row + 2));
    assert.equal(history.length, 1002);
    const all = history.slice(0);
    assert.deepEqual([...all.values[0]], [...Array(1002).keys()]);
    assert.equal(all.numbers.buffer.byteLength, 1002 * 8, 'exact length');
    assert.deepEqual([...history.slice(1000).numbers], [1001, 1002]);
  });

  it('knows the newest number of a column', () => {
    const history = new History();
    assert.equal(history.latest(0), null);
    history.append(slice(0, 5, 3, NaN));
    assert.equal(history.latest(0), 3);
    assert.equal(history.latest(1), null);
  });

  it('has the course of a column in few numbers, which stay while rows are added', () => {
    const history = new History();
    assert.deepEqual(history.course(0, 8, Infinity), []);
    for (let row = 0; row < 21; row += 3) history.append(slice(row, row, row + 1, row + 2));
    // Numbers of rows count from 1.
    assert.deepEqual(history.course(0, 8, 1), [0]);
    assert.deepEqual(history.course(0, 8, 7), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(history.course(0, 8, 10), [0, 2, 4, 6, 8, 9]);
    assert.deepEqual(history.course(0, 8, 21), [0, 4, 8, 12, 16, 20]);
    assert.deepEqual(history.course(0, 8, 20), [0, 4, 8, 12, 16, 19]);
    for (let end = 1; end <= 21; end++) assert.ok(history.course(0, 8, end).length <= 8);
    assert.deepEqual(history.course(1, 8, 21), []);
  });

  it('takes rows it has already, refuses a gap, and starts again', () => {
    const history = new History();
    history.append(slice(0, 1, 2));
    history.append(slice(1, 2, 3));
    assert.equal(history.length, 3);
    assert.throws(() => history.append(slice(5, 1)), RangeError);
    history.clear();
    history.append(slice(0, 9));
    assert.deepEqual([...history.slice(0).values[0]], [9]);
  });

  it('has the rows that came after some that were taken back in their place', () => {
    const history = new History();
    history.append(slice(0, 1, 2, 3, 4));
    history.append(slice(1, 7));
    assert.deepEqual([...history.slice(0).values[0]], [1, 7]);
  });

  it('knows what has changed since somebody looked', () => {
    const history = new History();
    history.append(slice(0, 1, 2, 3));
    assert.equal(history.all().numbers.length, 3);
    assert.deepEqual({ ...history.changes(), values: [] }, { ...slice(3), values: [] });
    history.append(slice(3, 4, 5));
    history.append({ ...slice(2, 9, 8), thinned: 4 });
    const { from, values, thinned } = history.changes();
    assert.deepEqual([from, [...values[0]], thinned], [2, [9, 8], 4]);
    history.clear();
    assert.equal(history.changes().from, 0);
  });
});

describe('the outline of a file', () => {
  const TEXT = `// a comment
  { "model": { "inputs": 2, "layers": [ {"units": 5}, {"units": 3, "use_bias": false}, {"un` as const;

  it('is found in half-typed text', () => {
    const outline = outlineOf(TEXT);
    assert.equal(outline?.offset, TEXT.indexOf('{'));
    assert.equal(outline.inputs, 2);
    assert.deepEqual(
      outline.layers.slice(0, 2).map(({ units, useBias }) => ({ units, useBias })),
      [
        { units: 5, useBias: true },
        { units: 3, useBias: false },
      ],
    );
    assert.equal(outlineOf('[1, 2'), null);
    assert.equal(outlineOf(''), null);
  });

  it('counts parameters in words', () => {
    const layer = { offset: 0, units: 3, useBias: true };
    assert.equal(parameterCount(5, layer), '5 × 3 + 3 = 18 parameters · kernel 5×3');
    const noBias = { ...layer, useBias: false };
    assert.equal(parameterCount(5, noBias), '5 × 3 = 15 parameters · kernel 5×3');
    assert.equal(parameterCount(null, layer), null);
    assert.equal(parameterCount(5, { ...layer, units: null }), null);
  });
});

describe('numbers in the inspector', () => {
  it('have three digits and a real minus sign', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [-0, '0'],
      [1, '1.00'],
      [-0.123456, '−0.123'],
      [12345.678, '1.23e4'],
      [1e-9, '1.00e−9'],
      [-2.5e7, '−2.50e7'],
    ];
    for (const [value, text] of cases) assert.equal(formatNumber(value, 3), text);
  });
});

describe('a throttle', () => {
  it('acts at once, then never more often, and never loses the last request', async () => {
    let acted = 0;
    let resolve = (): void => undefined;
    const second = new Promise<void>(done => (resolve = done));
    const throttle = new Throttle(5, () => {
      acted++;
      if (acted === 2) resolve();
    });
    throttle.request();
    for (let i = 0; i < 10; i++) throttle.request();
    assert.equal(acted, 1);
    await second;
    throttle.dispose();
    assert.equal(acted, 2);
  });
});

describe('what the manifest says', () => {
  const text = readFileSync('package.json', 'utf8');
  const strings = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;

  it('finds all its strings, and uses each', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(match => match[1]);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(strings).sort());
  });
});

describe('the samples', () => {
  it('that can be opened are those of the folder', () => {
    const files = readdirSync('samples').filter(name => /\.backprop\.json$|\.csv$/.test(name));
    assert.deepEqual([...SAMPLES].sort(), files.sort());
  });
});
