/** Keys are about what has the focus, and about nothing else. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { PanelPage } from './panelPage';
import { useWorkbench, writeEndless } from './support';

const EDITOR = 'xor.backprop.json';

describe('keys', () => {
  const workbench = useWorkbench({
    own: true,
    prepare: folder => writeEndless(folder, 'endless.backprop.json', 'Endless'),
  });
  const panel = (): PanelPage => new PanelPage(workbench());
  const focusedRow = (name: string): Locator =>
    workbench().inspector.locator('.row:focus', { hasText: name });
  const explorerRow = (name: string): Locator =>
    workbench().page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();

  it('go to the rows of the inspector that Inspect has opened', async () => {
    await workbench().openFile(EDITOR);
    await workbench().inspect();
    await focusedRow('layer1').waitFor();
    await workbench().press('ArrowDown');
    await focusedRow('Z′').waitFor();
  });

  it('copy the row of the inspector that has the focus ring, not the one that is chosen', async () => {
    await workbench().inspectorRow('f′(Z′)').click();
    await workbench().press('ArrowDown');
    await focusedRow('δ').waitFor();
    await workbench().press('Control+c');
    await workbench()
      .statusBar.getByText(/Copied δ.* · layer1: /)
      .waitFor();
    const copied = await workbench().page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^delta1 = np\.array\(/);
  });

  it('lead from there to the line of the file', async () => {
    await workbench().press('F12');
    await workbench().editorFocus(EDITOR);
  });

  it('open its filter, and close it again', async () => {
    await workbench().inspect();
    await workbench().press('Control+f');
    const field = workbench().inspector.getByRole('textbox', { name: 'Filter layers and tensors' });
    await field.waitFor();
    await workbench().page.keyboard.type('δ');
    await workbench().inspectorRow('Z').waitFor({ state: 'detached' });
    assert.equal(await workbench().inspectorRows.count(), 6);
    await workbench().press('Escape');
    await workbench().inspectorRow('Z').waitFor();
    await focusedRow('δ').waitFor();
  });

  it('and the menu of a row copies it, too', async () => {
    await workbench().inspectorRow('W').click({ button: 'right' });
    await workbench().chooseMenuItem(/Copy as CSV/);
    await workbench()
      .statusBar.getByText(/Copied W · layer1: 2×2/)
      .waitFor();
  });

  it('do nothing to a run while the Explorer has the focus', async () => {
    await workbench().goToPanel('XOR, 2-2-2-1');
    await panel().waitForStatus(/Ready/);
    await workbench().goToExplorer();
    const tabs = workbench().page.locator('.tabs-container .tab');
    const open = await tabs.count();
    await workbench().page.locator('.explorer-folders-view .monaco-list:focus').waitFor();
    await workbench().press('End');
    await workbench().press('F10');
    await workbench().press('Control+Enter');
    // There it opens a file to the side: by then, what came before it would have been done too.
    await tabs.nth(open).waitFor();
    await workbench().runCommand('View: Close Editor');
    await workbench().goToFile(EDITOR);
    await workbench().press('F10');
    await panel().waitForStatus(/epoch 1 of/);
  });

  it('step the file of the editor, whatever panel was opened from the Explorer', async () => {
    for (const epoch of [2, 3]) {
      await explorerRow('five-points.backprop.json').click({ button: 'right' });
      await workbench().chooseMenuItem('Open Panel');
      // A page that is still being loaded takes the focus when it is there.
      await panel().title.filter({ hasText: 'Five points' }).waitFor();
      await workbench().page.locator('.view-line', { hasText: '"version"' }).first().click();
      await workbench().press('F10');
      await workbench().statusBar.getByText(`XOR, 2-2-2-1: epoch ${epoch} of`).waitFor();
    }
  });

  it('pause only once Escape has nothing left to close', async () => {
    await workbench().openFile('endless.backprop.json');
    await workbench().runCommand('Backprop: Train Network');
    // A page that is still being loaded takes the focus when it is there.
    await panel().waitForStatus(/Training/);
    await workbench().runCommand('Backprop: Inspect Gradients');
    await focusedRow('').waitFor();
    await workbench().press('Control+f');
    const find = workbench().inspector.locator('.filter');
    await find.locator('input:focus').waitFor();
    await workbench().press('Escape');
    await find.waitFor({ state: 'hidden' });
    await focusedRow('').waitFor();
    await panel().waitForStatus(/Training/);
    await workbench().press('Escape');
    await panel().waitForStatus(/Paused/);
  });
});
