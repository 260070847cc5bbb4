/**
 * Runs the host suite against the packaged extension, installed in the extension host of a real
 * workbench: `tsx test/tools/testHost.ts newest|oldest [--grep text]`.
 */
import path from 'node:path';
import { suiteEnd } from './library/automation';
import { launchChromium } from './library/browser';
import { compileNodeTests } from './library/compileTests';
import { serverHost } from './library/hosts';
import { packagedExtension } from './library/packaged';
import { main, ROOT, say, ToolError } from './library/process';
import { PLAIN_SETTINGS, type Server, startServer } from './library/server';
import { conclude, freshReport, SCREENSHOTS, suiteArguments } from './library/suites';
import { copySamples, removeSamples } from './library/workspace';

const TIMEOUT = 1_500_000;
const PYTHON_DEBUGGER = path.join(ROOT, 'test/fixtures/pythonDebugger');

main(async () => {
  const { names, grep } = suiteArguments();
  const name = names[0];
  if (name !== 'newest' && name !== 'oldest')
    throw new ToolError('Which VS Code? `testHost.ts newest` or `testHost.ts oldest`.');
  const suite = `host-${name}`;
  const host = await serverHost(name);
  const vsix = await packagedExtension();
  const entry = await compileNodeTests(suite);
  const report = await freshReport(suite);
  const samples = await copySamples();

  say(`Running the host tests in the ${name} supported VS Code`);
  const server = await startServer(host, {
    vsix: [vsix],
    forTests: true,
    // What is measured is measured in the window that people have.
    settings: process.env.BACKPROP_TEST_BENCH ? {} : PLAIN_SETTINGS,
    env: {
      BACKPROP_TEST_REPORT: report,
      ...(grep ? { BACKPROP_TEST_GREP: grep } : {}),
      ...ofPython(),
      // Measurements beside the tests: see test/bench/workbench.ts.
      ...(process.env.BACKPROP_TEST_BENCH ? { BACKPROP_TEST_BENCH: 'yes' } : {}),
    },
  });
  try {
    await runInPage(server, { samples, suite, entry });
  } finally {
    await server.stop();
    await removeSamples(samples);
  }
  return conclude(suite);
});

interface Suite {
  suite: string;
  /** The folder that the workbench is opened on. */
  samples: string;
  /** The compiled entry of the tests. */
  entry: string;
}

async function runInPage(server: Server, { suite, samples, entry }: Suite): Promise<void> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  try {
    const ended = await suiteEnd(page, TIMEOUT);
    const payload: [string, string][] = [
      // Tests run only where an extension is being developed: this one leaves the installed one alone.
      ['extensionDevelopmentPath', server.remote + PYTHON_DEBUGGER],
      ['extensionTestsPath', server.remote + entry],
    ];
    await page.goto(server.address(samples, payload));
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

/** The interpreter whose debugger is tested, and whether it has to be there. */
function ofPython(): Record<string, string> {
  const names = ['BACKPROP_TEST_PYTHON', 'BACKPROP_TEST_PYTHON_NEEDED'];
  return Object.fromEntries(
    names.flatMap(name => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
