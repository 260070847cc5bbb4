/** Gradients against finite differences: asked for above the file, read in the panel, followed from there. */
import assert from 'node:assert/strict';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('checking gradients', () => {
  const workbench = useWorkbench();
  const panel = (): PanelPage => new PanelPage(workbench());

  it('gives a verdict, the error of each tensor and the worst entries', async () => {
    await workbench().openFile('softmax-2-3-2.backprop.json');
    await workbench().lens('Step').click();
    await panel().waitForStep(1);
    await workbench().lens('Check gradients').click();
    const section = panel().section('gradientCheck');
    await section.getByText(/Backpropagation agrees with finite differences/).waitFor();
    await panel().waitForInView(section.locator('.verdict'));
    assert.equal(await section.getByRole('cell', { name: 'agrees' }).count(), 4);
    await workbench().screenshot('gradient-check-1-agrees');
  });

  it('goes from an entry to its derivation', async () => {
    const worst = panel().section('gradientCheck').getByRole('table', { name: 'Worst entries' });
    const entry = worst.getByRole('button').first();
    const name = (await entry.textContent()) ?? '';
    await entry.click();
    const derivation = panel().section('derivation');
    await derivation.locator('.derivation-is').getByText('How the loss changes with').waitFor();
    await panel().waitForInView(derivation.locator('.derivation-name'));
    await workbench().screenshot('gradient-check-2-derivation');
    assert.match(name, /^∂/);
  });

  it('goes from a tensor to its matrix', async () => {
    await panel().tab('Findings').click();
    const section = panel().section('gradientCheck');
    await section.getByRole('button', { name: '∂l/∂V', exact: true }).click();
    const matrices = panel().section('matrices');
    await matrices.locator('.matrix.selected[data-tensor="∂l/∂V"]').waitFor();
    await workbench().screenshot('gradient-check-3-matrix');
  });

  it('says of which step it is once the run goes on', async () => {
    await panel().button('Step').click();
    await panel().tab('Findings').click();
    const section = panel().section('gradientCheck');
    await section.scrollIntoViewIfNeeded();
    await section.getByText(/as of step 1/).waitFor();
  });
});
