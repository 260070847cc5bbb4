/**
 * Runs the mocha tests of one folder below test/ in this process, or some of its files:
 * `tsx test/tools/testMocha.ts unit|package|ui [file …] [--grep text]`.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import Mocha from 'mocha';
import { findChromium } from './library/browser';
import { serverHost } from './library/hosts';
import { packagedExtension } from './library/packaged';
import { main, ROOT, say, ToolError } from './library/process';
import { collect, type Report } from './library/report';
import { conclude, suiteArguments, writeReport } from './library/suites';

interface Suite {
  title: string;
  /** For one test, in milliseconds: what it awaits comes, however busy the machine is. */
  timeout: number;
  prepare: () => Promise<void>;
}

const SUITES: Record<string, Suite> = {
  unit: { title: 'the unit tests', timeout: 60_000, prepare: () => Promise.resolve() },
  package: { title: 'the review of the package', timeout: 60_000, prepare: havePackage },
  ui: {
    title: "a person's ways through a real workbench",
    timeout: 120_000,
    prepare: async () => {
      findChromium();
      await serverHost('newest');
      await havePackage();
    },
  },
};

/** Between the last test and the end of the process, in milliseconds. */
const END_WITHIN = 20_000;

main(async () => {
  const { names, grep } = suiteArguments();
  const [name = '', ...files] = names;
  const suite = Object.hasOwn(SUITES, name) ? SUITES[name] : undefined;
  if (!suite) throw new ToolError(`Which suite? One of: ${Object.keys(SUITES).join(', ')}.`);
  await suite.prepare();
  say(`Running ${suite.title}`);
  const folder = path.join(ROOT, 'test', name);
  await writeReport(name, await runFiles(await testFiles(folder, files), suite.timeout, grep));
  expectEnd();
  return conclude(name);
});

/** What a test leaves running keeps the process busy with nobody waiting for it: that is a failure. */
function expectEnd(): void {
  setTimeout(() => {
    console.error('The tests are over, and something that one of them began is still running.');
    process.exit(1);
  }, END_WITHIN).unref();
}

/** The tests find the package in $BACKPROP_VSIX. */
async function havePackage(): Promise<void> {
  process.env.BACKPROP_VSIX = await packagedExtension();
}

/** All of a folder, or those whose path has one of these names. */
async function testFiles(folder: string, names: readonly string[]): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  const asked = (file: string): boolean =>
    names.length === 0 || names.some(name => file.includes(name));
  return files
    .filter(file => file.endsWith('.test.ts') && asked(file))
    .sort()
    .map(file => path.join(folder, file));
}

function runFiles(files: readonly string[], timeout: number, grep?: string): Promise<Report> {
  const mocha = new Mocha({ ui: 'bdd', timeout, grep, reporter: 'spec' });
  for (const file of files) mocha.addFile(file);
  return new Promise(resolve => {
    const runner = mocha.run(() => resolve(report));
    const report = collect(runner);
  });
}
