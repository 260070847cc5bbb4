/** Way 2: press Train, and watch the network learn. */
import assert from 'node:assert/strict';
import { PanelPage } from './panelPage';
import { useWorkbench, writeEndless } from './support';

describe('training', () => {
  const workbench = useWorkbench({
    prepare: folder => writeEndless(folder, 'long.backprop.json', 'Long'),
  });
  const panel = (): PanelPage => new PanelPage(workbench());

  it('trains three Gaussians from the CodeLens, and draws curves and boundary', async () => {
    await workbench().openFile('three-gaussians.backprop.json');
    await workbench().lens('Train').click();
    await panel().waitForStatus(/Done/);
    await panel().waitForPicture('curves');
    await panel().waitForPicture('predictions');
    assert.ok(Number(await panel().exact('accuracy')) > 0.95);
    await workbench().screenshot('2-three-gaussians');
  });

  it('shows the weights as heat maps with numbers', async () => {
    await panel().tab('Inspect').click();
    const matrices = panel().section('matrices');
    await matrices.scrollIntoViewIfNeeded();
    await panel().waitForPicture('matrices');
    await workbench().screenshot('2-matrices');
  });

  it('says in the status bar how far a long run is, and pauses there', async () => {
    await workbench().closeAllEditors();
    await workbench().openFile('long.backprop.json');
    await workbench().runCommand('Backprop: Train Network');
    await panel().waitForStatus(/Training · epoch [\d,]{4,}/);
    await workbench().quickInput.open('F1', '>Backprop: Pause', 'Backprop: Pause');
    await workbench().press('Escape');
    await workbench().screenshot('2-training');
    assert.ok(await panel().statusIsWhole(), 'the header’s words have room');
    const item = workbench().statusBar.getByText(/Long: epoch [\d,]+ of 10,000,000/);
    await item.click();
    await panel().waitForStatus(/Paused · epoch [\d,]{4,}/);
    const loss = await panel().exact('loss');
    assert.ok(Number(loss.replace('−', '-')) > 0, `what was computed stays, but loss is "${loss}"`);
    await workbench().quickInput.open('F1', '>Backprop: Reset', 'Backprop: Reset');
    await workbench().press('Escape');
    await workbench().screenshot('2-paused');
  });

  it('lets a person type in another editor meanwhile', async () => {
    await workbench().goToFile('long.backprop.json');
    await workbench().runCommand('Backprop: Train Network');
    await panel().waitForStatus(/Training/);
    await workbench().runCommand('File: New Untitled Text File');
    await workbench().editorFocus('Untitled');
    const words = 'while it learns, I write';
    await workbench().page.keyboard.type(words);
    const editor = workbench().page.locator('.editor-group-container.active .view-lines');
    await editor.getByText(words).waitFor();
    await workbench().runCommand('View: Revert and Close Editor');
    await workbench().goToFile('long.backprop.json');
    await workbench().runCommand('Backprop: Pause');
    await panel().waitForStatus(/Paused/);
  });
});
