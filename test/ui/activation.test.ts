/** Way 0: a window in which nobody explores anything: the extension sleeps until it is met. */
import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchChromium } from '../tools/library/browser';
import { serverHost } from '../tools/library/hosts';
import { packagedExtension } from '../tools/library/packaged';
import { ROOT } from '../tools/library/process';
import { startServer } from '../tools/library/server';
import { SCREENSHOTS } from '../tools/library/suites';
import { Workbench } from '../tools/library/workbench';

/** What a folder has that has nothing to do with networks; all of it is opened. */
const FOREIGN = {
  'package.json': '{ "name": "something-else" }\n',
  'tsconfig.json': '{ "compilerOptions": {} } // JSON with comments, as an experiment is\n',
  'settings.jsonc': '{} // of something else\n',
  'notes.txt': 'Buy milk.\n',
  'README.md': '# Something else\n',
};

describe('a folder without experiments', () => {
  const ends: (() => Promise<unknown>)[] = [];
  let workbench: Workbench;
  let elsewhere: string;

  before(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    const home = await mkdtemp(path.join(tmpdir(), 'backprop-foreign-'));
    ends.push(() => rm(home, { recursive: true, force: true }));
    const folder = path.join(home, 'work');
    elsewhere = path.join(home, 'downloads');
    await mkdir(folder);
    await mkdir(elsewhere);
    for (const [name, text] of Object.entries(FOREIGN))
      await writeFile(path.join(folder, name), text);
    for (const name of ['xor.backprop.json', 'fruit.csv'])
      await cp(path.join(ROOT, 'samples', name), path.join(elsewhere, name));
    const vsix = [await packagedExtension()];
    const server = await startServer(await serverHost('newest'), { vsix });
    ends.push(() => server.stop());
    const browser = await launchChromium();
    ends.push(() => browser.close());
    // High enough for the whole list of what runs: it draws only the rows in sight.
    workbench = await Workbench.open(browser, server, folder, { height: 2400 });
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  /** Names of the extensions that are awake, as VS Code lists them. */
  async function awake(picture: string): Promise<string[]> {
    await workbench.runCommand('Developer: Show Running Extensions');
    const rows = workbench.page.locator('.runtime-extensions-editor .extension .name');
    await rows.filter({ hasText: 'JSON Language Features' }).first().waitFor();
    const names = await rows.allInnerTexts();
    await workbench.screenshot(picture);
    await workbench.press('Escape');
    return names;
  }

  it('does not wake the extension, whatever else is opened', async () => {
    for (const name of Object.keys(FOREIGN)) await workbench.openFile(name);
    const names = await awake('0-asleep');
    assert.ok(!names.includes('Backprop Explorer'), names.join(', '));
  });

  it('wakes it by an experiment from elsewhere, which then has its lenses', async () => {
    const name = 'xor.backprop.json';
    await workbench.quickInput.take('F1', path.join(elsewhere, name), name);
    await workbench.editorFocus(name);
    await workbench.lens('Train').waitFor();
    const names = await awake('0-awake');
    assert.ok(names.includes('Backprop Explorer'), names.join(', '));
  });
});
