/** Three ways to a gradient, without the palette: by buttons, keys and the trees of the side bar. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exactNumber } from '../../webview/words/numbers';
import { parse, run, type Inspected } from '../unit/cli/support';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

/** Opens a file as a click in the explorer does. */
function useFile(name: string) {
  const workbench = useWorkbench();
  const panel = (): PanelPage => new PanelPage(workbench());
  before(async () => {
    await (await workbench().fileRow(name)).dblclick();
    await workbench().lens('Step').waitFor();
  });
  return { workbench, panel };
}

describe('finding the gradient of one weight at step 37 of XOR', () => {
  const { workbench, panel } = useFile('xor.backprop.json');

  it('leads from the step to the cell, with every digit', async () => {
    await workbench().lens('Train').click();
    await panel().waitForStatus(/Done/);
    await panel().goTo('37');
    await panel().waitForStatus(/epoch 37 of/);
    await panel().tab('Inspect').click();
    const matrices = panel().section('matrices');
    await panel().chooseTensor('∂L/∂W');
    const heat = matrices.locator('[data-tensor="∂L/∂W¹"] .heat');
    await heat.waitFor(); // what is not there yet takes no focus
    await heat.focus();
    for (const key of ['ArrowRight', 'ArrowDown']) await workbench().press(key);
    const tooltip = panel().tooltip;
    await tooltip.filter({ hasText: 'x2 → unit 1' }).waitFor();
    await workbench().screenshot('6-one-weight');
    const text = await readFile(path.join(workbench().folder, 'xor.backprop.json'), 'utf8');
    const args = ['inspect', 'xor.backprop.json', '--json', '--step', '37'];
    const { layers } = parse<Inspected>(run(args, { 'xor.backprop.json': text }).out);
    const expected = exactNumber(layers[0].gradW[1][0]);
    assert.ok((await tooltip.textContent())?.includes(expected), expected);
  });
});

describe('finding the layer where gradients vanish', () => {
  const { workbench, panel } = useFile('vanishing-gradient.backprop.json');

  it('takes one look at the inspector', async () => {
    await workbench().inspect();
    const { inspector } = workbench();
    await inspector.getByText('The error fades on its way back').waitFor();
    const first = workbench().inspectorRow('layer1');
    await first.getByRole('button', { name: 'Show Findings' }).waitFor();
    assert.match(
      (await first.getAttribute('title')) ?? '',
      /Warning: The error fades on its way back: 0\.077 % of it reaches layer1/,
    );
    const norms = await inspector.locator('.layer .value').allInnerTexts();
    const sizes = norms.map(text => Number(text.replaceAll('−', '-')));
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => a - b),
    );
    await workbench().screenshot('6-vanishing-inspector');
  });

  it('or at the findings and at Flow, layer by layer', async () => {
    await workbench().lens('Train').click();
    await panel().waitForStatus(/Done/);
    await panel().tab('Findings').click();
    const findings = panel().section('findings');
    await findings.getByText('The error fades on its way back').waitFor();
    await panel().tab('Inspect').click();
    const flow = panel().section('flow');
    await flow.scrollIntoViewIfNeeded();
    await panel().waitForPicture('flow');
    await workbench().screenshot('6-vanishing-flow');
    await panel().chooseAction(flow, 'Show as Table');
    await flow.getByRole('columnheader', { name: 'layer6' }).waitFor();
  });
});

describe('finding the dead units of a relu net', () => {
  const { workbench, panel } = useFile('dead-relu.backprop.json');

  it('names them in the inspector after ten steps', async () => {
    await workbench().inspect();
    await workbench().lens('Step').click();
    for (let step = 1; step <= 10; step++) {
      await panel().waitForStatus(new RegExp(`epoch ${step} of`));
      if (step < 10) await panel().button('Step').click();
    }
    const warned = workbench().inspector.locator('.layer[aria-label*="Warning: "]');
    await warned.waitFor();
    assert.match(
      (await warned.getAttribute('aria-label')) ?? '',
      /^layer1, .*6 dead units in layer1: units 2, 3, 4, 5, 6 and 7 of 8/,
    );
    await workbench().screenshot('6-dead-units');
  });
});
