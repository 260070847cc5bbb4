/** Curves of a sweep for the panel: mean and standard deviation of each group. Knows nothing of vscode. */
import { aggregate, type Aggregate } from '../../experiment/sweep/results';
import type { SweepCurves, SweptGroup } from '../../protocol/runs';
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
  private found: SweepCurves | null = null;
  private ending: (() => void) | null = null;

  /** null: there has been no sweep, or no run of it has ended. */
  get curves(): SweepCurves | null {
    return this.found;
  }

  show(report: SweepReport): void {
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

export function curvesOf({ sweep, runs, of }: SweepReport): SweepCurves | null {
  const finished = runs
    .filter(({ failure }) => failure === null)
    .map(({ parameters, final, log, failure }) => ({ parameters, final, epochs: log, failure }));
  if (finished.length === 0) return null;
  const { name: metric, goal } = metricOf(sweep);
  const { aggregate_over: over } = sweep;
  // Without aggregation every run is a group of its own.
  const grouping = over.length > 0 ? sweep : { ...sweep, aggregate_over: [''] };
  const groups = aggregate(grouping, finished);
  const told = sweep.parameters.filter(({ values }) => values.length > 1).map(({ path }) => path);
  return {
    metric,
    goal,
    over,
    done: runs.length,
    of,
    groups: groups.map(group => groupOf(group, metric, told)),
  };
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
