// Mutation testing of the engine, run by hand: `npm run test:mutation`. It works on a copy outside
// the checkout, so that nothing else that runs there meets a mutant; the full reference numbers
// stand beside that copy as they stand beside the checkout.
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
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

/** Those that start processes or threads, count memory, train for long or read the text of a file. */
const LEFT_OUT = /kernels\/(allocation|fallback|memory|sameText|threads|wide)|labs\/(digits|seed)/;
/** The quick ones come first: that is what a killed mutant waits for. */
const LAST = /vectors|gradientCheck|kernelChoices|agreement|stepRecorder|derivation\/d|parts/;
const FOLDER = 'test/unit/engine';

const tests = readdirSync(path.join(ROOT, FOLDER), { recursive: true })
  .map(name => path.posix.join(FOLDER, name.split(path.sep).join('/')))
  .filter(name => name.endsWith('.test.ts') && !LEFT_OUT.test(name))
  .sort();

export default {
  packageManager: 'npm',
  testRunner: 'mocha',
  mochaOptions: {
    spec: [...tests.filter(name => !LAST.test(name)), ...tests.filter(name => LAST.test(name))],
  },
  testRunnerNodeArgs: ['--import', 'tsx'],
  coverageAnalysis: 'perTest',
  // What is computed while a module is loaded: each such mutant takes a process and all tests.
  ignoreStatic: true,
  mutate: ['src/engine/**/*.ts', '!src/engine/kernels/{assembly,generated}/**'],
  ignorePatterns: ['**', '!src/**', '!media/*.json', '!test/{unit,fixtures}/**', '!*.json'],
  incremental: true,
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
