/** Way 8: arrays of a program in the explorer, Find My Bug, and the mistake with the line that is right. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type ThemeName, THEMES } from '../tools/library/workbench';
import { npzOf, printedOf } from '../unit/experiment/autopsyFiles';
import { planted } from '../unit/experiment/plantedArrays';
import { useWorkbench } from './support';

/** Among the files of the folder the first, so that the explorer shows it. */
const LAB = 'a-lab.npz';
const WRONG = planted({ id: 'sum_for_elementwise', layer: 0 });
/** The width of the window in which the editor has this width (px). */
const WINDOWS = { 900: 1248, 480: 828 };

describe('Find My Bug', () => {
  const workbench = useWorkbench({
    own: true,
    prepare: folder => writeFile(path.join(folder, LAB), npzOf(WRONG)),
  });
  const page = () => workbench().panel;
  const status = (text: string) => page().locator('.autopsy-status', { hasText: text });

  it('leads from the file to the first wrong array, and to the line that is right', async () => {
    await workbench().goToExplorer();
    const row = workbench().page.locator('.explorer-folders-view .monaco-list-row', {
      hasText: LAB,
    });
    await row.click({ button: 'right' });
    await workbench().chooseMenuItem('Find My Bug');
    await status('Wrong from layer 1 on').waitFor();
    const marks = await page().locator('.code-lines mark').allInnerTexts();
    assert.deepEqual(marks, ['((1 - a1**2)).sum(axis=1, keepdims=True)', '(1 - a1**2)']);
    assert.equal(await page().locator('.compared-title').innerText(), 'dW1 · 3×4');
    const faces = page().locator('.face-name').filter({ visible: true });
    assert.deepEqual(await faces.allInnerTexts(), [
      'yours',
      'right, from your own arrays',
      'difference',
    ]);
  });

  it('is walked through with the keyboard', async () => {
    await page().locator('.pass').focus();
    await workbench().press('ArrowRight');
    await workbench().press('ArrowRight');
    await workbench().press('Enter');
    await page().locator('.compared-title', { hasText: 'db1' }).waitFor();
  });

  for (const theme of Object.keys(THEMES) as ThemeName[])
    for (const width of [900, 480] as const)
      it(`is whole at ${width} px, ${theme}`, async () => {
        await workbench().page.setViewportSize({ width: WINDOWS[width], height: 1300 });
        await workbench().setTheme(theme);
        const overflow = await page()
          .locator('body')
          .evaluate(body => body.ownerDocument.documentElement.scrollWidth - body.clientWidth);
        assert.ok(overflow <= 0, `${overflow} px too wide`);
        await workbench().screenshot(`autopsy-${width}-${theme}`);
      });

  it('follows the file, and comes back after a reload of the window', async () => {
    const { folder } = workbench();
    await writeFile(path.join(folder, LAB), npzOf(planted()));
    await status('Correct, to rounding').waitFor();
    await workbench().reload();
    await status('Correct, to rounding').waitFor();
  });

  it('takes what was printed from the clipboard', async () => {
    const text = printedOf(WRONG, 6);
    await workbench().page.evaluate(copied => navigator.clipboard.writeText(copied), text);
    await page().getByRole('button', { name: 'Paste' }).click();
    await workbench().tab('pasted.txt').waitFor();
    await status('Wrong from layer 1 on').waitFor();
  });

  it('writes the net as an experiment, which trains', async () => {
    await workbench().tab(LAB).click();
    await page().getByRole('button', { name: 'New Experiment from These Arrays' }).click();
    await workbench().editorFocus('a-lab.backprop.json');
    await workbench().lens('Train').click();
    await workbench().panel.locator('.status', { hasText: /Done/ }).waitFor();
  });
});
