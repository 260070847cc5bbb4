/**
 * How fast the engine is, side by side with others on this machine:
 * `npm run bench [-- --short] [--only name,…] [--rounds n] [--clock wall|cpu]`.
 *
 * Prints tables, and writes out/bench/results.json. `--short` checks that everything works and
 * says nothing about speed, with one work for each network; it fails where one of our own contestants
 * does.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { main } from '../tools/library/process';
import { measureExtras, type Extra } from './extras';
import { CLOCK_VARIABLE } from './contestants';
import { compare, type Effort, type Result } from './measure';
import { measureOpenings } from './openings';
import { measurePictures } from './pictures';
import { ourKernels } from './ours';
import { pythonPeers } from './python';
import { reportOf, tables } from './report';
import { threaded } from './threaded';
import { tensorFlowContestants } from './tfjsBundle';
import { measureRedraws } from './redraws';
import { measureWorkbench } from './workbench';
import { measureWorkbenchRedraws } from './workbenchRedraws';
import { WORKS } from './works';

const RESULTS = path.resolve(import.meta.dirname, '../../out/bench/results.json');

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    clock: { type: 'string', default: 'wall' },
  },
});
process.env[CLOCK_VARIABLE] = options.clock;
const short = options.short;
const effort: Effort = short
  ? { rounds: 1, roundMs: 5 }
  : { rounds: Number(options.rounds), roundMs: 150 };
const SHORT = ['five-points', 'gaussians-1', 'digits-64-float32'];
const wanted = options.only?.split(',') ?? (short ? SHORT : WORKS.map(({ name }) => name));
const works = WORKS.filter(({ name }) => wanted.includes(name));

main(async () => {
  const peers = [...(await tensorFlowContestants()), ...(await pythonPeers())];
  // Two threads take twice the processor's time: only the wall's says what they are worth.
  const together = options.clock === 'wall' ? [threaded] : [];
  const contestants = [...ourKernels, ...together, ...peers];
  const results: Result[] = [];
  for (const work of works) {
    process.stderr.write(`${work.title}, ${work.dtype}\n`);
    results.push(await compare(work, contestants, effort));
  }
  const extras = options.only === undefined ? await allExtras() : [];
  const report = reportOf(contestants, results, extras, options.clock);
  await mkdir(path.dirname(RESULTS), { recursive: true });
  await writeFile(RESULTS, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${tables(report)}\n`);
  if (short) process.stdout.write('\nA short run: it works, and its numbers mean nothing.\n');
});

async function allExtras(): Promise<Extra[]> {
  const ours = measureExtras(effort, short ? 1000 : 1_000_000);
  const pictures = await measurePictures(effort);
  // The suites run those tests themselves.
  const pages = short
    ? []
    : [
        ...(await measureOpenings(2 * effort.rounds)),
        ...(await measureRedraws(effort)),
        ...(await measureWorkbenchRedraws(effort)),
        ...(await measureWorkbench()),
      ];
  return [...ours, ...pictures, ...pages];
}
