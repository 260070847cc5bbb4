/** Way 8: the file answers: hovers with formulas, a look at the data, a new experiment, a sweep. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { PanelPage } from './panelPage';
import { useWorkbench, writeBeside } from './support';

const SAMPLE = 'three-gaussians.backprop.json';
const SWEPT = 'swept.backprop.json';

describe('the language of experiments', () => {
  const workbench = useWorkbench({
    prepare: async folder => {
      const text = await readFile(path.join(folder, 'xor.backprop.json'), 'utf8');
      const file = JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, '')) as object;
      const parameters = {
        'optimizer.learning_rate': { values: [0.01, 0.1, 1] },
        seed: { values: [0, 1] },
      };
      // At the top, where its lens is in sight.
      const swept = { sweep: { parameters, aggregate_over: ['seed'] }, ...file };
      await writeBeside(folder, SWEPT, JSON.stringify(swept, null, 2));
    },
  });

  /** Puts the cursor behind the first such text of the open file, and asks for its hover, with these words. */
  async function hover(inside: string, words: RegExp): Promise<void> {
    const text = await readFile(path.join(workbench().folder, SAMPLE), 'utf8');
    const before = text.slice(0, text.indexOf(inside) + 2).split('\n');
    const position = `:${before.length}:${(before.at(-1) ?? '').length}`;
    await workbench().quickInput.enter('Control+g', position);
    // By its keys: the focus that comes back from the palette would hide the hover again.
    await workbench().press('Control+k');
    await workbench().press('Control+i');
    await shown().getByText(words).first().waitFor();
  }

  const shown = (): Locator => workbench().page.locator('.monaco-hover:visible').first();

  it('draws formulas and says what the run computes, in hovers', async () => {
    await workbench().openFile(SAMPLE);
    await workbench().lens('First rows').waitFor();
    await hover('"mse"', /the sum over the 210 rows/);
    const image = shown().locator('img').first();
    await image.waitFor();
    const size = await image.evaluate(({ naturalWidth, naturalHeight }: HTMLImageElement) => [
      naturalWidth,
      naturalHeight,
    ]);
    assert.ok(
      size.every(length => length > 20 && length < 300),
      `${size.join(' × ')} pixels`,
    );
    await workbench().screenshot('8-hover-loss');
    await workbench().press('Escape');

    await workbench().runCommand('Backprop: Step One Batch');
    await new PanelPage(workbench()).waitForStatus(/epoch 1 of/);
    await workbench().goToFile(SAMPLE);
    await hover('"units": 5', /At step 1, on the next batch/);
    await workbench().screenshot('8-hover-layer');
    await workbench().press('Escape');
  });

  it('lets look at the first rows', async () => {
    await workbench().lens('First rows').click();
    await workbench()
      .page.locator('.peekview-widget', { hasText: 'first rows of train' })
      .waitFor();
    await workbench().screenshot('8-first-rows');
    await workbench().press('Escape');
  });

  it('makes an experiment of a table whose columns are chosen', async () => {
    await workbench().closeAllEditors();
    await workbench().runCommand('Backprop: New Experiment…');
    await workbench().quickInput.choose('table', 'From a table…');
    await workbench().quickInput.choose('fruit', 'fruit.csv');
    const inputs = workbench().panel.getByRole('checkbox', { name: 'Input: ', exact: false });
    await inputs.first().uncheck();
    await workbench().panel.getByText('is not chosen').waitFor();
    await workbench().panel.getByRole('button', { name: 'Create Experiment' }).click();
    await workbench().tab('fruit.backprop.json').waitFor();
    const text = await readFile(path.join(workbench().folder, 'fruit.backprop.json'), 'utf8');
    const [header] = (await readFile(path.join(workbench().folder, 'fruit.csv'), 'utf8')).split(
      '\n',
    );
    const [first, second] = header.split(',');
    assert.ok(!text.includes(`"features": ["${first}"`), text);
    assert.ok(text.includes(`"features": ["${second}"`), text);
    await workbench().screenshot('8-new-experiment');
  });

  it('runs a sweep, and shows what came out', async () => {
    await workbench().closeAllEditors();
    await workbench().openFile(SWEPT);
    await workbench().lens('Run Sweep').click();
    const map = workbench().panel.locator('[data-section="sweep"]');
    await map.getByText(/^6 of 6 runs/).waitFor();
    await workbench().screenshot('8-sweep');
    await map.locator('.sweep-map').focus();
    await workbench().press('ArrowDown');
    const runs = workbench().panel.locator('[data-section="runs"]');
    await workbench().press('Enter');
    await runs.getByRole('row', { name: /run 2/ }).waitFor();
    const section = workbench().panel.locator('[data-section="sweepCurves"]');
    await section.getByText('mean ± standard deviation over seed · 6 of 6 runs').waitFor();
    for (const rate of ['0.01', '0.1', '1'])
      await section.getByText(`learning_rate ${rate}`, { exact: true }).first().waitFor();
    await section.locator('.chart').focus();
    await workbench().press('End');
    const tooltip = workbench().panel.locator('.tooltip');
    await tooltip
      .getByText(/\d ± \d/)
      .first()
      .waitFor();
    await workbench().screenshot('8-sweep-panel');
    await new PanelPage(workbench()).chooseAction(section, 'Show as Table');
    await section.locator('tbody tr', { hasText: 'learning_rate 0.01' }).first().waitFor();
  });
});
