/** The words of a sweep's sections. */
import type { SweepCurves } from '../../src/protocol/runs';
import { columnTitle } from '../chart/curveSeries';
import { counted, formatInteger } from '../words/numbers';
import type { SweepMap } from './sweepMap';

const doneOf = ({ done, of }: Pick<SweepCurves, 'done' | 'of'>): string =>
  `${formatInteger(done)} of ${formatInteger(of)} runs`;

export const sweepStrings = {
  title: 'Sweep',
  shows: (metric: string) => `${metric} of a sweep`,
  mapHint: 'Arrow keys move from run to run; Enter adds one to the list of runs.',
  none: 'The same experiment with other values, or with other seeds for a mean ± standard deviation.',
  run: 'run',
  toCome: 'to come',
  failed: 'failed',
  hasFailed: 'its numbers left the finite range',
  meanStd: 'mean ± std',
  /** `mean ± std of loss, 4 runs` */
  meanOf: (runs: number, metric: string) => `mean ± std of ${metric}, ${counted(runs, 'run')}`,
  segment: (column: string) =>
    columnTitle(column)
      .replace('validation ', 'val. ')
      .replace(/ accuracy$/, ' acc.'),
  size: (rows: number, columns: number) =>
    `${formatInteger(rows)} rows by ${formatInteger(columns)} columns`,
  bestIs: ({ heads, rows, columns, across, best }: SweepMap) => {
    if (!best) return '';
    const names = heads.map((head, at) => `${head} ${rows[best.row].labels[at]}`);
    const own = best.col === null || across === '' ? [] : [`${across} ${columns[best.col]}`];
    return `The best: ${[...names, ...own].join(', ')}.`;
  },
  done: (sweep: SweepCurves) => {
    const states = {
      running: 'running',
      done: 'done',
      cancelled: 'cancelled',
      failed: `stopped: ${sweep.message}`,
    };
    return `${doneOf(sweep)}, ${states[sweep.state]}`;
  },
  note: (sweep: SweepCurves) => {
    const { state, done } = sweep;
    const ends = {
      running: '',
      done: '',
      cancelled: ', cancelled',
      failed: `, stopped: ${sweep.message}`,
    };
    const hint =
      done > 0 ? ' · A click on a cell adds that run to the list and to the curves.' : '';
    return `${doneOf(sweep)}${ends[state]}${hint}`;
  },
  added: 'The run is being trained again; it will stand in the list of runs.',
  copied: 'Copied.',
  acts: {
    file: { text: 'Run Sweep', title: "Run the file's sweep" },
    seeds: {
      text: 'Ten Seeds',
      title: 'Run the experiment with ten seeds: mean ± standard deviation',
    },
    goOn: { text: 'Go On', title: 'Run what is missing; what has ended stays' },
    cancel: { text: 'Cancel', title: 'End the sweep; what has ended stays' },
    copy: { text: 'Copy as Markdown', title: 'Copy the results as tables of Markdown' },
  },
  curves: 'Sweep over the Epochs',
  hint: 'Arrow keys move the cursor; drag to zoom, double click or 0 to see everything.',
  label: (metric: string, groups: number, words: string) =>
    `${columnTitle(metric)} over the epochs, ${groups} ${groups === 1 ? 'curve' : 'curves'}. At the end: ${words}.`,
  /** `validation loss: mean ± standard deviation over seed · 12 of 16 runs` */
  curvesNote: (metric: string, over: readonly string[], done: number, of: number) => {
    const spread = over.length > 0 ? `: mean ± standard deviation over ${over.join(', ')}` : '';
    return `${columnTitle(metric)}${spread} · ${doneOf({ done, of })}`;
  },
  best: (drawn: number, all: number) =>
    ` · the best ${formatInteger(drawn)} of ${formatInteger(all)} are drawn`,
  allRuns: 'all runs',
  std: 'std',
};
