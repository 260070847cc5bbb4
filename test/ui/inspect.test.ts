/** Way 4: inspect the gradients; the inspector follows every step. */
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('inspecting', () => {
  const workbench = useWorkbench();
  const panel = (): PanelPage => new PanelPage(workbench());

  it('shows every tensor of every layer with its shape, its norm and its course', async () => {
    await workbench().openFile('five-points.backprop.json');
    await workbench().inspect();
    const ofRows = ['Zᵢₙ', 'Zₒᵤₜ', 'f′(Zᵢₙ)', 'Δ'];
    for (const symbol of [...ofRows, 'W', '∂L/∂W', 'ΔW', 'b', '∂L/∂b', 'Δb'])
      await workbench().inspectorRow(symbol).filter({ hasText: /\d×\d/ }).waitFor();
    await workbench().screenshot('4-inspector');
  });

  it('shows the chosen matrix in the panel', async () => {
    await workbench().runCommand('Backprop: Open Panel');
    await panel().waitForStatus(/Ready/);
    await workbench().inspectorRow('∂L/∂W').click();
    const matrix = panel().section('matrices').getByText('∂L/∂W¹').first();
    await matrix.waitFor();
    await panel().waitForInView(matrix);
    await workbench().screenshot('4-chosen-matrix');
  });

  it('follows each step', async () => {
    const row = workbench().inspectorRow('∂L/∂W');
    const before = await row.locator('.value').innerText();
    await panel().button('Step').click();
    await panel().waitForStatus(/epoch 1 of/);
    await row.filter({ hasNotText: before }).waitFor();
  });

  it('steps by its own keys', async () => {
    await workbench().inspectorRow('∂L/∂W').click();
    await workbench().press('F10');
    await panel().waitForStatus(/epoch 2 of/);
  });

  it('shows a single row of the batch, in the diagram and framed in its matrices', async () => {
    await panel().tab('Inspect').click();
    const network = panel().section('network');
    await network.scrollIntoViewIfNeeded();
    await network.getByText('mean of 5 rows').waitFor();
    await network.getByRole('button', { name: 'Next row' }).click();
    await network.getByText('row 1 of 5').waitFor();
    const box = network.locator('.network');
    await box.focus();
    await box.press('ArrowRight');
    await panel()
      .tooltip.filter({ hasText: /input x1\s*x1/ })
      .waitFor();
    await workbench().screenshot('4-one-row');
    await network.getByRole('button', { name: 'Previous row' }).click();
    await network.getByText('mean of 5 rows').waitFor();
  });

  it('says where the number of a unit in the diagram comes from', async () => {
    const box = panel().section('network').locator('.network');
    await box.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await box.press(key);
    const derived = panel().section('derivation').locator('.derivation-is');
    await derived.filter({ hasText: 'unit 1 of layer1' }).waitFor();
    await workbench().screenshot('4-unit-derived');
  });
});
