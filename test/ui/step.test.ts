/** Way 3: step batch by batch; steps and training give the same bits. */
import assert from 'node:assert/strict';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

const NEXT_LOSS = 'loss, next batch';

describe('stepping', () => {
  const workbench = useWorkbench();
  const panel = (): PanelPage => new PanelPage(workbench());

  it('does exactly one update for a press of Step', async () => {
    await workbench().openFile('three-gaussians-mini-batch.backprop.json');
    await workbench().lens('Step').click({ timeout: 60_000 });
    await panel().waitForStatus(/step 1$/);
    const first = await panel().exact(NEXT_LOSS);
    await panel().button('Step').click();
    await panel().waitForStatus(/step 2$/);
    assert.notEqual(await panel().exact(NEXT_LOSS), first);
    await workbench().screenshot('3-step');
  });

  it('reaches by steps the bits that one epoch of training reaches', async () => {
    let step = 2;
    while (!/epoch 1 of/.test((await panel().status.textContent()) ?? '')) {
      await panel().button('Step').click();
      step++;
      await panel().waitForStatus(new RegExp(`step ${step}$`));
    }
    const bySteps = await panel().exact(NEXT_LOSS);
    await panel().button('Reset').click();
    await panel().waitForStatus(/ready/);
    await panel().button('More steps').click();
    await panel().menuItem('Step One Epoch').click();
    await panel().waitForStatus(new RegExp(`step ${step}$`));
    assert.equal(await panel().exact(NEXT_LOSS), bySteps);
  });

  it('steps by keyboard', async () => {
    await workbench().tab('three-gaussians-mini-batch.backprop.json').click();
    await workbench().runCommand('Backprop: Reset');
    await panel().waitForStatus(/ready/);
    await workbench().press('F10');
    await panel().waitForStatus(/step 1$/);
  });
});
