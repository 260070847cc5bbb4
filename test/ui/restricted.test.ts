/** In Restricted Mode, as a folder from a stranger is opened: everything works, and text is text. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { launchChromium } from '../tools/library/browser';
import { serverHost } from '../tools/library/hosts';
import { packagedExtension } from '../tools/library/packaged';
import { startServer } from '../tools/library/server';
import { SCREENSHOTS } from '../tools/library/suites';
import { Workbench } from '../tools/library/workbench';
import { copySamples, removeSamples } from '../tools/library/workspace';
import { PanelPage } from './panelPage';
import { writeVariant } from './support';

const HOSTILE = 'hostile.backprop.json';
/** A click on it would show: a new file stands in the editor. */
const LINK = '/[Click here](command:workbench.action.files.newUntitledFile)';

describe('a folder that is not trusted', () => {
  const ends: (() => Promise<unknown>)[] = [];
  let workbench: Workbench;

  before(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    const folder = await copySamples();
    ends.push(() => removeSamples(folder));
    await writeVariant(folder, 'xor.backprop.json', HOSTILE, text =>
      text.replace(/\{ "type": "generator".*?\}/, `{ "type": "csv", "path": "${LINK}" }`),
    );
    const vsix = [await packagedExtension()];
    const server = await startServer(await serverHost('newest'), { vsix, restricted: true });
    ends.push(() => server.stop());
    const browser = await launchChromium();
    ends.push(() => browser.close());
    workbench = await Workbench.open(browser, server, folder);
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  it('trains its experiments', async () => {
    await workbench.openFile('xor.backprop.json');
    await workbench.statusBar.getByText('Restricted Mode').waitFor();
    await workbench.runCommand('Backprop: Train Network');
    await new PanelPage(workbench).waitForStatus(/Done|Stopped/);
    await workbench.screenshot('restricted-mode');
  });

  it('has no link in a message, whatever its files are called', async () => {
    await workbench.openFile(HOSTILE);
    await workbench.runCommand('Backprop: Train Network');
    const message = workbench.notification(/Click here/).locator('.notification-list-item-message');
    await message.first().waitFor();
    assert.equal(await message.locator('a').count(), 0);
    assert.deepEqual(workbench.external, []);
  });
});
