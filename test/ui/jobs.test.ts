/**
 * The five jobs of the panel at 480 × 800: each in at most three moves, without scrolling to what answers it.
 */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npzOf } from '../unit/experiment/autopsyFiles';
import { planted } from '../unit/experiment/plantedArrays';
import { fitPanel, Moves } from './moves';
import { PanelPage } from './panelPage';
import { editSample, useWorkbench } from './support';

const LAB = 'a-bug.npz';
const WRONG = planted({ id: 'sum_for_elementwise', layer: 0 });

describe('in three moves, without scrolling', () => {
  const workbench = useWorkbench({
    own: true,
    prepare: folder => writeFile(path.join(folder, LAB), npzOf(WRONG)),
  });
  const panel = (): PanelPage => new PanelPage(workbench());
  const moves = (): Moves => new Moves(workbench());
  /** Opens a file with its panel beside it, in the size that the jobs are meant for. */
  const open = async (file: string): Promise<void> => {
    await workbench().closeAllEditors();
    await workbench().openFile(file);
    await workbench().lens('Train').waitFor();
    await workbench().runCommand('Backprop: Open Panel');
    await panel().waitForStatus(/Ready/);
    await fitPanel(workbench(), 480, 800);
    await workbench().goToFile(file);
  };

  it('one sees it learn: curve, predictions and log, and any step of the past', async () => {
    await open('three-gaussians.backprop.json');
    const job = moves();
    await job.click(workbench().lens('Train'));
    await panel().waitForStatus(/Done/);
    const log = panel().section('log').locator('.section-toggle');
    const curves = panel().section('curves').locator('.chart');
    await job.lead(curves, panel().canvas('predictions'), log);
    await workbench().screenshot('jobs-1-learn');
    await job.click(curves, { position: { x: 200, y: 40 } });
    await panel().waitForStatus(/Paused|epoch \d+/);
    assert.notEqual(await panel().stepField.inputValue(), '400');
  });

  it('one finds why it does not: cause, evidence and a fix that was tried', async () => {
    await open('three-gaussians-spikes.backprop.json');
    const job = moves();
    await job.click(workbench().lens('Train'));
    await panel().waitForStatus(/Done/);
    await job.click(workbench().lens('1 finding'));
    const findings = panel().section('findings');
    const apply = findings.getByRole('button', { name: 'Apply' }).first();
    await job.lead(findings.locator('.finding-claim'), findings.locator('canvas[role]').first());
    await workbench().screenshot('jobs-2-why');
    await job.click(apply);
    await panel().waitForStatus(/has changed/);
  });

  it('one finds the bug in code: the first wrong array, and the right formula', async () => {
    await workbench().closeAllEditors();
    await workbench().goToExplorer();
    const job = moves();
    const files = workbench().page.locator('.explorer-folders-view .monaco-list-row');
    await job.click(files.filter({ hasText: LAB }), { button: 'right' });
    await job.menu('Find My Bug');
    const page = workbench().panel;
    await page.locator('.autopsy-status', { hasText: 'Wrong from layer 1 on' }).waitFor();
    await job.lead(page.locator('.pass'), page.locator('.code-lines mark').nth(1));
    await workbench().screenshot('jobs-3-bug');
  });

  it('one understands a number: its matrix and its derivation', async () => {
    await open('by-hand.backprop.json');
    const job = moves();
    await job.click(panel().tab('Inspect'));
    const network = panel().section('network').locator('.plot').filter({ visible: true });
    await job.lead(network, panel().section('layer').locator('.section-toggle'));
    await workbench().screenshot('jobs-4-inspect');
    const { width } = (await network.boundingBox()) ?? assert.fail();
    await job.click(network, { position: { x: 0.43 * width, y: 54 } });
    const derivation = panel().section('derivation');
    await job.lead(derivation.locator('.derivation-is'), derivation.locator('math').first());
    await workbench().screenshot('jobs-4-number');
  });

  it('one compares runs: what differs, and what came out', async () => {
    await open('xor.backprop.json');
    await workbench().runCommand('Backprop: Train Network');
    await panel().waitForStatus(/Done/);
    await editSample(workbench().folder, 'xor.backprop.json', text =>
      text.replace(/"seed": \d+/, '"seed": 7'),
    );
    await panel().waitForStatus(/has changed/);
    await workbench().runCommand('Backprop: Train Network');
    await panel().waitForStatus(/Done/);
    const job = moves();
    await job.click(panel().tab('Compare'));
    const run = panel().section('runs').getByRole('row', { name: /run 1/ });
    await job.lead(panel().section('curves').locator('.chart'), run, run.getByText('seed'));
    await workbench().screenshot('jobs-5-compare');
    await job.click(run);
    await run.and(panel().section('runs').locator('[aria-selected="true"]')).waitFor();
  });
});
