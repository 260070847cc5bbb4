/**
 * Runs the mocha tests of one folder below test/ in this process:
 * `tsx test/tools/testMocha.ts unit|package|ui [--grep text]`.
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
  /** For one test, in milliseconds. */
  timeout: number;
  prepare: () => Promise<void>;
}

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
  },
};

main(async () => {
  const { names, grep } = suiteArguments();
  const name = names[0] ?? '';
  const suite = Object.hasOwn(SUITES, name) ? SUITES[name] : undefined;
  if (!suite) throw new ToolError(`Which suite? One of: ${Object.keys(SUITES).join(', ')}.`);
  await suite.prepare();
  say(`Running ${suite.title}`);
  await writeReport(name, await runFolder(path.join(ROOT, 'test', name), suite.timeout, grep));
  return conclude(name);
});

/** The tests find the package in $BACKPROP_VSIX. */
async function havePackage(): Promise<void> {
  process.env.BACKPROP_VSIX = await packagedExtension();
}

async function runFolder(folder: string, timeout: number, grep?: string): Promise<Report> {
  const mocha = new Mocha({ ui: 'bdd', timeout, grep, reporter: 'spec' });
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter(file => file.endsWith('.test.ts')).sort())
    mocha.addFile(path.join(folder, name));
  return new Promise(resolve => {
    const runner = mocha.run(() => resolve(report));
    const report = collect(runner);
  });
}
