import assert from 'node:assert/strict';
import { MOST_UNITS, neighbour, networkLayout, nodeAt } from '../../../webview/networkLayout';

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

  it('folds wide layers, and says how many units are left out', () => {
    const { columns } = networkLayout([784, MOST_UNITS, 3], 560);
    assert.equal(columns[0].nodes.length + columns[0].hidden, 784);
    assert.ok(columns[0].nodes.length < MOST_UNITS);
    assert.ok(columns[0].foldY > (columns[0].nodes.at(-1)?.y ?? Infinity));
    assert.equal(columns[1].hidden, 0);
    assert.equal(columns[1].nodes.length, MOST_UNITS);
  });

  it('finds a unit by its place, and nothing between them', () => {
    const layout = networkLayout([2, 3], 400);
    const node = layout.columns[1].nodes[2];
    assert.equal(nodeAt(layout, node.x + 3, node.y - 3), node);
    assert.equal(nodeAt(layout, node.x - 60, node.y), null);
  });

  it('walks from unit to unit and stops at the edges', () => {
    const layout = networkLayout([2, 3, 1], 400);
    const [inputs, hidden, last] = layout.columns.map(column => column.nodes);
    assert.equal(neighbour(layout, inputs[1], 1, 0), hidden[1]);
    assert.equal(neighbour(layout, hidden[2], 1, 0), last[0]);
    assert.equal(neighbour(layout, last[0], 1, 0), last[0]);
    assert.equal(neighbour(layout, hidden[0], 0, -1), hidden[0]);
    assert.equal(neighbour(layout, hidden[0], 0, 1), hidden[1]);
  });
});
