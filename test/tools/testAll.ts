/**
 * Runs every check and every suite, says how each ended, and closes with `N passed, N failed`.
 * A check that is no suite of tests (lint, types, build) counts as one failure when it fails.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findChromium } from './library/browser';
import { WORKBENCH_RUNS_HERE } from './library/hosts';
import { vsixPath } from './library/packaged';
import { main, npmOutcome, say, ToolError } from './library/process';
import { complaints } from './library/report';
import { readReport, REPORTS } from './library/suites';

interface Step {
  /** The npm script; a suite writes a report of the same name. */
  script: string;
  suite?: string;
}

/** Waits for the registry and the disk more than for a processor. */
const INSTALLATION: Step[] = [{ script: 'hosts' }];

/** One after the other in each lane, the lanes side by side: a machine has two processors at least. */
const CHECKS: Step[][] = [
  [{ script: 'lint' }, { script: 'test:bench' }],
  [
    { script: 'typecheck' },
    { script: 'test:unit', suite: 'unit' },
    { script: 'package' },
    { script: 'test:package', suite: 'package' },
  ],
];

/** Alone, one after the other: their tests await what a person would. */
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
  /** What its report leaves to be looked at. */
  complaints: string[];
  seconds: number;
}

main(async () => {
  if (WORKBENCH_RUNS_HERE) findChromium();
  else say(`On ${process.platform} the host tests run in a desktop VS Code, without the UI tests`);
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  const lanes = WORKBENCH_RUNS_HERE ? [...CHECKS, INSTALLATION] : CHECKS;
  const checks = await Promise.all(lanes.map(lane => runLane(lane, true)));
  const suites = await runLane(WORKBENCH_RUNS_HERE ? IN_WORKBENCH : ON_DESKTOP, false);
  return concludeAll([...checks.flat(), ...suites]);
});

async function runLane(steps: Step[], beside: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    outcomes.push(await runStep(step, beside));
    if (step.script === 'package') process.env.BACKPROP_VSIX = await vsixPath();
  }
  return outcomes;
}

/** @param beside other steps run meanwhile: what it prints is shown in one piece, at its end */
async function runStep(step: Step, beside: boolean): Promise<Outcome> {
  if (!beside) say(`npm run ${step.script}`);
  const start = Date.now();
  const command = ['run', '--silent', step.script];
  const { code, output } = await npmOutcome(command, { timeout: STEP_TIMEOUT, quiet: beside });
  if (beside) say(`npm run ${step.script}\n${output.trimEnd()}`);
  const good = code === 0;
  const told = await testsOf(step.suite);
  const seconds = (Date.now() - start) / 1000;
  return { ...step, ...told, good, failed: good ? told.failed : Math.max(told.failed, 1), seconds };
}

type Told = Pick<Outcome, 'passed' | 'failed' | 'complaints'>;

async function testsOf(suite: string | undefined): Promise<Told> {
  const nothing = { passed: 0, failed: 0, complaints: [] };
  if (!suite) return nothing;
  try {
    const report = await readReport(suite);
    const { passed, failed } = report;
    return { passed: passed.length, failed: failed.length, complaints: complaints(report) };
  } catch (error) {
    if (error instanceof ToolError) return nothing; // it never got so far
    throw error;
  }
}

async function concludeAll(outcomes: Outcome[]): Promise<boolean> {
  say('Results');
  for (const { script, suite, good, passed, failed, seconds, ...outcome } of outcomes) {
    const count = suite ? `${passed} passed, ${failed} failed, ` : '';
    console.log(`${good ? '  ok  ' : ' FAIL '} ${script}: ${count}${seconds.toFixed(0)} s`);
    for (const complaint of outcome.complaints) console.log(`       ${complaint}`);
  }
  const sum = (key: 'passed' | 'failed'): number =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const closing = `${sum('passed')} passed, ${sum('failed')} failed`;
  await writeFile(path.join(REPORTS, 'total.txt'), `${closing}\n`);
  console.log(`\n${closing}`);
  return outcomes.every(outcome => outcome.good);
}
