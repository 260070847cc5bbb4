/**
 * Runs every host test inside a Node extension host: the same entry for the workbench
 * (see test/tools/testHost.ts) and the desktop (see test/tools/testDesktop.ts).
 */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { collect, printTests, succeeded, summary } from '../tools/library/report';

export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 120_000, // what a test awaits comes, however busy the machine is
    reporter: Mocha.reporters.Base, // prints nothing
    grep: process.env.BACKPROP_TEST_GREP,
  });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  const wanted = process.env.BACKPROP_TEST_BENCH ? /\.(test|bench)\.js$/ : /\.test\.js$/;
  for (const file of files.filter(name => wanted.test(name)).sort())
    mocha.addFile(path.join(__dirname, file));
  const report = await new Promise<ReturnType<typeof collect>>(resolve => {
    const runner = mocha.run(() => resolve(filling));
    const filling = collect(runner);
    printTests(runner);
  });
  const target = process.env.BACKPROP_TEST_REPORT;
  if (target) writeFileSync(target, JSON.stringify(report, null, 1));
  if (!succeeded(report)) throw new Error(summary('The host tests', report));
}
