/** One server and one browser for the whole UI suite; a workbench on fresh samples for each `describe`. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../tools/library/browser';
import { serverHost } from '../tools/library/hosts';
import { packagedExtension } from '../tools/library/packaged';
import { type Server, startServer } from '../tools/library/server';
import { SCREENSHOTS } from '../tools/library/suites';
import { Workbench } from '../tools/library/workbench';
import { copySamples, removeSamples } from '../tools/library/workspace';

let shared: { server: Server; browser: Browser } | undefined;

async function sharedServer(): Promise<{ server: Server; browser: Browser }> {
  if (!shared) {
    await mkdir(SCREENSHOTS, { recursive: true });
    const vsix = await packagedExtension();
    const server = await startServer(await serverHost('newest'), { vsix: [vsix] });
    shared = { server, browser: await launchChromium() };
  }
  return shared;
}

// This module is evaluated once, outside of any `describe`: the hook is the whole suite's.
after(async () => {
  await shared?.browser.close();
  await shared?.server.stop();
});

/**
 * Opens a workbench before the tests of the surrounding `describe`, and closes it after them. They
 * may leave no console error and ask for nothing outside this machine; a test that fails leaves a
 * screenshot.
 */
export function useWorkbench(): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    const { server, browser } = await sharedServer();
    workbench = await Workbench.open(browser, server, await copySamples());
  });
  afterEach(async function () {
    if (!workbench) return;
    if (this.currentTest?.state === 'failed') {
      const name = this.currentTest.fullTitle().replace(/\W+/g, '-').slice(0, 120);
      await workbench.screenshot(`failure-${name}`);
    }
  });
  after(async () => {
    if (!workbench) return;
    await workbench.close();
    await removeSamples(workbench.folder);
    assert.deepEqual(workbench.errors, [], 'errors in the console');
    assert.deepEqual(workbench.external, [], 'requests to the outside');
  });
  return () => {
    assert.ok(workbench, 'the workbench is open only within tests');
    return workbench;
  };
}
