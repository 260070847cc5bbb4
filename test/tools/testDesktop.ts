/**
 * Runs the host suite in a desktop VS Code: the one that $VSCODE_EXECUTABLE names, else the version
 * $VSCODE_VERSION (newest by default), which @vscode/test-electron downloads.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { compileNodeTests } from './library/compileTests';
import { packagedExtension, unpackExtension } from './library/packaged';
import { main, say, ToolError } from './library/process';
import { conclude, freshReport, suiteArguments } from './library/suites';
import { copySamples, removeSamples } from './library/workspace';

const SUITE = 'desktop';

main(async () => {
  const { grep } = suiteArguments();
  const vsix = await packagedExtension();
  const entry = await compileNodeTests(SUITE);

  say('Running the host tests in a desktop VS Code');
  const report = await freshReport(SUITE);
  const samples = await copySamples();
  // The unpacked package, not the checkout: what is tested is what people install.
  const extension = await mkdtemp(path.join(tmpdir(), 'backprop-desktop-'));
  await unpackExtension(vsix, extension);
  try {
    const code = await runTests({
      vscodeExecutablePath: process.env.VSCODE_EXECUTABLE,
      version: process.env.VSCODE_VERSION,
      extensionDevelopmentPath: extension,
      extensionTestsPath: entry,
      launchArgs: [samples, '--disable-extensions'],
      extensionTestsEnv: { BACKPROP_TEST_REPORT: report, BACKPROP_TEST_GREP: grep },
    });
    return await conclude(SUITE, code);
  } catch (error) {
    throw new ToolError(
      'The desktop suite failed. Without a network set VSCODE_EXECUTABLE to a VS Code; without a ' +
        `display run it under xvfb-run. ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    await removeSamples(samples);
    await rm(extension, { recursive: true, force: true });
  }
});
