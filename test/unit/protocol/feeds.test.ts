/** The data that a viewer can ask for: what holds of every row. */
import assert from 'node:assert/strict';
import {
  buffersOf,
  dataOf,
  FEED_NAMES,
  FEEDS,
  isThere,
  isWished,
  NO_DATA,
  PLANES,
  type FeedName,
} from '../../../src/protocol/feeds';

const VALUES = { layer: 0, tensor: 'a', rows: 1, cols: 2, data: Float64Array.of(1, 2) } as const;

describe('the data of a frame', () => {
  for (const name of FEED_NAMES) {
    it(`has a wish for nothing, and nothing where there is none: ${name}`, () => {
      assert.ok(!isWished(FEEDS[name].noWish));
      assert.ok(!isThere(FEEDS[name].none));
      assert.deepEqual(FEEDS[name].join([]), FEEDS[name].noWish);
      for (const odd of [undefined, -1, 'x', () => 0]) assert.equal(FEEDS[name].read(odd), null);
    });
  }

  it('joins tensors without saying one twice, and takes the finest boundary', () => {
    const [a, b] = [
      { layer: 0, tensor: 'a' },
      { layer: 1, tensor: 'a' },
    ] as const;
    assert.deepEqual(FEEDS.tensors.join([[a, b], [a]]), [a, b]);
    assert.equal(FEEDS.boundary.join([40, 80, 20]), 80);
    assert.equal(FEEDS.log.join([6, 3]), 6);
    assert.equal(FEEDS.log.read(1e6), null);
    assert.deepEqual(FEEDS.batch.join([['y'], ['y', 'x']]), ['x', 'y']);
    assert.equal(FEEDS.batch.read(['x', 'z']), null);
    assert.deepEqual(FEEDS.units.join([{ row: 3 }, { row: null }]), { row: 3 });
  });

  it('keeps of the rest what is not named', () => {
    const before = dataOf(['tensors'], <Name extends FeedName>(name: Name) =>
      name === 'tensors' ? ([VALUES] as never) : NO_DATA[name],
    );
    assert.equal(before.tensors[0], VALUES);
    assert.equal(before.boundary, null);
    assert.equal(dataOf(PLANES, name => NO_DATA[name], before).tensors[0], VALUES);
  });

  it('hands over the buffers of everything that is there', () => {
    const [plane, map, count] = [new Float32Array(1), new Float32Array(1), new Float64Array(1)];
    const z = (): Float64Array => new Float64Array(1);
    const layer = { z: z(), a: z(), slope: null, delta: z() };
    const atPoints = [z()];
    const data = {
      tensors: [VALUES],
      boundary: { extent: [0, 1, 0, 1], resolution: 1, outputs: 1, values: plane, atPoints },
      before: {
        ...{ extent: [0, 1, 0, 1], resolution: 1, outputs: 1 },
        ...{ values: new Float32Array(1), atPoints: [z()] },
      },
      fit: {
        ...{ from: 0, to: 1, places: 1, outputs: 1 },
        now: { values: z(), atRows: [z()] },
        start: { values: z(), atRows: [z()] },
      },
      units: { row: null, rows: 1, x: z(), y: z(), layers: [layer] },
      batch: [{ part: 'x', rows: 1, cols: 1, data: z() }],
      maps: { resolution: 1, units: [], values: map },
      histograms: [
        { layer: 0, tensor: 'a', low: 0, high: 1, counts: count, zeros: 0, nonFinite: 0 },
      ],
      derivation: null,
      formula: {
        ...{ layer: 0, tensor: 'z', text: 'x' },
        judgement: {
          ...{ kind: 'wrong', words: '', code: null },
          yours: { rows: 1, cols: 1, data: z() },
          right: { rows: 1, cols: 1, data: z() },
        },
      },
      confusion: {
        ...{ part: 'test', classes: 2, counts: z(), unread: 0 },
        misclassified: {
          ...{ rows: z(), truths: z(), predicted: z(), outputs: z() },
          ...{ width: 1, inputs: new Float32Array(1) },
        },
      },
      predictions: {
        ...{ part: 'test', rows: 1, of: 2, cols: 1, outputs: z(), targets: z() },
        ...{ width: 1, inputs: z() },
      },
      log: { lines: [{ epoch: 1, text: 'epoch 1' }], first: 1 },
    } as Parameters<typeof buffersOf>[0];
    const buffers = buffersOf(data);
    assert.equal(buffers.length, new Set(buffers).size, 'none twice');
    // Values, the plane with a point now and before, a curve with a row now and at the start, x, y and three numbers of a layer, the inputs, a map, a histogram,
    // counts with five arrays of misclassified rows, outputs with targets and inputs, both values of a formula.
    assert.equal(buffers.length, 1 + 2 + 2 + 4 + 5 + 1 + 1 + 1 + 6 + 3 + 2);
    assert.deepEqual(buffersOf(NO_DATA), []);
  });
});
