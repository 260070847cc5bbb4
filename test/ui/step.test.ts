/** Way 3: step batch by batch; steps and training give the same bits. */
import assert from 'node:assert/strict';
import { PanelPage } from './panelPage';
import { editSample, useWorkbench } from './support';

describe('stepping', () => {
  const workbench = useWorkbench();
  const panel = (): PanelPage => new PanelPage(workbench());

  it('does exactly one update for a press of Step', async () => {
    await workbench().openFile('three-gaussians-mini-batch.backprop.json');
    await workbench().lens('Step').click();
    await panel().waitForStep(1);
    await panel().waitForStatus(/epoch 0 of 400 · batch 1 of 27/);
    await panel().button('Step').click();
    await panel().waitForStep(2);
    await panel().waitForStatus(/epoch 0 of 400 · batch 2 of 27/);
    await workbench().screenshot('3-step');
  });

  it('reaches by steps the bits that one epoch of training reaches', async () => {
    let step = 2;
    while (!/epoch 1 of/.test((await panel().status.textContent()) ?? '')) {
      await panel().button('Step').click();
      step++;
      await panel().waitForStep(step);
    }
    const bySteps = await panel().exact('loss');
    await panel().button('Reset').click();
    await panel().waitForStatus(/Ready/);
    await panel().button('More Actions…').click();
    await panel().menuItem('Step One Epoch').click();
    await panel().waitForStep(step);
    assert.equal(await panel().exact('loss'), bySteps);
  });

  it('forks from here with a change of the file, and draws the fork over the run it left', async () => {
    const file = 'three-gaussians-mini-batch.backprop.json';
    const { folder } = workbench();
    await editSample(folder, file, text =>
      text.replace(/"learning_rate": [\d.]+/, '"learning_rate": 0.002'),
    );
    await panel().waitForStatus(/has changed/);
    const before = await panel().exact('loss');
    await panel().action('Fork from Here').click();
    await panel().tab('Compare').click();
    await panel().section('runs').getByText('run 2, now').waitFor();
    assert.equal(await panel().exact('loss'), before, 'from where the run stood');
    await panel().button('Step').click();
    await panel()
      .section('runs')
      .getByText(/^fork of run 1 at step 27$/)
      .waitFor();
    // The fork has a line of its own from its second epoch on.
    for (const epoch of [2, 3]) {
      await workbench().runCommand('Backprop: Step One Epoch');
      await panel().waitForStatus(new RegExp(`epoch ${epoch} of 400`));
    }
    await panel().waitForPicture('curves');
    await workbench().screenshot('3-fork');
  });

  it('steps by keyboard', async () => {
    await workbench().goToFile('three-gaussians-mini-batch.backprop.json');
    await workbench().runCommand('Backprop: Reset');
    await panel().waitForStatus(/Ready/);
    await workbench().press('F10');
    await panel().waitForStep(1);
  });
});
