/** Through a graph of gates: hints in the file, forward and backward gate by gate, a table, an edit. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('an expression', () => {
  const workbench = useWorkbench({ provoked: [/no parameters to train/] });
  const panel = (): PanelPage => new PanelPage(workbench());
  const line = (text: string | RegExp): Locator =>
    panel().section('graph').locator('.pass-lines').getByText(text);
  const hint = (text: string): Locator =>
    workbench().page.locator('.view-lines').getByText(text, { exact: false });

  it('has values and gradients beside its inputs and steps', async () => {
    await workbench().openFile('gates.backprop.json');
    await hint('∂f/∂x = −8').first().waitFor();
    await hint('= 1 · ∂f/∂q = −4').first().waitFor();
    await workbench().screenshot('gates-1-hints');
  });

  it('is stepped forward gate by gate, from above the file', async () => {
    await workbench().lens('Step').click();
    await panel().waitForStatus(/forward · gate 1 of 3/);
    await line('2*x = 2.000 × (−2.000) = −4.000').waitFor();
    await panel().waitForPicture('graph');
    await workbench().lens('Step').click();
    await panel().waitForStatus(/forward · gate 2 of 3/);
    await line('q = 2*x + y = −4.000 + 5.000 = 1.000').waitFor();
    assert.equal(await panel().knows('f'), false);
    await workbench().screenshot('gates-2-forward');
  });

  it('is stepped backward by keyboard, from the file and from the panel', async () => {
    await workbench().goToFile('gates.backprop.json');
    await workbench().press('F11');
    await panel().waitForStatus(/forward · gate 3 of 3/);
    await workbench().press('F11');
    await panel().waitForStatus(/backward · begins/);
    await panel().section('graph').locator('.graph').focus();
    await workbench().press('F11');
    await panel().waitForStatus(/backward · gate 1 of 3/);
    await line('∂f/∂q = ∂f/∂f · ∂f/∂q = 1.000 · (−4.000) = −4.000').waitFor();
    await workbench().screenshot('gates-3-backward');
    await workbench().press('Shift+F11');
    await panel().waitForStatus(/backward · begins/);
  });

  it('goes anywhere with the slider', async () => {
    const slider = panel().section('graph').getByRole('slider', { name: 'Steps of both passes' });
    await slider.focus();
    await workbench().press('End');
    await panel().waitForStatus(/done/);
    assert.equal(await panel().exact('∂f/∂x'), '−8');
    await workbench().press('ArrowLeft');
    await panel().waitForStatus(/backward · gate 2 of 3/);
    assert.equal(await panel().knows('∂f/∂x'), false);
  });

  it('can be read as a table, and gate by gate with the arrow keys', async () => {
    const section = panel().section('graph');
    await panel().button('All', 'Passes').click();
    await panel().waitForStatus(/done/);
    await section.locator('.graph').focus();
    await workbench().press('ArrowRight');
    await workbench().press('ArrowRight');
    await workbench().panel.getByRole('tooltip').getByText('∂(2*x)/∂x').waitFor();
    await panel().chooseAction(section, 'Show as Table');
    await section.getByRole('rowheader', { name: 'q = 2*x + y' }).waitFor();
    const row = section.getByRole('row', { name: /^q = 2\*x \+ y/ });
    assert.deepEqual((await row.getByRole('cell').allInnerTexts()).slice(0, 3).map(trimmed), [
      'add',
      '1',
      '−4',
    ]);
    await panel().chooseAction(section, 'Show as Picture');
  });

  it('follows an edit, in the file and in the panel', async () => {
    await workbench().goToFile('gates.backprop.json');
    await workbench().typeOver('-2', '7');
    await hint('= 19 · ∂f/∂q = −4').first().waitFor();
    await workbench().panel.locator('.stat dd[title="−76"]').waitFor();
    await workbench().screenshot('gates-4-edited');
  });

  it('has its own sentence where there is nothing to train', async () => {
    await workbench().press('Control+Enter');
    await workbench()
      .notification(/no parameters to train/)
      .first()
      .waitFor();
  });
});

function trimmed(text: string): string {
  return text.trim();
}
