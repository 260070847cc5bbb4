/** The pictures of README and of the walkthrough: what is done in the workbench, and what is shown of it. */
import type { Locator } from 'playwright-core';
import type { Workbench } from '../library/workbench';
import { shoot, type Scene, type Shot } from './shot';

/** A file of arrays in the folder, with a mistake in them. */
export const LAB = 'a-lab.npz';

const sidebar = ({ page }: Workbench): Locator => page.locator('.part.sidebar');
const editors = ({ page }: Workbench): Locator => page.locator('.part.editor');
/** The group of a tab: its editor, and its tabs above it. */
const group = (workbench: Workbench, at: 'first' | 'last'): Locator =>
  workbench.page.locator('.editor-group-container')[at]();

async function trained({ workbench, panel }: Scene, file: string): Promise<void> {
  await workbench.closeAllEditors();
  await workbench.openFile(file);
  await workbench.lens('Train').click();
  await panel.waitForStatus(/Done/);
}

/** By the names of their files, in this order: some go on from where the one before has ended. */
export const README: Record<string, (scene: Scene) => Promise<Shot>> = {
  train: async scene => {
    const { workbench, panel } = scene;
    await workbench.openFile('three-gaussians.backprop.json');
    await workbench.inspect();
    await trained(scene, 'three-gaussians.backprop.json');
    await panel.waitForPicture('curves');
    await panel.waitForPicture('predictions');
    await panel.section('curves').scrollIntoViewIfNeeded();
    return shoot(scene, [sidebar(workbench), editors(workbench)], [workbench.panel]);
  },
  inspect: async scene => {
    const { workbench, panel } = scene;
    await panel.tab('Inspect').click();
    await panel.section('layer').locator('canvas').first().waitFor();
    await panel.section('network').scrollIntoViewIfNeeded();
    return shoot(
      scene,
      [sidebar(workbench), group(workbench, 'last')],
      [workbench.panel, workbench.inspector],
    );
  },
  findings: async scene => {
    const { workbench, panel } = scene;
    await trained(scene, 'three-gaussians-spikes.backprop.json');
    await workbench.lens('1 finding').click();
    const findings = panel.section('findings');
    await findings.getByRole('button', { name: 'Apply' }).first().waitFor();
    await findings.getByText(/3 seeds, before/).waitFor();
    return shoot(scene, [group(workbench, 'last')], [workbench.panel]);
  },
  derivation: async scene => {
    const { workbench, panel } = scene;
    await workbench.closeAllEditors();
    await workbench.openFile('by-hand.backprop.json');
    await workbench.lens('Inspect').waitFor();
    await workbench.runCommand('Backprop: Open Panel');
    await panel.waitForStatus(/Ready/);
    await panel.tab('Inspect').click();
    await panel.chooseTensor('∂E/∂W');
    const heat = panel.section('matrices').locator('.heat').first();
    await heat.click({ position: { x: 60, y: 32 } });
    const derivation = panel.section('derivation');
    await derivation.locator('.derivation-part math').first().waitFor();
    await derivation.evaluate(element => {
      element.scrollIntoView();
    });
    return shoot(scene, [group(workbench, 'last')], [workbench.panel]);
  },
  bug: async scene => {
    const { workbench } = scene;
    await workbench.closeAllEditors();
    await workbench.goToExplorer();
    await (await workbench.fileRow(LAB)).click({ button: 'right' });
    await workbench.chooseMenuItem('Find My Bug');
    await workbench.panel.locator('.autopsy-status', { hasText: 'Wrong from' }).waitFor();
    await workbench.panel.locator('.code-lines mark').first().waitFor();
    return shoot(scene, [editors(workbench)], [workbench.panel]);
  },
};

/** How much of it is shown beside a step (CSS pixels): what can be read there. */
const BESIDE = { width: 520, height: 240 };

export const WALKTHROUGH: Record<string, (scene: Scene) => Promise<Shot>> = {
  open: async scene => {
    const { workbench } = scene;
    await workbench.closeAllEditors();
    await workbench.openFile('xor.backprop.json');
    await workbench.lens('Train').waitFor();
    return shoot(scene, [group(workbench, 'first')], [editors(workbench)], BESIDE);
  },
  train: async scene => {
    const { workbench, panel } = scene;
    await trained(scene, 'xor.backprop.json');
    await panel.tab('Train').click();
    await panel.waitForPicture('curves');
    return shoot(scene, [group(workbench, 'last')], [workbench.panel], { ...BESIDE, height: 380 });
  },
  inspect: async scene => {
    const { workbench } = scene;
    await workbench.goToFile('xor.backprop.json');
    await workbench.inspect();
    const shot = await shoot(scene, [sidebar(workbench)], [], { ...BESIDE, height: 320 });
    // Its rows are named by the course.
    return { ...shot, words: ['Gradient Inspector', 'batch loss', 'layer'] };
  },
  step: async scene => {
    const { workbench, panel } = scene;
    await panel.button('Reset').click();
    await panel.waitForStatus(/Ready/);
    await panel.tab('Inspect').click();
    for (let layer = 0; layer < 4; layer++) await panel.button('Layer').click();
    await panel.section('network').locator('.station.now').waitFor();
    await panel.section('network').scrollIntoViewIfNeeded();
    return shoot(scene, [group(workbench, 'last')], [workbench.panel], { ...BESIDE, height: 520 });
  },
  own: async scene => {
    const { workbench } = scene;
    await workbench.closeAllEditors();
    await workbench.openFile('fruit.csv');
    await workbench.lens('New Experiment from This Table').waitFor();
    return shoot(scene, [group(workbench, 'first')], [editors(workbench)], BESIDE);
  },
  guides: async scene => {
    const { workbench } = scene;
    await workbench.runCommand('Backprop: Open Guide');
    const list = workbench.page.locator('.quick-input-widget').filter({ hasText: 'For teachers' });
    await list.waitFor();
    const shot = await shoot(scene, [list], []);
    await workbench.press('Escape');
    return { ...shot, words: ['Open Guide', 'The panel', 'For teachers', 'For engineers'] };
  },
};
