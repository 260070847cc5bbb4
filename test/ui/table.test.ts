/** The columns of a table, changed in place: by mouse, by keyboard, in every kind of theme. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { type ThemeName, THEMES } from '../tools/library/workbench';
import { waitForSaved } from '../tools/library/savedState';
import { useWorkbench } from './support';

const PEOPLE = [
  'Id,age,job,size,joined,ok',
  ...Array.from({ length: 40 }, (_, i) => {
    const age = i % 13 === 5 ? '' : 20 + ((i * 7) % 31);
    const job = ['cook', 'nurse', 'smith'][i % 3];
    return `${i},${age},${job},${(i * 5) % 9}.5,2024-03-${String(1 + (i % 28)).padStart(2, '0')},${i % 2 ? 'yes' : 'no'}`;
  }),
].join('\n');

describe('the columns of a table', () => {
  const workbench = useWorkbench({
    own: true,
    prepare: folder => writeFile(path.join(folder, 'people.csv'), PEOPLE),
  });
  const page = () => workbench().panel;
  const control = (name: string): Locator => page().getByLabel(name, { exact: true });
  const words = (text: string): Promise<void> =>
    page().getByRole('status').getByText(text).waitFor();

  it('are shown with what each is for', async () => {
    await workbench().openFile('people.csv');
    await workbench().runCommand('Backprop: Choose Target and Inputs…');
    await words('target ok: 2 classes');
    await page().getByRole('grid', { name: 'Columns of people.csv' }).waitFor();
    assert.ok(await control('Target: ok').isChecked());
    assert.ok(await control('Input: age').isChecked());
    assert.ok(!(await control('Input: Id').isChecked()));
    assert.ok(await control('Input: joined').isDisabled());
    await workbench().screenshot('9-table');
  });

  it('change with a click, and the sentence with them', async () => {
    await control('Target: size').click();
    await words('target size: a number');
    await control('Input: job').uncheck();
    await words('job left out: is not chosen');
    await control('Input: job').check();
    await control('Given as: job').selectOption('ordinal');
    await page().getByLabel('Missing values:').selectOption('median');
    await words('40 rows');
  });

  it('are all within reach of the keyboard', async () => {
    await control('Target: size').focus();
    await workbench().press('ArrowRight');
    await workbench().press('ArrowRight');
    await workbench().press('Space');
    await words('target ok: 2 classes');
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowDown', 'Home', 'Enter'])
      await workbench().press(key);
    await words('4 inputs');
    assert.ok(await control('Input: Id').isChecked());
    await workbench().press('Space');
    await words('Id left out');
    await workbench().screenshot('9-table-keyboard');
  });

  for (const theme of Object.keys(THEMES) as ThemeName[])
    it(`are drawn in ${theme}`, async () => {
      await workbench().setTheme(theme);
      await control('Target: ok').focus();
      await workbench().screenshot(`9-table-${theme}`);
    });

  it('have room from narrow to wide', async () => {
    for (const width of [480, 700, 1600]) {
      await workbench().page.setViewportSize({ width, height: 700 });
      const body = page().locator('body');
      const overflow = await body.evaluate(
        element => element.ownerDocument.documentElement.scrollWidth - element.clientWidth,
      );
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      await workbench().screenshot(`9-table-${width}`);
    }
  });

  it('are there again after a reload of the window, as they were decided', async () => {
    await control('Target: size').click();
    await words('target size: a number');
    await waitForSaved(workbench().page, 'extension', '"target":[3]');
    await workbench().reload();
    await words('target size: a number');
    await control('Target: ok').click();
    await words('target ok: 2 classes');
  });

  it('become an experiment', async () => {
    await page().getByRole('button', { name: 'Create Experiment' }).click();
    await workbench().tab('people.backprop.json').waitFor();
    const text = await readFile(path.join(workbench().folder, 'people.backprop.json'), 'utf8');
    assert.match(text, /"label": "ok"/);
    await workbench().screenshot('9-table-experiment');
  });
});
