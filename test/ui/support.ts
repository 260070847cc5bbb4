/** One server and one browser for the whole UI suite; one workbench for most of its `describe`s. */
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
import { copySamples, removeSamples, restoreSamples } from '../tools/library/workspace';

let shared: { server: Server; browser: Browser } | undefined;

async function sharedServer(): Promise<{ server: Server; browser: Browser }> {
  if (!shared) {
    await mkdir(SCREENSHOTS, { recursive: true });
    const vsix = await packagedExtension();
    const server = await startServer(await serverHost('newest'), {
      vsix: [vsix],
      settings: {
        // What is opened by name leaves the explorer as it was, with the samples in sight.
        'explorer.autoReveal': false,
        // A file that is opened again begins at its first line, where its lenses are.
        'workbench.editor.restoreViewState': false,
        // Where the pointer was left, no hover of a tab covers what is clicked next.
        'workbench.hover.delay': 600_000,
      },
    });
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
  /** Writes into the samples' folder before it is opened. */
  prepare?: (folder: string) => Promise<void>;
  /** Sentences that the tests provoke: the workbench repeats error notifications in the console. */
  provoked?: RegExp[];
  /** In a window of its own: closed editors and the files as they were do not undo what it does. */
  own?: boolean;
}

/** What all windows are opened on: the samples, and what any test has prepared beside them. */
const preparations: ((folder: string) => Promise<void>)[] = [];

async function preparedFolder(): Promise<string> {
  const folder = await copySamples();
  for (const prepare of preparations) await prepare(folder);
  return folder;
}

async function openWindow(): Promise<Workbench> {
  const { server, browser } = await sharedServer();
  return Workbench.open(browser, server, await preparedFolder());
}

async function closeWindow(workbench: Workbench): Promise<void> {
  await workbench.close();
  await removeSamples(workbench.folder);
}

/** The window that the tests share, between two of them: a new one costs a quarter of a minute. */
let free: Workbench | null = null;

after(async () => {
  if (free) await closeWindow(free);
});

/**
 * A workbench for the tests of the surrounding `describe`: nothing open, every file as it was. They
 * may leave no console error and ask for nothing outside this machine; a test that fails leaves a
 * screenshot, and nobody its window.
 */
export function useWorkbench({ prepare, provoked = [], own }: Options = {}): () => Workbench {
  let workbench: Workbench | undefined;
  let failed = false;
  if (prepare) preparations.push(prepare);
  before(async () => {
    workbench = (!own && free) || (await openWindow());
    if (workbench === free) free = null;
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await keepFailure(this.currentTest.fullTitle());
  });
  after(async function () {
    if (!workbench) return;
    const suite = this.test?.parent;
    if (suite && hasFailedHook(suite)) await keepFailure(suite.fullTitle());
    const { external } = workbench;
    const errors = workbench.errors.filter(error => !provoked.some(known => known.test(error)));
    workbench.errors.length = 0;
    if (own || failed || errors.length > 0) await closeWindow(workbench);
    else await leave(workbench);
    assert.deepEqual(errors, [], 'errors in the console');
    assert.deepEqual(external, [], 'requests to the outside');
  });
  const keepFailure = async (title: string): Promise<void> => {
    if (!workbench) return;
    failed = true;
    await workbench.screenshot(`failure-${title.replace(/\W+/g, '-').slice(0, 120)}`);
    console.error(`${title}: ${await workbench.describe()}`);
  };
  return () => {
    assert.ok(workbench, 'the workbench is open only within tests');
    return workbench;
  };
}

/** A hook that fails ends its suite without any `afterEach`: its tests are then left undone. */
function hasFailedHook(suite: Mocha.Suite): boolean {
  let undone = false;
  suite.eachTest(test => (undone ||= test.state === undefined && !test.isPending()));
  return undone;
}

/** For the next one: as it was opened. */
async function leave(workbench: Workbench): Promise<void> {
  await workbench.clearAway();
  await restoreSamples(workbench.folder, await preparedFolder());
  free = workbench;
}

/** A folder of its own, so that the samples are all that the explorer shows at first. */
const VARIANTS = 'variants';

/** Writes into VARIANTS, under a name of its own. */
export async function writeBeside(folder: string, name: string, text: string): Promise<void> {
  await mkdir(path.join(folder, VARIANTS), { recursive: true });
  await writeFile(path.join(folder, VARIANTS, name), text);
}

/** A copy of a sample with something else in it, as `writeBeside`. */
export async function writeVariant(
  folder: string,
  sample: string,
  name: string,
  edit: (text: string) => string,
): Promise<void> {
  await writeBeside(folder, name, await editedSample(folder, sample, edit));
}

/** As `writeVariant`: an experiment whose training does not end while a test looks at it. */
export async function writeEndless(folder: string, name: string, title: string): Promise<void> {
  await writeVariant(folder, 'linear-300.backprop.json', name, text =>
    text
      .replace(/"epochs": \d+/, '"epochs": 10000000')
      .replace(/"early_stopping": .*/, '')
      .replace(/"name": "[^"]*"/, `"name": "${title}"`),
  );
}

/** Changes a sample on disk, beside the editor that shows it. */
export async function editSample(
  folder: string,
  sample: string,
  edit: (text: string) => string,
): Promise<void> {
  await writeFile(path.join(folder, sample), await editedSample(folder, sample, edit));
}

async function editedSample(
  folder: string,
  sample: string,
  edit: (text: string) => string,
): Promise<string> {
  const text = await readFile(path.join(folder, sample), 'utf8');
  const edited = edit(text);
  assert.notEqual(edited, text, `nothing to change in ${sample}`);
  return edited;
}
