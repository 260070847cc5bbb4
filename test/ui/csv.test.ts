/** Way 5: a bare CSV trains as it stands, and becomes an experiment. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PanelPage } from './panelPage';
import { useWorkbench } from './support';

describe('a bare CSV', () => {
  const workbench = useWorkbench();
  const panel = (): PanelPage => new PanelPage(workbench());

  it('trains at once', async () => {
    await workbench().openFile('fruit.csv');
    await workbench().lens('New Experiment from This Table').waitFor();
    await workbench().lens('Train Network').click();
    await panel().waitForStatus(/Done/);
    await workbench().screenshot('5-csv');
  });

  it('says what it was taken for, and learns another column in two actions', async () => {
    await workbench().openFile('fruit.csv');
    await workbench().lens('2 inputs').waitFor();
    await workbench().screenshot('5-csv-sentence');
    await workbench().lens('target label: 3 classes').click();
    const target = (name: string) => workbench().columns.getByLabel(`Target: ${name}`);
    await target('weight_g').click();
    await workbench().columns.getByText('target weight_g: a number').waitFor();
    await workbench().screenshot('5-csv-columns');
    await workbench().runCommand('View: Close Editor');
    await workbench().lens('target weight_g: a number').waitFor();
    await workbench().screenshot('5-csv-target');
    await workbench().lens('target weight_g: a number').click();
    await target('label').click();
    await workbench().columns.getByText('target label: 3 classes').waitFor();
    await workbench().runCommand('View: Close Editor');
    await workbench().lens('target label: 3 classes').waitFor();
  });

  it('becomes an experiment that reaches the same numbers', async () => {
    const loss = await panel().exact('loss');
    await workbench().openFile('fruit.csv');
    await workbench().lens('New Experiment from This Table').click();
    await workbench().editorFocus('fruit.backprop.json');
    const file = path.join(workbench().folder, 'fruit.backprop.json');
    assert.match(await readFile(file, 'utf8'), /"fruit\.csv"/);
    await workbench().screenshot('5-new-experiment');

    await workbench().runCommand('Backprop: Train Network');
    await panel().waitForStatus(/Done/);
    assert.equal(await panel().exact('loss'), loss);
  });
});
