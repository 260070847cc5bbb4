// Mutation testing, run by hand: `npm run test:mutation` (see testMutation.ts). It works on a copy outside
// the checkout, so that nothing else that runs there meets a mutant; the full reference numbers
// stand beside that copy as they stand beside the checkout.
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const SAMPLER = path.join(import.meta.dirname, 'library/mutantSample.mjs');
const COPIES = path.join(tmpdir(), 'backprop-mutation');

mkdirSync(COPIES, { recursive: true });
for (const [name, target] of Object.entries({
  shared: '../shared',
  node_modules: 'node_modules',
})) {
  const place = path.join(COPIES, name);
  rmSync(place, { force: true });
  symlinkSync(path.resolve(ROOT, target), place);
}

/** Those that start processes or threads, count memory, measure time, train for long or read the text of a file. */
const LEFT_OUT =
  /cli\/process|experiment\/properties|kernels\/(allocation|fallback|memory|sameText|threads|wide)|labs\/(digits|seed)/;
/** The quick ones come first: that is what a killed mutant waits for. */
const LAST = /vectors|gradientCheck|kernelChoices|agreement|stepRecorder|derivation\/d|parts/;
/** A random sample of the mutants outside the engine; all of the engine's where it is not asked for. */
const IS_SAMPLE = 'BACKPROP_MUTANTS' in process.env;
/** Of one room the mutants are met by its own tests alone: a quarter of an hour for 150 of them. */
const ROOMS = { experiment: 'src/experiment', host: 'src/host', webview: 'webview' };
const ROOM = process.env.BACKPROP_MUTANT_ROOM;
const FOLDER = IS_SAMPLE ? path.posix.join('test/unit', ROOM ?? '') : 'test/unit/engine';
const SAMPLED = ROOM ? ROOMS[ROOM] : `{${Object.values(ROOMS).join(',')}}`;
/** Nothing but the checkout's own files and documents is looked at there. */
const NOT_SAMPLED = /^test\/unit\/(tools|samples|engine|docs)\//;

const tests = readdirSync(path.join(ROOT, FOLDER), { recursive: true })
  .map(name => path.posix.join(FOLDER, name.split(path.sep).join('/')))
  .filter(name => name.endsWith('.test.ts') && !LEFT_OUT.test(name))
  .filter(name => !IS_SAMPLE || !NOT_SAMPLED.test(name))
  .sort();

export default {
  packageManager: 'npm',
  testRunner: 'mocha',
  mochaOptions: {
    spec: [...tests.filter(name => !LAST.test(name)), ...tests.filter(name => LAST.test(name))],
  },
  testRunnerNodeArgs: ['--import', 'tsx'],
  coverageAnalysis: 'perTest',
  // All unit tests with every place changed at once, on a busy machine.
  dryRunTimeoutMinutes: 60,
  // What is computed while a module is loaded: each such mutant takes a process and all tests.
  ignoreStatic: true,
  mutate: IS_SAMPLE
    ? [`${SAMPLED}/**/*.ts`, '!**/*.d.ts']
    : ['src/engine/**/*.ts', '!src/engine/kernels/{assembly,generated}/**'],
  ignorePatterns: [
    ...['**', '!src/**', '!webview/**', '!media/**', '!samples/**', '!*.json', '!*.md'],
    ...['!test/**', '!esbuild.mjs'],
  ],
  ...(IS_SAMPLE ? { checkers: ['sample'], plugins: ['@stryker-mutator/*', SAMPLER] } : {}),
  incremental: !IS_SAMPLE,
  incrementalFile: 'out/mutation/incremental.json',
  concurrency: 1,
  tempDirName: COPIES,
  symlinkNodeModules: false,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'out/mutation/report.json' },
  htmlReporter: { fileName: 'out/mutation/report.html' },
  allowEmpty: true,
};
