/** A sweep for the panel: what its runs came to, and mean and standard deviation of each group. Knows nothing of vscode. */
import { aggregate, type Aggregate } from '../../experiment/sweep/results';
import { SWEPT, type SweepCurves, type SweptGroup } from '../../protocol/runs';
import { Emitter, type Disposable } from '../events/events';
import { metricOf, valueText, type SweepReport } from './sweepText';

/** The last sweep of an experiment. */
export class LastSweep implements Disposable {
  private readonly changes = new Emitter<void>();
  /** Fires when a run has ended, or another sweep has begun. */
  readonly onDidChange = this.changes.event;
  private readonly turns = new Emitter<void>();
  /** Fires when a sweep has begun or ended. */
  readonly onDidTurn = this.turns.event;
  private report: SweepReport | null = null;
  private found: SweepCurves | null = null;
  private ending: (() => void) | null = null;

  /** null: there has been no sweep. */
  get curves(): SweepCurves | null {
    return this.found;
  }

  get last(): SweepReport | null {
    return this.report;
  }

  show(report: SweepReport): void {
    this.report = report;
    this.found = curvesOf(report);
    this.changes.fire();
  }

  get isRunning(): boolean {
    return this.ending !== null;
  }

  /** Ends the sweep; results of finished runs stay. */
  cancel(): void {
    this.ending?.();
  }

  /** Ends the running sweep; null: none is running. */
  canCancel(ending: (() => void) | null): void {
    this.ending = ending;
    this.changes.fire();
    this.turns.fire();
  }

  dispose(): void {
    this.changes.dispose();
    this.turns.dispose();
  }
}

export function curvesOf(report: SweepReport): SweepCurves {
  const { kind, sweep, runs, choices, state, message } = report;
  const finished = runs
    .filter(({ failure }) => failure === null)
    .map(({ parameters, final, log, failure }) => ({ parameters, final, epochs: log, failure }));
  const { name: metric, goal } = metricOf(sweep);
  const { aggregate_over: over } = sweep;
  // Without aggregation every run is a group of its own.
  const grouping = over.length > 0 ? sweep : { ...sweep, aggregate_over: [''] };
  const groups = aggregate(grouping, finished).filter(group => group.runs > 0);
  const told = sweep.parameters.filter(({ values }) => values.length > 1).map(({ path }) => path);
  return {
    ...{ kind, metric, goal, over, state, message, choices },
    ...finalsOf(report, metric),
    parameters: sweep.parameters.map(({ path, values }) => ({
      path,
      values: values.map(valueText),
    })),
    done: runs.length,
    of: choices.length,
    groups: groups.map(group => groupOf(group, metric, told)),
  };
}

/** What each run has come to. */
function finalsOf(
  { runs, choices }: SweepReport,
  metric: string,
): Pick<SweepCurves, 'columns' | 'finals' | 'ended'> {
  const first = runs.find(({ final }) => Object.keys(final).length > 0);
  const columns = first ? Object.keys(first.final) : [metric];
  const finals = new Float64Array(choices.length * columns.length).fill(NaN);
  const ended = new Uint8Array(choices.length).fill(SWEPT.toCome);
  for (const { number, final, failure } of runs) {
    ended[number] = failure === null ? SWEPT.ended : SWEPT.failed;
    if (failure !== null) continue;
    finals.set(
      columns.map(column => final[column] ?? NaN),
      number * columns.length,
    );
  }
  return { columns, finals, ended };
}

/** @param told paths with several values, which the label names */
function groupOf(
  { parameters, runs, epochs }: Aggregate,
  metric: string,
  told: readonly string[],
): SweptGroup {
  // Some columns are not measured in every epoch.
  const rows = epochs.filter(({ mean }) => Number.isFinite(mean[metric]));
  return {
    label: Object.entries(parameters)
      .filter(([path]) => told.includes(path))
      .map(([path, value]) => `${lastName(path)} ${valueText(value)}`)
      .join(', '),
    runs,
    epochs: Float64Array.from(rows, ({ epoch }) => epoch),
    mean: Float64Array.from(rows, ({ mean }) => mean[metric]),
    std: Float64Array.from(rows, ({ std }) => std[metric]),
  };
}

/** `optimizer.learning_rate` → `learning_rate`; a path that ends in an index stays whole. */
function lastName(path: string): string {
  const last = path.slice(path.lastIndexOf('.') + 1);
  return /^[\d*]+$/.test(last) ? path : last;
}
