/**
 * Runs every check and every suite, says how each ended, and closes with `N passed, N failed`.
 * A check that is no suite of tests (lint, types, build) counts as one failure when it fails.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findChromium } from './library/browser';
import { WORKBENCH_RUNS_HERE } from './library/hosts';
import { vsixPath } from './library/packaged';
import { main, npm, say, ToolError } from './library/process';
import { readReport, REPORTS } from './library/suites';

interface Step {
  /** The npm script; a suite writes a report of the same name. */
  script: string;
  suite?: string;
}

const CHECKS: Step[] = [
  { script: 'lint' },
  { script: 'typecheck' },
  { script: 'test:unit', suite: 'unit' },
  { script: 'test:bench' },
  { script: 'package' },
  { script: 'test:package', suite: 'package' },
];

const IN_WORKBENCH: Step[] = [
  { script: 'test:host', suite: 'host-newest' },
  { script: 'test:host:oldest', suite: 'host-oldest' },
  { script: 'test:web', suite: 'web' },
  { script: 'test:ui', suite: 'ui' },
];

const ON_DESKTOP: Step[] = [{ script: 'test:desktop', suite: 'desktop' }];

const STEP_TIMEOUT = 15 * 60_000;

interface Outcome extends Step {
  good: boolean;
  passed: number;
  failed: number;
  seconds: number;
}

main(async () => {
  if (WORKBENCH_RUNS_HERE) findChromium();
  else say(`On ${process.platform} the host tests run in a desktop VS Code, without the UI tests`);
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  const outcomes: Outcome[] = [];
  for (const step of [...CHECKS, ...(WORKBENCH_RUNS_HERE ? IN_WORKBENCH : ON_DESKTOP)]) {
    outcomes.push(await runStep(step));
    if (step.script === 'package') process.env.BACKPROP_VSIX = await vsixPath();
  }
  return concludeAll(outcomes);
});

async function runStep(step: Step): Promise<Outcome> {
  say(`npm run ${step.script}`);
  const start = Date.now();
  let good = true;
  try {
    await npm(['run', '--silent', step.script], { timeout: STEP_TIMEOUT });
  } catch {
    good = false;
  }
  const { passed, failed } = await countTests(step.suite);
  const seconds = (Date.now() - start) / 1000;
  return { ...step, good, passed, failed: good ? failed : Math.max(failed, 1), seconds };
}

async function countTests(suite: string | undefined): Promise<{ passed: number; failed: number }> {
  if (!suite) return { passed: 0, failed: 0 };
  try {
    const report = await readReport(suite);
    return { passed: report.passed.length, failed: report.failed.length };
  } catch (error) {
    if (error instanceof ToolError) return { passed: 0, failed: 0 }; // it never got so far
    throw error;
  }
}

async function concludeAll(outcomes: Outcome[]): Promise<boolean> {
  say('Results');
  for (const { script, suite, good, passed, failed, seconds } of outcomes) {
    const count = suite ? `${passed} passed, ${failed} failed, ` : '';
    console.log(`${good ? '  ok  ' : ' FAIL '} ${script}: ${count}${seconds.toFixed(0)} s`);
  }
  const sum = (key: 'passed' | 'failed'): number =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const closing = `${sum('passed')} passed, ${sum('failed')} failed`;
  await writeFile(path.join(REPORTS, 'total.txt'), `${closing}\n`);
  console.log(`\n${closing}`);
  return outcomes.every(outcome => outcome.good);
}
