/** The words of the list of runs. */
import type { RunOrigin } from '../../src/protocol/runs';
import { columnHead } from '../chart/curveSeries';
import { formatInteger } from '../words/numbers';
import { t } from '../words/say';

export const runsStrings = {
  title: t('Runs'),
  table: t('The runs of this experiment: the current one, then the others, the newest first'),
  hint: t('Space shows or hides a run, Enter opens it, D compares its file, Delete forgets it.'),
  run: t('run'),
  differsIn: t('differs in'),
  epochs: t('epochs'),
  current: (run: number) => t`run ${run}, now`,
  forkOf: ({ run, step }: RunOrigin) => t`fork of run ${run} at step ${formatInteger(step)}`,
  show: (run: number) => t`Show run ${run}`,
  hide: (run: number) => t`Hide run ${run}`,
  isCurrent: t('The current run is always shown'),
  forget: (run: number) => t`Forget run ${run}`,
  comparedWith: (run: number) => t`compared with run ${run}`,
  compareWith: t('Choose the run that the others are compared with'),
  compareWithRun: (run: number) => t`Compare with Run ${run}`,
  compare: t('Compare Files'),
  compareTitle: (from: number, to: number) =>
    t`Show the files of run ${from} and run ${to} side by side (D)`,
  more: (count: number) => `+${count}`,
  fewer: t('fewer'),
  /** Epochs done, and updates. */
  at: (epoch: number, step: number) =>
    t`epoch ${formatInteger(epoch)}, step ${formatInteger(step)}`,
  /** Narrow columns have short heads. */
  head: columnHead,
};
