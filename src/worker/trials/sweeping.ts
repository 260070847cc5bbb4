/** Trains every run of a file's sweep, one after the other, and reports the results. */
import type { Threads } from '../../engine/kernels/threads';
import { Run } from '../../engine/training/run';
import { TableCache } from '../../experiment/rows/tableCache';
import type { DataFiles } from '../../experiment/format/experiment';
import { prepare } from '../../experiment/prepare';
import type { Finding } from '../../experiment/format/finding';
import { readExperiment } from '../../experiment/read';
import { resultOf, sampledEpochs } from '../../experiment/sweep/results';
import { runCount, sweepRuns } from '../../experiment/sweepRuns';
import type { SweepProgress, SweptRun } from '../../protocol/runs';
import type { Clock } from '../time/clock';
import { advance } from '../run/runLoop';

/** Milliseconds between two progress reports. */
const INTERVAL = 250;
/** Rows of each run's log in a report: more than a curve needs. */
const MOST_ROWS = 256;

export class Sweeper {
  private cancelled = false;

  constructor(
    private readonly clock: Clock,
    private readonly report: (progress: SweepProgress) => void,
  ) {}

  /** Ends the sweep; every run that has ended by then is still reported. */
  cancel(): void {
    this.cancelled = true;
  }

  /**
   * @param skip numbers of the runs, from 0, that are known already
   * @returns the errors of the first run that cannot be prepared; empty if there is none
   */
  async run(
    text: string,
    files: DataFiles,
    threads: Threads | null,
    skip: readonly number[],
  ): Promise<Finding[]> {
    this.cancelled = false;
    const read = readExperiment(text);
    const { experiment } = read;
    const of = experiment?.sweep ? runCount(experiment.sweep, experiment) : 0;
    const tables = new TableCache();
    const known = new Set(skip);
    const reporter = new Reporter(this.clock, of, known.size, this.report);
    let number = -1;
    for (const { experiment: variant, problems, parameters, place } of sweepRuns(read)) {
      if (known.has(++number)) continue;
      const result = variant ? prepare(variant, files, tables) : { prepared: null, problems };
      if (!result.prepared) {
        reporter.flush();
        return result.problems.filter(({ severity }) => severity === 'error').map(place);
      }
      const { spec, data, parameters: initial, stream } = result.prepared;
      const run = new Run(spec, data, initial, stream, { threads });
      await this.train(run, reporter);
      if (run.done) reporter.add(sweptRun(number, parameters, run));
      run.end();
      // A run shorter than a slice lets no message in by itself.
      await this.clock.breathe();
      if (this.cancelled) break;
    }
    reporter.flush();
    return [];
  }

  private train(run: Run, reporter: Reporter): Promise<unknown> {
    return advance(run, [], Infinity, this.clock, {
      interrupted: () => this.cancelled,
      afterSlice: () => reporter.offer(run.position.epoch, run.spec.trainer.epochs),
    });
  }
}

function sweptRun(number: number, parameters: SweptRun['parameters'], run: Run): SweptRun {
  const { final, epochs, failure } = resultOf(parameters, run);
  return {
    number,
    parameters,
    final,
    epochs: run.position.epoch,
    log: sampledEpochs(epochs, run.spec.trainer.epochs, MOST_ROWS),
    failure,
  };
}

/** Gathers results, so that few messages are sent. */
class Reporter {
  private due = -Infinity;
  private readonly runs: SweptRun[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly of: number,
    private done: number,
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
