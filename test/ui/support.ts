/** One server and one browser for the whole UI suite; a workbench on fresh samples for each `describe`. */
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
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

interface Options {
  /** Writes into the samples' folder before it is opened: Quick Open finds only what was there. */
  prepare?: (folder: string) => Promise<void>;
  /** Sentences that the tests provoke: the workbench repeats error notifications in the console. */
  provoked?: RegExp[];
}

/**
 * Opens a workbench before the tests of the surrounding `describe`, and closes it after them. They
 * may leave no console error and ask for nothing outside this machine; a test that fails leaves a
 * screenshot.
 */
export function useWorkbench({ prepare, provoked = [] }: Options = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async () => {
    const { server, browser } = await sharedServer();
    const folder = await copySamples();
    await prepare?.(folder);
    workbench = await Workbench.open(browser, server, folder);
  });
  afterEach(async function () {
    if (!workbench || this.currentTest?.state !== 'failed') return;
    const name = this.currentTest.fullTitle().replace(/\W+/g, '-').slice(0, 120);
    await workbench.screenshot(`failure-${name}`);
  });
  after(async () => {
    if (!workbench) return;
    await workbench.close();
    await removeSamples(workbench.folder);
    const errors = workbench.errors.filter(error => !provoked.some(known => known.test(error)));
    assert.deepEqual(errors, [], 'errors in the console');
    assert.deepEqual(workbench.external, [], 'requests to the outside');
  });
  return () => {
    assert.ok(workbench, 'the workbench is open only within tests');
    return workbench;
  };
}

/** Writes a copy of a sample with something else in it. */
export async function writeVariant(
  folder: string,
  sample: string,
  name: string,
  edit: (text: string) => string,
): Promise<void> {
  const text = await readFile(path.join(folder, sample), 'utf8');
  const variant = edit(text);
  assert.notEqual(variant, text, `nothing to change in ${sample}`);
  await writeFile(path.join(folder, name), variant);
}
