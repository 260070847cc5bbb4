import assert from 'node:assert/strict';
import { layerWarnings } from '../../../src/worker/frames/warnings';
import { statsOf } from '../../../src/worker/frames/tensors';
import type { UnitHealth } from '../../../src/protocol/snapshot';

const WELL: UnitHealth = { saturated: null, dead: null };
const WHOLE = { rows: 4, whole: true };

/** Layers whose δ has this norm. */
function layers(...norms: number[]) {
  return norms.map(norm => [statsOf('delta', { rows: 1, cols: 1, data: Float64Array.of(norm) })]);
}

describe('the warnings about gradients', () => {
  const kinds = (norms: number[], health: UnitHealth[], batch = WHOLE) =>
    layerWarnings(layers(...norms), health, batch).map(({ layer, kind }) => `${layer} ${kind}`);

  it('compare the δ of each layer with that of the last', () => {
    const found = layerWarnings(layers(0.0005, 0.02, 150, 1), [WELL, WELL, WELL, WELL], WHOLE);
    assert.deepEqual(found, [
      { layer: 0, kind: 'vanishing', size: 0.0005 },
      { layer: 2, kind: 'exploding', size: 150 },
    ]);
  });

  it('say nothing where there is no error to be passed on, or none that is finite', () => {
    assert.deepEqual(kinds([0, 0], [WELL, WELL]), []);
    for (const norms of [
      [1, Infinity],
      [Infinity, 1],
      [NaN, 1],
      [1, NaN],
    ]) {
      assert.deepEqual(kinds(norms, [WELL, WELL]), [], String(norms));
    }
  });

  it('count relus that are off only where enough rows tell', () => {
    const health = [{ saturated: null, dead: [2, 5] }, WELL];
    assert.deepEqual(kinds([1, 1], health), ['0 dead']);
    assert.deepEqual(kinds([1, 1], health, { rows: 15, whole: false }), []);
    assert.deepEqual(kinds([1, 1], health, { rows: 16, whole: false }), ['0 dead']);
    assert.deepEqual(kinds([1, 1], [{ saturated: null, dead: [] }, WELL]), []);
  });

  it('say how many units are off, and how far a δ is from that of the last layer', () => {
    const sizes = (norms: number[], health: UnitHealth[]) =>
      layerWarnings(layers(...norms), health, WHOLE).map(({ kind, size }) => [kind, size]);
    assert.deepEqual(sizes([1, 1], [{ saturated: null, dead: [2, 5] }, WELL]), [['dead', 2]]);
    assert.deepEqual(sizes([200, 1], [WELL, WELL]), [['exploding', 200]]);
    assert.deepEqual(sizes([1, 200], [WELL, WELL]), [['vanishing', 1 / 200]]);
  });

  it('name saturated layers, but not outputs that are sure of themselves', () => {
    const half = { saturated: 0.5, dead: null };
    assert.deepEqual(kinds([1, 1, 1], [half, { saturated: 0.49, dead: null }, half]), [
      '0 saturated',
    ]);
  });
});
