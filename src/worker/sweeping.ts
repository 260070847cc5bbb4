/** Every run of a file's sweep, one after the other, and what came out of each. */
import type { Threads } from '../engine/kernels/threads';
import { Run } from '../engine/run';
import { TableCache } from '../experiment/data/tableCache';
import type { DataFiles } from '../experiment/experiment';
import { prepare } from '../experiment/prepare';
import type { Problem } from '../experiment/problem';
import { readExperiment } from '../experiment/read';
import { resultOf } from '../experiment/sweep/results';
import { runCount, sweepRuns } from '../experiment/sweep/runs';
import type { SweepProgress, SweptRun } from '../protocol/sweep';
import type { Clock } from './clock';
import { advance } from './runLoop';

/** Milliseconds between two messages about the progress. */
const INTERVAL = 250;

/** Answers what is wrong with the first run that cannot be made; nothing where all were. */
export async function runSweep(
  text: string,
  files: DataFiles,
  threads: Threads | null,
  clock: Clock,
  report: (progress: SweepProgress) => void,
): Promise<Problem[]> {
  const read = readExperiment(text);
  const { experiment } = read;
  const of = experiment?.sweep ? runCount(experiment.sweep, experiment) : 0;
  const tables = new TableCache();
  const reporter = new Reporter(clock, of, report);
  for (const { experiment: own, problems, parameters, place } of sweepRuns(read)) {
    const made = own ? prepare(own, files, tables) : { prepared: null, problems };
    if (!made.prepared) {
      reporter.flush();
      return made.problems.filter(({ severity }) => severity === 'error').map(place);
    }
    const { spec, data, parameters: initial, stream } = made.prepared;
    const run = new Run(spec, data, initial, stream, { threads });
    await advance(run, Infinity, clock, {
      interrupted: () => false,
      afterSlice: () => reporter.offer(run.position.epoch, spec.trainer.epochs),
    });
    const { final } = resultOf(parameters, run);
    const failure = run.firstNonFinite()?.message ?? null;
    reporter.add({ parameters, final, epochs: run.position.epoch, failure });
    run.end();
    // Short runs end without a breath of their own.
    await clock.breathe();
  }
  reporter.flush();
  return [];
}

/** Puts what has happened into few messages. */
class Reporter {
  private due = -Infinity;
  private readonly runs: SweptRun[] = [];
  private done = 0;

  constructor(
    private readonly clock: Clock,
    private readonly of: number,
    private readonly report: (progress: SweepProgress) => void,
  ) {}

  add(run: SweptRun): void {
    this.runs.push(run);
    this.done++;
    this.offer(0, 0);
  }

  offer(epoch: number, epochs: number): void {
    if (this.clock.now() >= this.due) this.send(epoch, epochs);
  }

  flush(): void {
    this.send(0, 0);
  }

  private send(epoch: number, epochs: number): void {
    this.due = this.clock.now() + INTERVAL;
    const { done, of } = this;
    this.report({ runs: this.runs.splice(0), done, of, epoch, epochs });
  }
}
