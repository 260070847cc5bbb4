/** The panel by keyboard alone: every control can be reached, is seen with the focus, and lets it go. */
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import type { PreviewWindow } from '../tools/panelPreview/previewHost';
import { walk } from './keyboardWalk';
import { usePreview, type Opened } from './preview';

const TABS = ['Train', 'Inspect', 'Findings', 'Compare'] as const;

describe('by keyboard alone', () => {
  const openPreview = usePreview();

  async function open(
    sample: string,
    { width = 480, theme = 'dark', trains = true } = {},
  ): Promise<Opened> {
    const { page, frame } = await openPreview(sample, { width, theme });
    if (trains) await page.evaluate(() => (window as PreviewWindow).preview?.train());
    await frame.locator('.status').filter({ visible: true }).first().waitFor();
    return { page, frame };
  }

  /** In the order of the page, seen at each stop, and without a trap. */
  async function assertWalk(page: Page, frame: Frame, where: string): Promise<string[]> {
    // What is out of sight is drawn when it is reached: the second walk finds all of it there.
    await walk(page, frame);
    const { stops, left, missed } = await walk(page, frame);
    assert.ok(left, `${where}: the Tab key does not leave the page`);
    assert.deepEqual(missed, [], `${where}: only a mouse reaches these`);
    const unseen = stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name);
    assert.deepEqual(unseen, [], `${where}: looks as if it had no focus`);
    const unnamed = stops.filter(({ name }) => name.endsWith('""')).map(({ name }) => name);
    assert.deepEqual(unnamed, [], `${where}: has no name`);
    const orders = stops.map(({ order }) => order);
    assert.deepEqual(
      orders,
      [...orders].sort((one, other) => one - other),
      `${where}: not in the order of the page`,
    );
    return stops.map(({ name }) => name);
  }

  for (const [theme, width] of [
    ['dark', 480],
    ['hc-light', 1400],
  ] as const)
    it(`all controls of the four tabs can be reached in ${theme} at ${width} px`, async () => {
      const { page, frame } = await open('three-gaussians', { theme, width });
      const tab = frame.getByRole('tab', { selected: true });
      await tab.focus();
      for (const name of width < 1080 ? TABS : TABS.slice(1)) {
        await frame.getByRole('tab', { name: new RegExp(`^${name}`), selected: true }).waitFor();
        const stops = await assertWalk(page, frame, name);
        assert.ok(stops.length > 10, `${name} has only ${stops.length} stops`);
        await tab.focus();
        await page.keyboard.press('ArrowRight');
      }
      await page.close();
    });

  it('findings, their fixes, and the runs of Compare can be reached', async () => {
    const { page, frame } = await open('three-gaussians-spikes');
    await page.evaluate(async () => {
      const { preview } = window as PreviewWindow;
      await preview?.edit(text => text.replace(/"learning_rate": [\d.]+/, '"learning_rate": 0.05'));
      await preview?.train();
    });
    for (const name of ['Findings', 'Compare'] as const) {
      await frame.getByRole('tab', { name: new RegExp(`^${name}`) }).focus();
      await page.keyboard.press('Enter');
      await assertWalk(page, frame, name);
    }
    await page.close();
  });

  it('so can those of an expression', async () => {
    const { page, frame } = await open('gates', { trains: false });
    const stops = await assertWalk(page, frame, 'gates');
    assert.ok(stops.includes('application "Computational Graph"'), stops.join());
    await page.close();
  });

  it('a picture says its keys in its menu; F fills the panel with it, and Escape ends that', async () => {
    const { page, frame } = await open('xor');
    await frame.getByRole('tab', { name: /^Inspect/ }).focus();
    await page.keyboard.press('Enter');
    const picture = frame.getByRole('application', { name: /^Network/ });
    await picture.waitFor();
    const section = frame.locator('.section').filter({ has: picture });
    await section.getByRole('button', { name: 'Picture Actions…' }).focus();
    await page.keyboard.press('Enter');
    const items = frame.getByRole('menuitem');
    const keys = await items.evaluateAll(all => all.map(each => each.ariaKeyShortcuts ?? ''));
    assert.deepEqual(keys.join(''), 'CTF');
    const table = frame.getByRole('menuitem', { name: 'Show as Table', exact: true });
    const shown = await table.evaluate(each => getComputedStyle(each, '::after').content);
    assert.match(shown, /T/);
    await page.keyboard.press('Escape');
    assert.equal(await items.count(), 0);
    const others = frame.locator('.section').filter({ visible: true });
    const before = await others.count();
    assert.ok(before > 1);
    await picture.focus();
    await page.keyboard.press('f');
    await section.getByRole('button', { name: 'Picture Actions…' }).waitFor();
    await frame.waitForFunction(
      () =>
        [...document.querySelectorAll('.section')].filter(each => each.checkVisibility()).length ===
        1,
    );
    await page.keyboard.press('Escape');
    await frame.waitForFunction(
      most =>
        [...document.querySelectorAll('.section')].filter(each => each.checkVisibility()).length ===
        most,
      before,
    );
    await page.close();
  });

  it('a range of the timeline is dragged with the mouse, and the keys show all of it again', async () => {
    const { page, frame } = await open('xor');
    await frame.locator('.status', { hasText: /Done/ }).waitFor();
    const reset = frame.getByRole('button', { name: 'Reset Zoom' });
    assert.equal(await reset.isVisible(), false);
    const chart = frame.getByRole('application', { name: 'Curves', exact: true });
    const { x, y, width, height } = (await chart.boundingBox()) ?? assert.fail();
    await page.mouse.move(x + 0.3 * width, y + height / 3);
    await page.mouse.down();
    await page.mouse.move(x + 0.6 * width, y + height / 3, { steps: 4 });
    assert.ok(await frame.locator('.drag-zoom').first().isVisible());
    await page.mouse.up();
    await reset.waitFor();
    await chart.focus();
    await page.keyboard.press('0');
    await reset.waitFor({ state: 'hidden' });
    await page.close();
  });

  it('every group of choices, table and picture in the tree of a screen reader has a name', async () => {
    const { page, frame } = await open('three-gaussians');
    for (const name of TABS) {
      await frame.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
      // A picture gets its name with its first drawing; one that never gets it fails here.
      await frame.waitForFunction(() => {
        const pictures = [...document.querySelectorAll('[role="application"]')];
        return pictures.every(each => !each.checkVisibility() || each.ariaLabel);
      });
      const tree = await frame.locator('body').ariaSnapshot();
      const roles =
        'button|radio|radiogroup|textbox|combobox|table|application|img|slider|tabpanel';
      const unnamed = tree
        .split('\n')
        .filter(line => new RegExp(`^ *- (${roles})( \\[|:|$)`).test(line));
      assert.deepEqual(unnamed, [], name);
      assert.ok(
        !tree.includes('A given number'),
        'nothing is said of a number that was not chosen',
      );
    }
    await page.close();
  });
});
