import assert from 'node:assert/strict';
import { cornerOf, MOST_TILES, pixelAt, tilesLayout } from '../../../webview/matrices/imageTiles';

const MNIST = { width: 28, height: 28 };

describe('weights as pictures', () => {
  it('stand side by side in as many columns as there is room for', () => {
    const layout = tilesLayout(300, MNIST, 600);
    const second = cornerOf(layout, 1);
    assert.ok(second.x >= MNIST.width * layout.scale);
    assert.ok(layout.width <= 600);
    assert.deepEqual(cornerOf(layout, layout.columns).x, 0);
    const last = cornerOf(layout, 299);
    assert.ok(last.y + MNIST.height * layout.scale <= layout.height);
  });

  it('are whole pixels large, unless the picture is larger than its place', () => {
    assert.equal(tilesLayout(12, { width: 8, height: 8 }, 600).scale % 1, 0);
    const large = tilesLayout(3, { width: 224, height: 100 }, 600);
    assert.ok(large.scale < 1 && large.width < 600);
  });

  it('say which weight lies under the pointer', () => {
    const layout = tilesLayout(30, MNIST, 300);
    for (const { unit, row } of [
      { unit: 0, row: 0 },
      { unit: 7, row: 28 * 5 + 19 },
      { unit: 29, row: 783 },
    ]) {
      const { x, y } = cornerOf(layout, unit);
      const across = (row % 28) * layout.scale + 0.5;
      const down = Math.floor(row / 28) * layout.scale + 0.5;
      assert.deepEqual(pixelAt(layout, x + across, y + down), { row, col: unit });
    }
    const wide = tilesLayout(3, { width: 7, height: 3 }, 300);
    const corner = cornerOf(wide, 1);
    const place = [corner.x + 4.5 * wide.scale, corner.y + 2.5 * wide.scale] as const;
    assert.deepEqual(pixelAt(wide, ...place), { row: 2 * 7 + 4, col: 1 });
    const { x, y } = cornerOf(layout, 0);
    assert.equal(pixelAt(layout, x + 28 * layout.scale + 1, y + 1), null);
    assert.equal(pixelAt(layout, x + 1, y + 28 * layout.scale + 1), null);
    assert.equal(pixelAt(layout, 5, layout.height + 60), null);
  });

  it('are not more than anybody compares', () => {
    assert.equal(tilesLayout(5000, MNIST, 600).count, MOST_TILES);
  });
});
