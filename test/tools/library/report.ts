/** What a suite tells after it ran. Bundled into the host suites too: nothing of Node in here. */

export interface Failure {
  title: string;
  error: string;
  /** The file of the test, where mocha knows it. */
  file?: string;
}

export interface Report {
  passed: string[];
  failed: Failure[];
  pending: string[];
  /** What failed, and passed when its file was run once more. */
  furtherAttempts?: string[];
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
    report.failed.push({
      title: test.fullTitle(),
      error: error.stack ?? error.message,
      file: test.file ?? test.parent?.file,
    }),
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
  const { passed, failed, pending, furtherAttempts = [], milliseconds } = report;
  const skipped = pending.length > 0 ? `, ${pending.length} skipped` : '';
  const again =
    furtherAttempts.length > 0 ? `, ${furtherAttempts.length} at a further attempt` : '';
  const seconds = (milliseconds / 1000).toFixed(1);
  return `${suite}: ${passed.length} tests passed${again}, ${failed.length} failed${skipped} in ${seconds} s`;
}

/** What a suite leaves to be looked at: each failure with the beginning of its error. */
export function complaints({ failed, furtherAttempts = [] }: Report): string[] {
  const failures = failed.map(({ title, error }) => {
    const lines = error.split('\n').filter(line => line.trim() !== '');
    return [`failed: ${title}`, ...lines.slice(0, 6)].join('\n    ');
  });
  return [
    ...failures,
    ...furtherAttempts.map(title => `passed at a further attempt only: ${title}`),
  ];
}

/** So many files do not fail by chance. */
const MOST_REPEATED = 4;

/**
 * The files with a failure that a busy machine may be to blame for: they are worth another attempt,
 * by themselves. None where too many failed, or something outside of them.
 */
export function filesToRepeat({ failed }: Report): string[] {
  const files = failed.flatMap(({ file }) => file ?? []);
  const distinct = [...new Set(files)];
  return files.length === failed.length && distinct.length <= MOST_REPEATED ? distinct : [];
}

/** A suite of which some files have been run once more: what counts is how a test ended last. */
export function withFurtherAttempt(first: Report, second: Report): Report {
  const failedAgain = new Set(second.failed.map(({ title }) => title));
  const passed = new Set([...first.passed, ...second.passed]);
  const failedBefore = [
    ...(first.furtherAttempts ?? []),
    ...first.failed.map(({ title }) => title),
  ];
  return {
    passed: [...passed].filter(title => !failedAgain.has(title)),
    failed: second.failed,
    pending: first.pending,
    furtherAttempts: [...new Set(failedBefore)].filter(title => !failedAgain.has(title)),
    milliseconds: first.milliseconds + second.milliseconds,
  };
}
