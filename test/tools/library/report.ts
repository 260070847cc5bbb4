/** What a suite tells after it ran. Bundled into the host suites too: nothing of Node in here. */

export interface Failure {
  title: string;
  error: string;
}

export interface Report {
  passed: string[];
  failed: Failure[];
  pending: string[];
  milliseconds: number;
}

/** The line of the log at which a suite inside an extension host begins. */
export const BEGIN_MARK = 'The suite begins.';
/** Before a report in the log of a host that has no files. */
export const REPORT_MARK = 'REPORT ';

/** Fills a report from mocha's events. */
export function collect(runner: Mocha.Runner): Report {
  const report: Report = { passed: [], failed: [], pending: [], milliseconds: 0 };
  const start = Date.now();
  runner.on('pass', test => report.passed.push(test.fullTitle()));
  runner.on('pending', test => report.pending.push(test.fullTitle()));
  runner.on('fail', (test, error: Error) =>
    report.failed.push({ title: test.fullTitle(), error: error.stack ?? error.message }),
  );
  runner.on('end', () => (report.milliseconds = Date.now() - start));
  return report;
}

/** Prints each test as it ends: in an extension host there is no terminal for mocha's reporters. */
export function printTests(runner: Mocha.Runner): void {
  console.log(BEGIN_MARK);
  runner.on('pass', test => console.log(`  ok    ${test.fullTitle()} (${test.duration ?? 0} ms)`));
  runner.on('pending', test => console.log(`  skip  ${test.fullTitle()}`));
  runner.on('fail', (test, error: Error) =>
    console.error(`  FAIL  ${test.fullTitle()}\n${error.stack ?? error.message}`),
  );
}

/** A suite in which nothing ran has not passed. */
export function succeeded(report: Report): boolean {
  return report.failed.length === 0 && report.passed.length > 0;
}

export function summary(suite: string, report: Report): string {
  const { passed, failed, pending, milliseconds } = report;
  const skipped = pending.length > 0 ? `, ${pending.length} skipped` : '';
  const seconds = (milliseconds / 1000).toFixed(1);
  return `${suite}: ${passed.length} tests passed, ${failed.length} failed${skipped} in ${seconds} s`;
}
