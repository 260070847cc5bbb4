import assert from 'node:assert/strict';
import { tilesLayout } from '../../../webview/matrices/imageTiles';
import { exactNumber } from '../../../webview/words/numbers';
import { BOX, useDom } from './dom';
import { Panel } from './panel';

/** 30 pictures of 8 × 8 pixels, and three units that look at them. */
const IMAGES = `{
  "version": 1, "name": "images", "seed": 3,
  "data": {
    "train": {"type": "generator", "name": "digits", "n_samples": 30, "noise": 0.2},
    "encoding": "one_hot", "num_classes": 10
  },
  "model": {"layers": [{"units": 3, "activation": "tanh"}, {"units": 10, "activation": "softmax"}]},
  "loss": {"type": "cross_entropy"},
  "optimizer": {"type": "sgd", "learning_rate": 0.5},
  "trainer": {"epochs": 4, "batch_size": 10}
}`;

describe('Weights as pictures', () => {
  const { screen } = useDom();

  const tiles = (panel: Panel): HTMLElement =>
    panel.section('matrices').querySelector<HTMLElement>('.tiles') ?? assert.fail();

  it('are walked through unit by unit, to the largest weight of each', async () => {
    const panel = await Panel.open(screen(), IMAGES);
    await panel.does(() => panel.session.step(1));
    const strongest = (unit: number): [row: number, value: number] => {
      const { data, cols } =
        panel.page?.model.tensor({ layer: 0, tensor: 'weights' }) ?? assert.fail();
      const of = Array.from({ length: 64 }, (_, row) => data[row * cols + unit]);
      const value = of.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
      return [of.indexOf(value), value];
    };
    await panel.key(tiles(panel), 'ArrowRight');
    await panel.key(tiles(panel), 'ArrowRight');
    const [row, value] = strongest(1);
    const pixel = `pixel ${Math.floor(row / 8) + 1}, ${(row % 8) + 1}`;
    assert.equal(panel.tooltip()[0], `W¹[${row + 1}, 2]`);
    assert.ok(panel.tooltip()[1].includes(pixel), panel.tooltip()[1]);
    assert.ok(panel.tooltip()[1].endsWith(`: ${exactNumber(value)}`));
    const before = panel.tooltip();
    await panel.does(() => panel.session.step(3));
    assert.equal(panel.tooltip()[0], before[0]);
    assert.notEqual(panel.tooltip()[1], before[1]);
    await panel.key(tiles(panel), 'ArrowLeft');
    assert.match(panel.tooltip()[0], /, 1\]$/);
    await panel.key(tiles(panel), 'Enter');
    assert.equal(panel.page?.choices.selectedCell?.col, 0);
    assert.deepEqual(panel.tooltip(), []);
  });

  it('are walked up and down, to the strongest weight of either sign', async () => {
    const panel = await Panel.open(screen(), IMAGES.replace('"units": 3', '"units": 30'));
    await panel.does(() => panel.session.step(1));
    const { data, cols, rows } =
      panel.page?.model.tensor({ layer: 0, tensor: 'weights' }) ?? assert.fail();
    const weights = (unit: number): number[] =>
      Array.from({ length: rows }, (_, row) => data[row * cols + unit]);
    const signs = new Set<number>();
    const unitNow = (): number => {
      const [row, unit] = [...panel.tooltip()[0].matchAll(/\d+/g)].map(([text]) => Number(text));
      const own = weights(unit - 1);
      assert.equal(Math.abs(own[row - 1]), Math.max(...own.map(Math.abs)));
      signs.add(Math.sign(own[row - 1]));
      return unit;
    };
    await panel.key(tiles(panel), 'ArrowRight');
    for (let unit = 1; unit <= 8; unit++) {
      assert.equal(unitNow(), unit);
      await panel.key(tiles(panel), 'ArrowRight');
    }
    assert.equal(signs.size, 2);
    const { columns } = tilesLayout(30, { width: 8, height: 8 }, BOX.width);
    await panel.key(tiles(panel), 'ArrowDown');
    assert.equal(unitNow(), 9 + columns);
    await panel.key(tiles(panel), 'ArrowUp');
    assert.equal(unitNow(), 9);
  });

  it('make room for the matrix, and come back', async () => {
    const panel = await Panel.open(screen(), IMAGES);
    const section = panel.section('matrices');
    const heat = section.querySelector<HTMLElement>('.heat') ?? assert.fail();
    assert.ok(heat.hidden);
    await panel.point(tiles(panel), 6, 20);
    assert.match(panel.tooltip()[0], /^W¹\[\d+, 1\]$/);
    const [pictures, matrix] = [...section.querySelectorAll<HTMLElement>('.tools [role="radio"]')];
    await panel.does(() => matrix.click());
    assert.ok(tiles(panel).hidden && !heat.hidden);
    await panel.does(() => pictures.click());
    assert.ok(!tiles(panel).hidden && heat.hidden);
    // A bias has no place among the pixels.
    await panel.reveal({ layer: 0, tensor: 'biases' });
    await panel.key(heat, 'ArrowDown');
    await panel.does(() => panel.page?.select({ layer: 0, tensor: 'biases' }, { row: 0, col: 1 }));
    assert.ok(tiles(panel).hidden && !heat.hidden);
  });
});
