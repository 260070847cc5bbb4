/** What a suite tells after it ran. Bundled into the host suites too: nothing of Node in here. */

export interface Failure {
  title: string;
  error: string;
}

export interface Report {
  passed: string[];
  failed: Failure[];
  /** What did not run here; each title ends in its reason. */
  skipped: string[];
  milliseconds: number;
}

/** The line of the log at which a suite inside an extension host begins. */
export const BEGIN_MARK = 'The suite begins.';
/** Before a report in the log of a host that has no files. */
export const REPORT_MARK = 'REPORT ';

/** What a test that cannot run on this machine says in its title, before the reason. */
const REASON = 'skipped: ';

/** Fills a report from mocha's events. */
export function collect(runner: Mocha.Runner): Report {
  const report: Report = { passed: [], failed: [], skipped: [], milliseconds: 0 };
  const start = Date.now();
  const fail = (title: string, error: string): void => void report.failed.push({ title, error });
  runner.on('pass', test => report.passed.push(test.fullTitle()));
  runner.on('pending', test => {
    const title = test.fullTitle();
    if (title.includes(REASON)) report.skipped.push(title);
    else fail(title, `Skipped without a reason: its title has no "${REASON}…".`);
  });
  runner.on('fail', (test, error: Error) => fail(test.fullTitle(), error.stack ?? error.message));
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

export type Counts = Record<'passed' | 'failed' | 'skipped', number>;

export function countsOf({ passed, failed, skipped }: Report): Counts {
  return { passed: passed.length, failed: failed.length, skipped: skipped.length };
}

/** `3 passed, 1 failed, 2 skipped`; what was skipped is left out where nothing was. */
export function countsText({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

export function summary(suite: string, report: Report): string {
  const seconds = (report.milliseconds / 1000).toFixed(1);
  return `${suite}: ${countsText(countsOf(report))} in ${seconds} s`;
}

/** What a suite leaves to be looked at: each failure with the beginning of its error, each skip. */
export function remarks({ failed, skipped }: Report): string[] {
  const failures = failed.map(({ title, error }) => {
    const lines = error.split('\n').filter(line => line.trim() !== '');
    return [`failed: ${title}`, ...lines.slice(0, 6)].join('\n    ');
  });
  return [...failures, ...skipped.map(title => `not run: ${title}`)];
}
