/** What stands out in a batch: each producer with what it finds, and what it leaves alone. */
import assert from 'node:assert/strict';
import type { LayerLook } from '../../../src/experiment/diagnosis/look';
import { findingsIn } from '../../../src/experiment/diagnosis/producers';
import type { UnitHealth } from '../../../src/experiment/diagnosis/unitHealth';

const WELL: UnitHealth = { saturated: null, dead: null };
const WHOLE = { rows: 4, whole: true };

/** Layers of 20 units, whose ‖δ‖ and health are these. */
function layers(norms: readonly number[], health: readonly UnitHealth[] = []): LayerLook[] {
  return norms.map((delta, index) => {
    const name = `layer${index + 1}`;
    const path = ['model', 'layers', index];
    return { name, units: 20, path, delta, health: health.at(index) ?? WELL };
  });
}

describe('the findings about a batch', () => {
  const found = (norms: readonly number[], health: readonly UnitHealth[] = [], batch = WHOLE) =>
    findingsIn({ layers: layers(norms, health), ...batch });
  const ids = (...args: Parameters<typeof found>) =>
    found(...args).map(({ layer, id }) => `${layer} ${id}`);

  it('compare the δ of each layer with that of the last', () => {
    assert.deepEqual(
      found([0.0005, 0.02, 150, 1]).map(({ id, layer, evidence }) => [id, layer, evidence]),
      [
        ['vanishing_gradient', 0, { ratio: 0.0005 }],
        ['exploding_gradient', 2, { ratio: 150 }],
      ],
    );
    assert.deepEqual(found([1, 200])[0].evidence, { ratio: 1 / 200 });
  });

  it('say nothing where there is no error to be passed on, or none that is finite', () => {
    assert.deepEqual(ids([0, 0]), []);
    for (const norms of [
      [1, Infinity],
      [Infinity, 1],
      [NaN, 1],
      [1, NaN],
    ]) {
      assert.deepEqual(ids(norms), [], String(norms));
    }
  });

  it('count relus that are off only where enough rows tell', () => {
    const health = [{ saturated: null, dead: [2, 5] }, WELL];
    assert.deepEqual(ids([1, 1], health), ['0 dead_units']);
    assert.deepEqual(found([1, 1], health)[0].evidence, { units: [2, 5] });
    assert.deepEqual(ids([1, 1], health, { rows: 15, whole: false }), []);
    assert.deepEqual(ids([1, 1], health, { rows: 16, whole: false }), ['0 dead_units']);
    assert.deepEqual(ids([1, 1], [{ saturated: null, dead: [] }, WELL]), []);
  });

  it('name saturated layers, but not outputs that are sure of themselves', () => {
    const half = { saturated: 0.5, dead: null };
    const health = [half, { saturated: 0.49, dead: null }, half];
    assert.deepEqual(ids([1, 1, 1], health), ['0 saturated_units']);
    assert.deepEqual(found([1, 1, 1], health)[0].evidence, { share: 0.5 });
  });

  it('stand layer by layer, each at the field that decides it, with the tensor that shows it', () => {
    const sick = { saturated: 0.9, dead: [1] };
    const places = found([500, 0.001, 1], [sick, sick]).map(({ place, tensor, severity }) => [
      severity,
      tensor,
      place.kind === 'json' && place.path.join('.'),
    ]);
    assert.deepEqual(places, [
      ['warning', 'delta', 'model.layers.0.kernel_initializer'],
      ['warning', 'z', 'model.layers.0.activation'],
      ['warning', 'slope', 'model.layers.0.activation'],
      ['warning', 'delta', 'model.layers.1.activation'],
      ['warning', 'z', 'model.layers.1.activation'],
      ['warning', 'slope', 'model.layers.1.activation'],
    ]);
  });

  it('say what is wrong in which layer, and what helps', () => {
    const all = found([0.001, 500, 1], [{ saturated: 0.5, dead: [0] }]);
    assert.equal(all.length, 4);
    for (const { message } of all) assert.match(message, /in layer\d: .*\. .*Try /);
  });

  it('name dead units as the screen counts them', () => {
    const words = (dead: number[]) => found([1, 1], [{ saturated: null, dead }])[0].message;
    assert.match(words([4]), /^1 dead unit in layer1: unit 5 of 20: z ≤ 0 for every row/);
    assert.match(words([0, 4, 6]), /^3 dead units in layer1: units 1, 5 and 7 of 20/);
    assert.match(words(Array.from({ length: 15 }, (_, i) => i)), /11, 12 and 3 more of 20/);
  });
});
