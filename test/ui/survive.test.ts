/** Way 6: the panel survives being hidden, moved to another column, and a reload of the window. */
import assert from 'node:assert/strict';
import { waitForSaved } from '../tools/library/savedState';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('the panel', () => {
  const workbench = useWorkbench({ own: true });
  const panel = (): PanelPage => new PanelPage(workbench());
  let loss: string;

  it('comes back with everything after it was hidden', async () => {
    await workbench().openFile('xor.backprop.json');
    await workbench().lens('Train').click();
    await panel().waitForStatus(/Done/);
    loss = await panel().exact('loss');
    assert.ok(await panel().statusIsWhole(), 'the header says whole why the run ended');
    // Another experiment's panel opens in the same column, over this one.
    await workbench().openFile('five-points.backprop.json');
    await workbench().lens('Step').click();
    await panel().waitForStatus(/epoch 1 of/);
    await workbench().goToPanel('XOR, 2-2-2-1');
    await panel().waitForStatus(/Done/);
    assert.equal(await panel().exact('loss'), loss);
    await panel().waitForPicture('curves');
    await workbench().goToPanel('Five points');
    await workbench().runCommand('View: Close Editor');
  });

  it('goes on in another column', async () => {
    await workbench().goToFile('five-points.backprop.json');
    await workbench().openFile('linear.backprop.json');
    await panel().title.click();
    await workbench().runCommand('View: Move Editor into Previous Group');
    await panel().waitForStatus(/Done/);
    assert.equal(await panel().exact('loss'), loss);
    await panel().waitForPicture('curves');
    await workbench().screenshot('6-moved');
  });

  it('is there again after the window was reloaded, with what was computed', async () => {
    // Opened last: what is written down with it is newer than all that was closed before.
    await waitForSaved(workbench().page, 'editors', 'linear.backprop.json');
    await workbench().reload();
    await panel().title.filter({ hasText: 'XOR, 2-2-2-1' }).waitFor();
    await panel().waitForStep(761);
    assert.equal(await panel().exact('loss'), loss);
    await panel().waitForPicture('curves');
    // Also what was out of sight when the run was kept.
    await panel().waitForPicture('predictions');
    await panel().tab('Inspect').click();
    await panel().waitForPicture('matrices');
    await panel().waitForStep(761);
  });

  it('trains after that to the same number', async () => {
    await panel().button('Reset').click();
    await panel().waitForStatus(/Ready/);
    await panel().button('Train').click();
    await panel().waitForStatus(/Done/);
    assert.equal(await panel().exact('loss'), loss);
    await workbench().screenshot('6-reloaded');
  });
});
