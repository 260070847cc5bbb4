/**
 * Runs the host suite against the packaged extension, installed in the extension host of a real
 * workbench: `tsx test/tools/testHost.ts newest|oldest [--grep text]`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { suiteEnd } from './library/automation';
import { launchChromium } from './library/browser';
import { compileNodeTests, NODE_ENTRY } from './library/compileTests';
import { serverHost, type ServerHost } from './library/hosts';
import { packagedExtension } from './library/packaged';
import { main, say, ToolError } from './library/process';
import { type Server, startServer } from './library/server';
import { filesToRepeat, type Report, withFurtherAttempt } from './library/report';
import {
  conclude,
  freshReport,
  readReport,
  SCREENSHOTS,
  suiteArguments,
  writeReport,
} from './library/suites';
import { copySamples, removeSamples } from './library/workspace';

const TIMEOUT = 600_000;

main(async () => {
  const { names, grep } = suiteArguments();
  const name = names[0];
  if (name !== 'newest' && name !== 'oldest')
    throw new ToolError('Which VS Code? `testHost.ts newest` or `testHost.ts oldest`.');
  const suite = `host-${name}`;
  const host = await serverHost(name);
  const vsix = await packagedExtension();
  await compileNodeTests();
  const attempt = (choice: Choice): Promise<Report> => runOnce(suite, host, vsix, choice);

  say(`Running the host tests in the ${name} supported VS Code`);
  let report = await attempt({ grep });
  const failed = filesToRepeat(report);
  if (failed.length > 0) {
    // A machine can stand still for seconds: what failed is tried again, in a workbench of its own.
    const files = failed.map(file => path.basename(file)).join(',');
    say(`Once more: ${files}`);
    report = withFurtherAttempt(report, await attempt({ grep, files }));
    await writeReport(suite, report);
  }
  return conclude(suite);
});

/** Which tests: those whose titles match, in these files. Everything where nothing is said. */
interface Choice {
  grep?: string;
  files?: string;
}

/** The suite in a server of its own. */
async function runOnce(
  suite: string,
  host: ServerHost,
  vsix: string,
  { grep, files }: Choice,
): Promise<Report> {
  const report = await freshReport(suite);
  const samples = await copySamples();
  const server = await startServer(host, {
    vsix: [vsix],
    forTests: true,
    env: {
      BACKPROP_TEST_REPORT: report,
      ...(grep ? { BACKPROP_TEST_GREP: grep } : {}),
      ...(files ? { BACKPROP_TEST_FILES: files } : {}),
    },
  });
  try {
    await runInPage(server, samples, suite);
    return await readReport(suite);
  } finally {
    await server.stop();
    await removeSamples(samples);
  }
}

async function runInPage(server: Server, workspace: string, suite: string): Promise<void> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  try {
    const ended = await suiteEnd(page, TIMEOUT);
    const payload: [string, string][] = [
      ['extensionDevelopmentPath', server.remote + (await emptyExtension(server.folder))],
      ['extensionTestsPath', server.remote + NODE_ENTRY],
    ];
    await page.goto(server.address(workspace, payload));
    await ended();
  } catch (error) {
    const file = path.join(SCREENSHOTS, `${suite}-failure.png`);
    await page.screenshot({ path: file });
    console.error(`${server.output()}\nThe page at that moment: ${file}`);
    throw error;
  } finally {
    await browser.close();
  }
}

/** Tests run only where an extension is being developed: this one leaves the installed one alone. */
async function emptyExtension(parent: string): Promise<string> {
  const folder = path.join(parent, 'empty-extension');
  await mkdir(folder);
  const manifest = { name: 'empty', publisher: 'test', version: '0.0.0', engines: { vscode: '*' } };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
