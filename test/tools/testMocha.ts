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
import { main, npmOutcome, ROOT, say, ToolError } from './library/process';
import { collect, filesToRepeat, type Report, withFurtherAttempt } from './library/report';
import { conclude, readReport, suiteArguments, writeReport } from './library/suites';

interface Suite {
  title: string;
  /** For one test, in milliseconds. */
  timeout: number;
  prepare: () => Promise<void>;
  /** How often files with a failure are run once more, by themselves: the report names them. */
  moreAttempts?: number;
}

/** Set in a further attempt: it has none of its own. */
const FURTHER_ATTEMPT = 'BACKPROP_FURTHER_ATTEMPT';

const SUITES: Record<string, Suite> = {
  unit: { title: 'the unit tests', timeout: 20_000, prepare: () => Promise.resolve() },
  package: { title: 'the review of the package', timeout: 20_000, prepare: havePackage },
  ui: {
    title: "a person's ways through a real workbench",
    timeout: 120_000,
    prepare: async () => {
      findChromium();
      await serverHost('newest');
      await havePackage();
    },
    // A real editor and a real browser on a busy machine: a click can meet a list that moves.
    moreAttempts: 2,
  },
};

main(async () => {
  const { names, grep } = suiteArguments();
  const [name = '', ...files] = names;
  const suite = Object.hasOwn(SUITES, name) ? SUITES[name] : undefined;
  if (!suite) throw new ToolError(`Which suite? One of: ${Object.keys(SUITES).join(', ')}.`);
  await suite.prepare();
  say(`Running ${suite.title}`);
  const folder = path.join(ROOT, 'test', name);
  let report = await runFiles(await testFiles(folder, files), suite.timeout, grep);
  await writeReport(name, report);
  const attempts = FURTHER_ATTEMPT in process.env ? 0 : (suite.moreAttempts ?? 0);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const failed = filesToRepeat(report);
    if (failed.length === 0) break;
    report = withFurtherAttempt(report, await onceMore(name, folder, failed));
    await writeReport(name, report);
  }
  return conclude(name);
});

/** How these files end in a process, and a workbench, of their own. */
async function onceMore(name: string, folder: string, files: string[]): Promise<Report> {
  const names = files.map(file => path.relative(folder, file));
  say(`Once more: ${names.join(', ')}`);
  await npmOutcome(['run', '--silent', `test:${name}`, '--', ...names], {
    env: { ...process.env, [FURTHER_ATTEMPT]: 'yes' },
  });
  return readReport(name);
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
