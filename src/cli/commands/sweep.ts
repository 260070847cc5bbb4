/** `sweep`: trains every run of the file's sweep, and prints the results with mean ± std. */
import { Run } from '../../engine/training/run';
import { TableCache } from '../../experiment/rows/tableCache';
import type { SweepSpec } from '../../experiment/format/experiment';
import { prepare } from '../../experiment/prepare';
import { aggregate, best, resultOf } from '../../experiment/sweep/results';
import type { EpochRow, RunResult, SweepResult } from '../../experiment/sweep/results';
import { runCount, sweepRuns } from '../../experiment/sweepRuns';
import type { Arguments } from '../terminal/arguments';
import { UsageError } from '../terminal/io';
import type { ExitStatus, Io } from '../terminal/io';
import { printJson } from '../terminal/json';
import { inWords } from '../terminal/load';
import type { Ready } from '../terminal/load';
import { short } from '../terminal/numbers';
import { Progress } from '../terminal/progress';

/** Updates between two progress lines. */
const PORTION = 16;

/** @throws UsageError where the file has no sweep */
export function sweep({ source, place }: Ready, args: Arguments, io: Io): ExitStatus {
  const experiment = source?.read.experiment;
  const spec = experiment?.sweep;
  if (!source || !experiment || !spec) {
    throw new UsageError('The file has no `sweep` section: `train` runs it once.');
  }
  const threads = io.threads(args.threads);
  const total = runCount(spec, experiment);
  const progress = new Progress(io, args.quiet);
  const runs: RunResult[] = [];
  // A table that many runs use is read once.
  const tables = new TableCache();
  let status: ExitStatus = 0;
  for (const each of sweepRuns(source.read)) {
    const { prepared, problems } = each.experiment
      ? prepare(each.experiment, source.files, tables)
      : { prepared: null, problems: each.problems };
    if (!prepared) {
      for (const problem of problems) io.err(`${inWords(place(each.place(problem)))}\n`);
      return 2;
    }
    const { spec: runSpec, data, parameters, stream } = prepared;
    const run = new Run(runSpec, data, parameters, stream, { threads });
    while (!run.done) {
      run.train(PORTION);
      progress.show(() => `run ${runs.length + 1} of ${total} · epoch ${run.position.epoch}`);
    }
    run.end();
    progress.clear();
    const result = resultOf(each.parameters, run);
    const { failure, final } = result;
    if (failure !== null) {
      io.err(`${inShort(each.parameters)}: ${failure}\n`);
      status = 1;
    }
    runs.push(result);
    const outcome = failure === null ? columnsOf(final) : 'failed';
    if (!args.json && !args.quiet) io.out(`${line(each.parameters, outcome)}\n`);
  }
  const result = { runs, aggregate: aggregate(spec, runs) };
  if (args.json) printJson(io, result);
  else io.out(summary(spec, result));
  return status;
}

function inShort(parameters: RunResult['parameters']): string {
  const values = Object.entries(parameters).map(
    ([path, value]) => `${path} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return values.join('  ');
}

function line(parameters: RunResult['parameters'], columns: string): string {
  return `${inShort(parameters)}  →  ${columns}`;
}

function columnsOf(final: EpochRow): string {
  return Object.entries(final)
    .map(([column, value]) => `${column} ${short(value)}`)
    .join('  ');
}

function summary(spec: SweepSpec, { runs, aggregate: groups }: SweepResult): string {
  const lines = groups.map(({ parameters, runs: count, failed, mean, std }) => {
    const others = failed > 0 ? `, ${failed} failed` : '';
    const columns = Object.keys(mean).map(
      column => `${column} ${short(mean[column])} ± ${short(std[column], 3)}`,
    );
    return line(
      parameters,
      `${columns.join('  ')}  (${count} ${count === 1 ? 'run' : 'runs'}${others})`,
    );
  });
  const grouped = groups.length > 0;
  const finals = grouped
    ? groups.map(({ mean }) => mean)
    : runs.map(({ final, failure }) => (failure === null ? final : {}));
  const winner = best(spec, finals);
  const { name, goal } = spec.metric ?? { name: 'loss', goal: 'minimize' };
  if (winner >= 0) {
    const { parameters } = grouped ? groups[winner] : runs[winner];
    const which = goal === 'minimize' ? 'lowest' : 'highest';
    lines.push(
      `The ${which} ${name}: ${line(parameters, `${name} ${short(finals[winner][name])}`)}`,
    );
  } else lines.push(`No run has a number for ${name}.`);
  return `${lines.join('\n')}\n`;
}
