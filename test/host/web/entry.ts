/**
 * Runs the tests of this folder inside the web worker extension host, where there is no Node:
 * mocha's browser build, everything in one file, and the report as a line of the log.
 */
import 'mocha/mocha';
import { collect, printTests, REPORT_MARK, succeeded, summary } from '../../tools/library/report';

/** `load` evaluates the test files, once mocha's globals stand. */
export async function runTests(load: () => void): Promise<void> {
  if (!('WorkerGlobalScope' in globalThis)) throw new Error('This host is no web worker.');
  mocha.setup({ ui: 'bdd', timeout: 120_000, reporter: Mocha.reporters.Base });
  load();
  const report = await new Promise<ReturnType<typeof collect>>(resolve => {
    const runner = mocha.run(() => resolve(filling));
    const filling = collect(runner);
    printTests(runner);
  });
  console.log(REPORT_MARK + JSON.stringify(report));
  if (!succeeded(report)) throw new Error(summary('The web tests', report));
}
