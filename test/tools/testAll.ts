/**
 * Runs every check and every suite, says how each ended and what it skipped, and closes with
 * `N passed, N failed, N skipped`. A check that is no suite of tests (lint, types, build) counts as
 * one failure when it fails.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findChromium } from './library/browser';
import { WORKBENCH_RUNS_HERE } from './library/hosts';
import { vsixPath } from './library/packaged';
import { main, npmOutcome, say, ToolError } from './library/process';
import { type Counts, countsOf, countsText, remarks } from './library/report';
import { readReport, REPORTS } from './library/suites';

interface Step {
  /** The npm script; a suite writes a report of the same name. */
  script: string;
  suite?: string;
  /** Starts when the VS Codes of the tests stand. */
  afterInstallation?: boolean;
}

/** Waits for the registry and the disk more than for a processor. */
const INSTALLATION: Step[] = [{ script: 'hosts' }];

/** One after the other in each lane, the lanes side by side: a machine has two processors at least. */
const CHECKS: Step[][] = [
  [{ script: 'lint' }, { script: 'test:bench' }],
  [
    { script: 'typecheck' },
    { script: 'package' },
    { script: 'test:package', suite: 'package' },
    // One of them runs in the Node.js of the newest VS Code.
    { script: 'test:unit', suite: 'unit', afterInstallation: true },
  ],
];

/** These await what a person would: two hosts leave room for each other, the last suite for none. */
const IN_WORKBENCH: Step[][][] = [
  [
    [{ script: 'test:host', suite: 'host-newest' }],
    [
      { script: 'test:host:oldest', suite: 'host-oldest' },
      { script: 'test:web', suite: 'web' },
    ],
  ],
  [[{ script: 'test:ui', suite: 'ui' }]],
];

const ON_DESKTOP: Step[][][] = [[[{ script: 'test:desktop', suite: 'desktop' }]]];

const STEP_TIMEOUT = 30 * 60_000;

interface Outcome extends Step, Counts {
  good: boolean;
  /** What its report leaves to be looked at. */
  remarks: string[];
  seconds: number;
}

main(async () => {
  if (WORKBENCH_RUNS_HERE) findChromium();
  else say(`On ${process.platform} the host tests run in a desktop VS Code, without the UI tests`);
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  const installed = runLane(WORKBENCH_RUNS_HERE ? INSTALLATION : [], true);
  const outcomes = await runSideBySide(CHECKS, installed);
  outcomes.push(...(await installed));
  for (const lanes of WORKBENCH_RUNS_HERE ? IN_WORKBENCH : ON_DESKTOP)
    outcomes.push(...(await runSideBySide(lanes, installed)));
  return concludeAll(outcomes);
});

async function runSideBySide(lanes: Step[][], installed: Promise<unknown>): Promise<Outcome[]> {
  const outcomes = lanes.map(lane => runLane(lane, lanes.length > 1, installed));
  return (await Promise.all(outcomes)).flat();
}

/** @param beside other lanes run meanwhile */
async function runLane(
  steps: Step[],
  beside: boolean,
  installed?: Promise<unknown>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    if (step.afterInstallation) await installed;
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

async function testsOf(suite: string | undefined): Promise<Counts & { remarks: string[] }> {
  const nothing = { passed: 0, failed: 0, skipped: 0, remarks: [] };
  if (!suite) return nothing;
  try {
    const report = await readReport(suite);
    return { ...countsOf(report), remarks: remarks(report) };
  } catch (error) {
    if (error instanceof ToolError) return nothing; // it never got so far
    throw error;
  }
}

async function concludeAll(outcomes: Outcome[]): Promise<boolean> {
  say('Results');
  for (const outcome of outcomes) {
    const count = outcome.suite ? `${countsText(outcome)}, ` : '';
    const verdict = outcome.good ? '  ok  ' : ' FAIL ';
    console.log(`${verdict} ${outcome.script}: ${count}${outcome.seconds.toFixed(0)} s`);
    for (const remark of outcome.remarks) console.log(`       ${remark}`);
  }
  const sum = (key: keyof Counts): number =>
    outcomes.reduce((total, outcome) => total + outcome[key], 0);
  const closing = countsText({
    passed: sum('passed'),
    failed: sum('failed'),
    skipped: sum('skipped'),
  });
  await writeFile(path.join(REPORTS, 'total.txt'), `${closing}\n`);
  console.log(`\n${closing}`);
  return outcomes.every(outcome => outcome.good);
}
