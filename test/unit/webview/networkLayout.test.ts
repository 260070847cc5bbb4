import assert from 'node:assert/strict';
import {
  foldAt,
  MOST_UNITS,
  neighbour,
  networkLayout,
  nextSlice,
  nodeAt,
  nodeOf,
} from '../../../webview/network/networkLayout';

describe('network layout', () => {
  it('puts the layers from left to right, each around the same middle', () => {
    const { columns, height } = networkLayout([2, 5, 3], 560);
    assert.deepEqual(
      columns.map(column => column.nodes.length),
      [2, 5, 3],
    );
    assert.ok(columns[0].x < columns[1].x && columns[1].x < columns[2].x);
    const middles = columns.map(({ nodes }) => (nodes[0].y + nodes[nodes.length - 1].y) / 2);
    assert.ok(middles.every(middle => Math.abs(middle - middles[0]) < 1e-9));
    assert.ok(columns.every(({ nodes }) => nodes.every(({ y }) => y > 0 && y < height)));
  });

  it('makes the units of many layers smaller, so that the lines between them are seen', () => {
    const deep = Array<number>(10).fill(8);
    for (const width of [220, 300, 560]) {
      const { columns, radius } = networkLayout(deep, width);
      assert.ok(radius >= 4 && 3 * radius <= columns[1].x - columns[0].x, `${radius} at ${width}`);
    }
    assert.equal(networkLayout(deep, 560).radius, networkLayout([2, 2], 560).radius);
  });

  it('folds wide layers, and says how many units are left out', () => {
    const { columns } = networkLayout([784, MOST_UNITS, 3], 560);
    const [wide, narrow] = columns;
    assert.equal(wide.above, null);
    assert.equal(wide.nodes.length + (wide.below?.count ?? 0), 784);
    assert.ok(wide.nodes.length < MOST_UNITS);
    assert.ok((wide.below?.y ?? 0) > (wide.nodes.at(-1)?.y ?? Infinity));
    assert.deepEqual([narrow.above, narrow.below], [null, null]);
    assert.equal(narrow.nodes.length, MOST_UNITS);
  });

  it('shows any slice of a wide layer, in the same room, up to its last unit', () => {
    const sizes = [784, 3];
    const whole = networkLayout(sizes, 560);
    for (let from = 0; from < 800; from++) {
      const layout = networkLayout(sizes, 560, [from]);
      const [{ nodes, above, below }] = layout.columns;
      const hidden = [above, below].map(fold => fold?.count ?? 0);
      assert.equal(hidden[0] + nodes.length + hidden[1], 784);
      assert.equal(nodes[0].unit, hidden[0]);
      const lines = nodes.length + [above, below].filter(fold => fold !== null).length;
      assert.equal(lines, MOST_UNITS);
      assert.ok(
        hidden.every(count => count !== 1),
        'a single unit takes no more room than its fold',
      );
      assert.equal(layout.height, whole.height);
      const places = [above?.y, ...nodes.map(({ y }) => y), below?.y].filter(y => y !== undefined);
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
      );
    }
  });

  it('opens the next slice with a click on a fold, and the one before', () => {
    const layout = networkLayout([784, 3], 560);
    const [column] = layout.columns;
    assert.ok(column.below);
    assert.deepEqual(foldAt(layout, column.x + 10, column.below.y), { column: 0, to: 'below' });
    assert.equal(foldAt(layout, column.nodes[3].x, column.nodes[3].y), null);
    const next = networkLayout([784, 3], 560, [nextSlice(column, 'below')]);
    assert.equal(next.columns[0].nodes[0].unit, (column.nodes.at(-1)?.unit ?? 0) + 1);
    const back = networkLayout([784, 3], 560, [nextSlice(next.columns[0], 'above')]);
    assert.ok(back.columns[0].nodes.some(({ unit }) => unit === column.nodes[1].unit));
  });

  it('walks into what is folded away, and slides the slice along', () => {
    let first = 0;
    let at = { column: 0, unit: 0 };
    for (let step = 1; step < 40; step++) {
      const layout = networkLayout([30, 3], 560, [first]);
      at = neighbour(layout, at, 0, 1);
      if (!nodeOf(layout, 0, at.unit)) first = nextSlice(layout.columns[0], at.unit);
      assert.equal(at.unit, Math.min(step, 29));
      assert.ok(nodeOf(networkLayout([30, 3], 560, [first]), 0, at.unit), `unit ${at.unit}`);
    }
    for (let step = 1; step < 40; step++) {
      const layout = networkLayout([30, 3], 560, [first]);
      at = neighbour(layout, at, 0, -1);
      if (!nodeOf(layout, 0, at.unit)) first = nextSlice(layout.columns[0], at.unit);
      assert.equal(at.unit, Math.max(0, 29 - step));
      assert.ok(nodeOf(networkLayout([30, 3], 560, [first]), 0, at.unit), `unit ${at.unit}`);
    }
  });

  it('finds a unit by its place, and nothing between them', () => {
    const layout = networkLayout([2, 3], 400);
    const node = layout.columns[1].nodes[2];
    assert.equal(nodeAt(layout, node.x + 3, node.y - 3), node);
    assert.equal(nodeAt(layout, node.x - 60, node.y), null);
  });

  it('walks from unit to unit and stops at the edges', () => {
    const layout = networkLayout([2, 3, 1], 400);
    assert.deepEqual(neighbour(layout, { column: 0, unit: 1 }, 1, 0), { column: 1, unit: 1 });
    assert.deepEqual(neighbour(layout, { column: 1, unit: 2 }, 1, 0), { column: 2, unit: 0 });
    assert.deepEqual(neighbour(layout, { column: 2, unit: 0 }, 1, 0), { column: 2, unit: 0 });
    assert.deepEqual(neighbour(layout, { column: 1, unit: 0 }, 0, -1), { column: 1, unit: 0 });
    assert.deepEqual(neighbour(layout, { column: 1, unit: 0 }, 0, 1), { column: 1, unit: 1 });
  });
});
