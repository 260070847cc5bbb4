/** The runs before the present one, as the curves and the list of runs show them. */
import type { PastRunSummary, RunsSummary } from '../../src/protocol/runs';
import { classColor, type Rgb, type ThemeKind } from '../drawing/colors';
import { History } from './history';

export interface PastRun extends PastRunSummary {
  log: History;
  /** Drawn over the current run's curves. */
  shown: boolean;
}

/** Line patterns: which run it is can be seen without its colour. */
const DASHES = [
  [2, 3],
  [7, 3],
  [7, 2, 2, 2],
  [1, 4],
  [12, 3],
  [4, 2],
  [9, 2, 1, 2],
  [5, 5],
];

export function runDash(number: number): number[] {
  return DASHES[number % DASHES.length];
}

/** Green, vermilion, purple, grey: never the blue or the yellow of the current run's own curves. */
const COLORS = [2, 5, 6, 7];

export function runColor(number: number, kind: ThemeKind): Rgb {
  return classColor(COLORS[number % COLORS.length], kind);
}

export class PastRuns {
  summary: RunsSummary | null = null;
  list: PastRun[] = [];
  private hidden = new Set<number>();

  take(summary: RunsSummary): void {
    const known = new Map(this.list.map(run => [run.number, run]));
    this.summary = summary;
    this.list = summary.past.map(run => {
      const log = known.get(run.number)?.log ?? logOf(run);
      return { ...run, log, shown: !this.hidden.has(run.number) };
    });
  }

  /** What was hidden on this page before it was loaded again. */
  hide(numbers: readonly number[]): void {
    this.hidden = new Set(numbers);
  }

  /** Of runs that are still there. */
  get hiddenNumbers(): number[] {
    return this.list.flatMap(({ number }) => (this.hidden.has(number) ? number : []));
  }

  show(number: number, shown: boolean): void {
    if (shown) this.hidden.delete(number);
    else this.hidden.add(number);
    this.list = this.list.map(run => (run.number === number ? { ...run, shown } : run));
  }

  /** Do the runs differ in this section of the file? */
  differIn(section: string): boolean {
    const options = this.summary?.options ?? [];
    return options.some(path => path === section || path.startsWith(`${section}.`));
  }

  get shown(): PastRun[] {
    return this.list.filter(run => run.shown);
  }
}

function logOf({ columns, history }: PastRunSummary): History {
  const log = new History();
  log.clear(columns.length);
  log.append(history);
  return log;
}
