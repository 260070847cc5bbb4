/** The words of the list of runs. */
import type { RunOrigin } from '../../src/protocol/runs';
import { columnTitle } from '../chart/curveSeries';
import { formatInteger } from '../words/numbers';

export const runsStrings = {
  title: 'Runs',
  table: 'The runs of this experiment: the current one, then the others, the newest first',
  hint: 'Space shows or hides a run, Enter opens it, D compares its file, Delete forgets it.',
  run: 'run',
  differsIn: 'differs in',
  epochs: 'epochs',
  current: (run: number) => `run ${run}, now`,
  forkOf: ({ run, step }: RunOrigin) => `fork of run ${run} at step ${formatInteger(step)}`,
  show: (run: number) => `Show run ${run}`,
  hide: (run: number) => `Hide run ${run}`,
  isCurrent: 'The current run is always shown',
  forget: (run: number) => `Forget run ${run}`,
  comparedWith: (run: number) => `compared with run ${run}`,
  compareWith: 'Choose the run that the others are compared with',
  compareWithRun: (run: number) => `Compare with Run ${run}`,
  compare: 'Compare Files',
  compareTitle: (from: number, to: number) =>
    `Show the files of run ${from} and run ${to} side by side (D)`,
  more: (count: number) => `+${count}`,
  fewer: 'fewer',
  /** Epochs done, and updates. */
  at: (epoch: number, step: number) => `epoch ${formatInteger(epoch)}, step ${formatInteger(step)}`,
  /** Narrow columns have short heads. */
  head: (column: string) =>
    columnTitle(column)
      .replace('validation ', 'val. ')
      .replace(/ accuracy$/, ' acc.'),
};
