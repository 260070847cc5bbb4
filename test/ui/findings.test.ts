/** Why it does not learn: from the lens above the file to an edit that was tried, and made. */
import assert from 'node:assert/strict';
import { type ThemeName, THEMES } from '../tools/library/workbench';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('the findings', () => {
  const workbench = useWorkbench({ own: true });
  const panel = (): PanelPage => new PanelPage(workbench());
  const section = () => panel().section('findings');

  it('lead from the lens to the cause, with what was tried against it', async () => {
    await workbench().openFile('three-gaussians-spikes.backprop.json');
    await workbench().lens('Train').click();
    await panel().waitForStatus(/Done/);
    await workbench().lens('1 finding').click();
    const claim = section().getByText('The loss is summed over 210 rows');
    await panel().waitForInView(claim);
    await section().getByRole('button', { name: 'batch_reduction, line 24' }).waitFor();
    await section()
      .getByText(/^At rate 0.1 a step is stable where the curvature is below/)
      .waitFor();
    await section().getByRole('button', { name: 'Apply' }).first().waitFor();
    await section()
      .getByText(/3 seeds, before/)
      .waitFor();
    await workbench().screenshot('findings-1-tried');
  });

  for (const theme of Object.keys(THEMES) as ThemeName[])
    it(`can be looked at in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await section().locator('.finding-claim').scrollIntoViewIfNeeded();
      await section().evaluate(element => {
        element.scrollIntoView();
      });
      await workbench().screenshot(`findings-2-${theme}`);
      await section().getByText('Sanity experiments').scrollIntoViewIfNeeded();
      await workbench().screenshot(`findings-3-${theme}`);
      const overflow = await section().evaluate(
        element => element.scrollWidth - element.clientWidth,
      );
      assert.ok(overflow <= 0, `${overflow} px too wide`);
    });

  it('say in a sentence what a sanity experiment came to', async () => {
    await section().getByRole('button', { name: 'Overfit One Batch' }).click();
    await section()
      .getByText(/^Trained on one batch of 32 rows for 500 updates/)
      .waitFor();
  });

  it('draw the curves of the file and of an edit, and edit the file', async () => {
    await section().getByRole('button', { name: 'Run Both' }).first().click();
    const runs = panel().section('runs');
    await runs.waitFor();
    await runs.scrollIntoViewIfNeeded();
    await runs.getByRole('row', { name: /run 2/ }).waitFor();
    await workbench().screenshot('findings-4-both');
    await panel().waitForPicture('curves');
    await panel().tab('Findings').click();
    await section().getByRole('button', { name: 'Apply' }).first().click();
    await panel().waitForStatus(/has changed/);
  });
});
