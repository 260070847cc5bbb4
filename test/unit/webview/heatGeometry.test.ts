import assert from 'node:assert/strict';
import {
  cellRanges,
  cellUnder,
  heatLayout,
  labelStep,
  middleOf,
  scrolledTo,
  strongest,
  zoomedScroll,
} from '../../../webview/heat/heatGeometry';

const FRAME = { width: 520, height: 300 };

describe('heat map', () => {
  it('writes numbers into a small matrix, whatever the zoom', () => {
    const layout = heatLayout(2, 5, FRAME, 1);
    assert.equal(layout.digits, true);
    assert.equal(layout.zoomable, false);
    assert.equal(layout.contentWidth, 280);
    assert.deepEqual(layout, heatLayout(2, 5, FRAME, 0));
  });

  it('fits a large matrix into its frame', () => {
    const layout = heatLayout(784, 300, FRAME, 0);
    assert.equal(layout.digits, false);
    assert.ok(layout.contentWidth <= FRAME.width && layout.contentHeight <= FRAME.height);
    assert.equal(layout.viewWidth, layout.contentWidth);
  });

  it('zooms it to readable cells that scroll inside the frame', () => {
    const layout = heatLayout(784, 300, FRAME, 1);
    assert.equal(layout.digits, true);
    assert.equal(layout.cellWidth, 56);
    assert.equal(layout.viewWidth, FRAME.width);
    assert.ok(layout.contentHeight > 10_000);
  });

  it('magnifies more with every step of the zoom', () => {
    const widths = [0, 0.25, 0.5, 0.75, 1].map(zoom => heatLayout(784, 300, FRAME, zoom).cellWidth);
    assert.ok(widths.every((width, i) => i === 0 || width > widths[i - 1]));
  });

  it('shows for a pixel the strongest of its entries, and above all what is not finite', () => {
    const data = [1, -7, 3, 2, 5, NaN];
    assert.equal(strongest(data, 3, [0, 1], [0, 3]), -7);
    assert.equal(strongest(data, 3, [0, 2], [1, 2]), -7);
    assert.ok(Number.isNaN(strongest(data, 3, [0, 2], [0, 3])));
  });

  it('covers every cell with pixels, and every pixel with cells', () => {
    for (const [pixels, cells] of [
      [100, 784],
      [500, 300],
      [300, 300],
      [7, 3],
    ]) {
      const ranges = cellRanges(pixels, 0, cells / pixels, cells);
      assert.equal(ranges[0][0], 0);
      assert.equal(ranges.at(-1)?.[1], cells);
      ranges.forEach(([from, to], i) => {
        assert.ok(to > from && to <= cells);
        if (i > 0) assert.ok(from <= ranges[i - 1][1], 'no cell is skipped');
      });
    }
  });

  it('finds the cell under the pointer, also when scrolled, and the biases below', () => {
    const layout = heatLayout(50, 5, FRAME, 1);
    assert.deepEqual(cellUnder(layout, { x: 0, y: 0 }, 50, true, 57, 23), { row: 1, col: 1 });
    assert.deepEqual(cellUnder(layout, { x: 0, y: 220 }, 50, true, 57, 1), { row: 10, col: 1 });
    const below = layout.viewHeight + 8;
    assert.deepEqual(cellUnder(layout, { x: 0, y: 0 }, 50, true, 3, below), { row: 50, col: 0 });
    assert.equal(cellUnder(layout, { x: 0, y: 0 }, 50, false, 3, below), null);
    assert.equal(cellUnder(layout, { x: 0, y: 0 }, 50, true, -1, 5), null);
  });

  it('finds each cell again in its own middle', () => {
    const layout = heatLayout(50, 5, FRAME, 1);
    const scroll = { x: 0, y: 44 };
    for (const cell of [
      { row: 3, col: 2 },
      { row: 50, col: 4 },
    ]) {
      const { x, y } = middleOf(layout, scroll, 50, cell) ?? assert.fail();
      assert.deepEqual(cellUnder(layout, scroll, 50, true, x, y), cell);
    }
  });

  it('says where the seen part of a cell is, and nothing of one that is scrolled away', () => {
    const layout = heatLayout(784, 300, FRAME, 1);
    const at = (x: number, y: number) => middleOf(layout, { x, y }, 784, { row: 20, col: 10 });
    assert.deepEqual(at(560, 440), { x: 28, y: 11 });
    assert.deepEqual(at(600, 440), { x: 8, y: 11 });
    assert.deepEqual(at(560, 140 + 10), { x: 28, y: 295 });
    for (const [x, y] of [
      [616, 440],
      [40, 440],
      [560, 462],
      [560, 140],
    ])
      assert.equal(at(x, y), null);
  });

  it('scrolls no further than it must to show a cell', () => {
    const layout = heatLayout(784, 300, FRAME, 1);
    const to = (row: number, col: number) => scrolledTo(layout, { x: 0, y: 0 }, 784, { row, col });
    assert.deepEqual(to(0, 0), { x: 0, y: 0 });
    assert.deepEqual(to(13, 8), { x: 0, y: 14 * 22 - 300 });
    assert.deepEqual(to(784, 20), { x: 21 * 56 - 520, y: 0 });
  });

  it('keeps the middle of the view where it is when zooming', () => {
    const before = heatLayout(784, 300, FRAME, 0.5);
    const after = heatLayout(784, 300, FRAME, 1);
    const scroll = zoomedScroll(before, after, { x: 30, y: 40 });
    const middle = (x: number, view: number, content: number) => (x + view / 2) / content;
    assert.ok(
      Math.abs(
        middle(30, before.viewWidth, before.contentWidth) -
          middle(scroll.x, after.viewWidth, after.contentWidth),
      ) < 0.01,
    );
  });

  it('thins labels by 1, 2, 5 · 10ᵏ', () => {
    assert.equal(labelStep(20, 30), 1);
    assert.equal(labelStep(20, 15), 2);
    assert.equal(labelStep(20, 4.1), 5);
    assert.equal(labelStep(20, 0.4), 50);
  });
});
