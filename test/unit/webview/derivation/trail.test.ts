import assert from 'node:assert/strict';
import { Trail, type Asked } from '../../../../webview/derivation/trail';

describe('The trail of a derivation', () => {
  const at = (tensor: Asked['tensor'], layer: number, row = 0): Asked => {
    return { tensor, layer, row, col: 0 };
  };
  const way = ({ all }: Trail): string[] =>
    all.map(({ tensor, layer, row }) => `${tensor} ${layer} ${row}`);

  it('has each number once: one that is opened again leads back to it', () => {
    const trail = new Trail();
    trail.begin({ tensor: 'gradW', layer: 1 }, { row: 0, col: 0 });
    for (const place of [at('delta', 1), at('a', 0), at('delta', 1, 3), at('z', 1)])
      trail.open(place);
    assert.deepEqual(way(trail), ['gradW 1 0', 'delta 1 0', 'a 0 0', 'delta 1 3', 'z 1 0']);
    trail.open(at('delta', 1));
    assert.deepEqual(way(trail), ['gradW 1 0', 'delta 1 0']);
    trail.backTo(0);
    assert.deepEqual(way(trail), ['gradW 1 0']);
  });

  it('begins with the gradient where an update is chosen', () => {
    const trail = new Trail();
    trail.begin({ tensor: 'updateB', layer: 1 }, null);
    assert.deepEqual(trail.last, { tensor: 'gradB', layer: 1, row: null, col: null });
  });
});
