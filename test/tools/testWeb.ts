/**
 * Runs the tests of test/host/web in the web worker extension host of the newest workbench, the
 * only one that vscode.dev has, against the packaged extension: `tsx test/tools/testWeb.ts`.
 */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suiteEnd } from './library/automation';
import { launchChromium } from './library/browser';
import { compileWebTests, WEB_ENTRY } from './library/compileTests';
import { serverHost } from './library/hosts';
import { packagedExtension, unpackExtension } from './library/packaged';
import { main, say, ToolError } from './library/process';
import { REPORT_MARK, type Report } from './library/report';
import { PLAIN_SETTINGS, type Server, startServer } from './library/server';
import { conclude, SCREENSHOTS, writeReport } from './library/suites';
import { copySamples, removeSamples } from './library/workspace';

const TIMEOUT = 600_000;
const SUITE = 'web';

main(async () => {
  const host = await serverHost('newest');
  const vsix = await packagedExtension();
  await compileWebTests();

  say('Running the web tests in the web worker extension host');
  const samples = await copySamples();
  const server = await startServer(host, { vsix: [], forTests: true, settings: PLAIN_SETTINGS });
  try {
    return await runInPage(server, samples, await stage(vsix, server.folder));
  } finally {
    await server.stop();
    await removeSamples(samples);
  }
});

async function runInPage(server: Server, samples: string, extension: string): Promise<boolean> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  try {
    const ended = await suiteEnd(page, TIMEOUT);
    const payload: [string, string][] = [
      ['extensionDevelopmentPath', server.remote + extension],
      ['extensionTestsPath', `${server.remote}${extension}/test/index.js`],
    ];
    await page.goto(server.address(samples, payload));
    const { code, log } = await ended();
    const line = log.find(text => text.startsWith(REPORT_MARK));
    if (!line) throw new ToolError('The web suite sent no report.');
    await writeReport(SUITE, JSON.parse(line.slice(REPORT_MARK.length)) as Report);
    return await conclude(SUITE, code);
  } catch (error) {
    await page.screenshot({ path: path.join(SCREENSHOTS, 'web-failure.png') });
    throw error;
  } finally {
    await browser.close();
  }
}

/** The packaged extension without its Node entry, as a web host sees it, with the tests beside it. */
async function stage(vsix: string, parent: string): Promise<string> {
  const folder = path.join(parent, 'web-extension');
  await unpackExtension(vsix, folder);
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...manifest, main: undefined }));
  await mkdir(path.join(folder, 'test'));
  await cp(WEB_ENTRY, path.join(folder, 'test/index.js'));
  return folder;
}
