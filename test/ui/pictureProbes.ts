/** What a person sees on the panel's pictures, compared with the numbers that they show. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { classColor } from '../../webview/drawing/colors';
import { stepUp } from '../../webview/drawing/scale';
import type { PanelPage } from './panelPage';
import { distance, pixelsOf, pointsSeen } from './pixels';

/** With its number, where there is room for it (px). */
const CELL = { width: 56, height: 22 };

/** Every full point has its class's colour, and its class's region around it. */
export async function assertPointsAtHome(panel: PanelPage): Promise<void> {
  await panel.tab('Train').click();
  await panel.waitForPicture('predictions');
  const background = await panel.themeColor('editor-background');
  const section = panel.section('predictions');
  const samples = section.locator('.legend-grid').first().locator('canvas');
  const classes = await Promise.all(
    (await samples.all()).map(async sample => (await pixelsOf(sample)).at(6, 6)),
  );
  const kind = await panel.themeKind();
  assert.deepEqual(
    classes,
    [0, 1, 2].map(index => [...classColor(index, kind)]),
  );
  const pixels = await pixelsOf(panel.canvas('predictions'));
  assert.deepEqual(pixels.at(0, 0), background);
  for (const { points, atHome } of pointsSeen(pixels, classes, background)) {
    assert.ok(points >= 10, `${points} points`);
    assert.ok(atHome >= 0.9 * points, `${atHome} of ${points} in a region of their class`);
  }
}

/** The curve of the loss ends where the last loss is. */
export async function assertLossAtEnd(panel: PanelPage): Promise<void> {
  await panel.tab('Train').click();
  await panel.waitForPicture('curves');
  const first = await lossAt(panel, 'Home');
  const last = await lossAt(panel, 'End');
  assert.ok(first.loss > 4 * last.loss);
  // Two strips: the loss has one and a half times the height of the accuracy, the gap 0.24.
  const height = (last.height * 1.5) / 2.74;
  const expected = last.top + height * (1 - last.loss / stepUp(first.loss));
  const rows = Array.from({ length: Math.round(height) }, (_, row) => last.top + row);
  const { at } = await pixelsOf(panel.canvas('curves'));
  const colors = rows.map(row => at(last.x - 2, row));
  const blue = await panel.themeColor('charts-blue');
  const far = colors.map(color => distance(color, blue));
  const nearest = far.indexOf(Math.min(...far));
  assert.ok(far[nearest] < 60, `nothing of its colour, but ${colors.join(' | ')}`);
  assert.ok(Math.abs(rows[nearest] - expected) <= 2.5, `${rows[nearest]}, not ${expected}`);
}

/** Every cell of the chosen tensor has the colour of its number. */
export async function assertCellColors(panel: PanelPage): Promise<void> {
  await panel.tab('Inspect').click();
  const matrices = panel.section('matrices');
  await panel.waitForPicture('matrices');
  const values = await numbersOf(panel, matrices);
  const cells = await pixelsOf(panel.canvas('matrices'));
  const columns = values[0].length;
  const gutter = cells.width - 1 - columns * CELL.width;
  assert.ok(gutter > 10 && gutter < 110, `${gutter} px for the labels`);
  const limit = stepUp(Math.max(...values.flat().map(Math.abs)));
  const bar = await pixelsOf(matrices.locator('.ramp canvas'));
  for (const [row, numbers] of values.entries())
    for (const [col, value] of numbers.entries()) {
      const expected = bar.at((0.5 + value / limit / 2) * (bar.width - 1), 0);
      const color = cells.at(gutter + col * CELL.width + 2, 17 + row * CELL.height + 2);
      assert.ok(
        distance(color, expected) < 12,
        `${value}: ${color.join()}, not ${expected.join()}`,
      );
    }
}

/** What the cursor over the curves says at an epoch, and where it stands. */
async function lossAt(panel: PanelPage, key: 'Home' | 'End') {
  const chart = panel.section('curves').locator('.chart');
  await chart.focus();
  await chart.press(key);
  const words = (await panel.tooltip.textContent()) ?? '';
  const loss = Number(/^epoch \d+loss([\d.]+(?:e−\d+)?)/.exec(words)?.[1].replace('−', '-'));
  assert.ok(loss > 0, words);
  const place = await chart.locator('.chart-cursor').evaluate(node => {
    const { transform, height } = (node as HTMLElement).style;
    const [x, y] = transform.match(/-?[\d.]+/g) ?? [];
    return { x: Number(x), top: Number(y), height: parseFloat(height) };
  });
  return { loss, ...place };
}

/** The numbers of a matrix, from its table. */
async function numbersOf(panel: PanelPage, block: Locator): Promise<number[][]> {
  await panel.chooseAction(block, 'Show as Table');
  const rows = await block.locator('tbody tr').all();
  const values = await Promise.all(
    rows.map(async row => {
      const cells = await row.locator('td').allTextContents();
      return cells.map(text => Number(text.replaceAll('−', '-').trim()));
    }),
  );
  await panel.chooseAction(block, 'Show as Picture');
  assert.ok(values.flat().length >= 10 && values.flat().every(Number.isFinite));
  return values;
}
